"""A centre that another one invited: it gets a name, its first colleague and a place, and nothing of anybody else's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from nhipcau.accounts.api import CannotOpen, User, may, open_account, require
from nhipcau.centres import rules
from nhipcau.centres.actions.staffing import CannotStaff
from nhipcau.centres.backends import CACHE
from nhipcau.centres.models import Centre, Place, Role, StaffRole
from nhipcau.centres.queries import MANAGES
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import fold, tidy
from nhipcau.reference.models import Commune, Province

FIRST_ROLES: Final = (Role.MANAGER, Role.OPERATOR, Role.SITE_OFFICER)  # one person must be able to do everything
LONGEST_CODE: Final = 40


@dataclass(frozen=True, kw_only=True)
class NewCentre:
    name: str
    province: Province
    commune: Commune | None
    address: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class PlaceData:
    name: str
    address: str = ""
    commune: Commune | None = None
    computers: int = 0
    capacity: int = 0
    kind: str = Place.Kind.MEETING_POINT


@transaction.atomic
def open_linked_centre(
    *, data: NewCentre, username: str, display_name: str, password: str, invited_by: User, now: datetime
) -> tuple[Centre, User]:
    """The caller has seen that the invitation is good. The first colleague chose the password and may everything here.

    Raises CannotStaff with every reason.
    """
    name = tidy(data.name)
    same = any(fold(centre.name) == fold(name) for centre in Centre.objects.filter(province=data.province).only("name"))
    reasons = rules.reasons_not_to_join(name=name, phone=data.phone, known=same)
    if reasons:
        raise CannotStaff(reasons)
    centre = Centre.objects.create(
        code=_free_code(name),
        name=name,
        short_name=rules.short_name(name),
        province=data.province,
        commune=data.commune,
        address=tidy(data.address),
        phone=tidy(data.phone),
        joined_by_link=True,
        is_demo=any(invited_by.staff_roles.values_list("centre__is_demo", flat=True)),
    )
    user = _first_colleague(username, display_name, password, invited_by, now)
    day = localdate(now)
    StaffRole.objects.bulk_create(StaffRole(user=user, centre=centre, role=role, starts_on=day) for role in FIRST_ROLES)
    vars(user).pop(CACHE, None)
    audit.record(by=user, action="centre.join_by_link", target=centre, at=now, details={"invited_by": invited_by.pk})
    return centre, user


@transaction.atomic
def add_place(*, centre: Centre, data: PlaceData, by: User, now: datetime) -> Place:
    """A hall or a meeting point of one's own. A place of the same name is answered again. Raises PermissionDenied."""
    if not may(by, MANAGES, centre):
        require(by, "fairs.join_session", centre)
    said = {
        "kind": data.kind,
        "address": tidy(data.address),
        "commune": data.commune,
        "computers": data.computers,
        "capacity": data.capacity,
    }
    place, made = Place.objects.get_or_create(centre=centre, name=tidy(data.name), defaults=said)
    if made:
        audit.record(by=by, action="place.add", target=place, at=now)
    return place


def _first_colleague(username: str, display_name: str, password: str, invited_by: User, now: datetime) -> User:
    try:
        user, _handed_over = open_account(username=username, display_name=display_name, by=invited_by, now=now)
    except CannotOpen as refusal:
        raise CannotStaff(refusal.reasons) from None
    user.set_password(password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    return user


def _free_code(name: str) -> str:
    """From the name; a number behind it where two centres are called alike."""
    base = slugify(fold(name))[:LONGEST_CODE].strip("-") or "trung-tam"
    taken = set(Centre.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)
