"""Who works at a centre, and what the public sees of the centres."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.backends import centres_where
from nhipcau.centres.models import Centre, Place, Role, StaffRole, StaffRoleQuerySet
from nhipcau.foundation.clock import api as clock
from nhipcau.reference.models import Commune

MANAGES = "centres.manage_staff"


def managed_by(user: User) -> QuerySet[Centre]:
    """The centres whose staff this user looks after."""
    return Centre.objects.filter(pk__in=centres_where(user, MANAGES)).order_by("short_name", "pk")


def staff_of(user: User) -> StaffRoleQuerySet:
    """Every role at the centres this user manages, past and future too, with what the list shows."""
    factor = Authenticator.objects.filter(user_id=OuterRef("user_id"), type=Authenticator.Type.TOTP)
    roles = StaffRole.objects.filter(centre_id__in=centres_where(user, MANAGES))
    return (
        roles.select_related("user", "centre")
        .annotate(has_factor=Exists(factor))
        .order_by("centre__short_name", "centre_id", "user__display_name", "user_id", "starts_on", "pk")
    )


def not_over_on(roles: StaffRoleQuerySet, day: date) -> StaffRoleQuerySet:
    return roles.filter(Q(ends_on=None) | Q(ends_on__gte=day))


def for_the_public() -> QuerySet[Centre]:
    """All centres with their places, by province; not those that only joined somebody's session."""
    places = Place.objects.select_related("commune").order_by("kind", "name")
    return (
        Centre.objects.filter(joined_by_link=False)
        .select_related("province", "commune")
        .prefetch_related(Prefetch("places", queryset=places))
        .order_by("province__sort_key", "short_name", "pk")
    )


def commune_of(user: User, centre: Centre) -> Commune | None:
    """Where a commune officer of this centre works."""
    roles = StaffRole.objects.in_force_on(clock.today()).filter(user=user, centre=centre, role=Role.COMMUNE)
    role = roles.exclude(commune=None).select_related("commune__province").order_by("-starts_on").first()
    return role.commune if role else None
