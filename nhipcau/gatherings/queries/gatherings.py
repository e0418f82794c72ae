"""Gatherings as people find them: the public talks, one's own, those one looks after. Reads only."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import employers_of
from nhipcau.gatherings.models import Gathering, Kind, Member, Role, State
from nhipcau.gatherings.rules.planning import PLAN
from nhipcau.seekers.api import seekers_of

SHOWN = ("employer", "centre", "vacancy")
STILL = timedelta(hours=2)  # a planned one whose time has passed stands that long on lists
COUNTED = (Role.LISTENER, Role.CANDIDATE)


def _counted(gatherings: "QuerySet[Gathering]") -> "QuerySet[Gathering]":
    """Adds `inside`: how many places are taken."""
    taken = Count("members", filter=Q(members__left_at=None, members__role__in=COUNTED))
    return gatherings.select_related(*SHOWN).annotate(inside=taken)


def coming_talks(now: datetime) -> "QuerySet[Gathering]":
    """What anybody may join, the next first: those that go on, and those to come."""
    talks = Gathering.objects.filter(kind=Kind.TALK)
    later = Q(state=State.PLANNED, starts_at__gt=now - STILL) | Q(state=State.OPEN)
    return _counted(talks.filter(later)).order_by("starts_at", "pk")


def mine(user: User) -> "QuerySet[Member]":
    """Places of this account and of the people who use it."""
    own = Q(user_id=user.pk) | Q(seeker_id__in=seekers_of(user))
    return Member.objects.filter(own, left_at=None)


def gatherings_of(user: User, now: datetime) -> "QuerySet[Member]":
    """One's own places in what is to come or goes on, the next first; what was called off stays until its time."""
    coming = Q(gathering__state=State.OPEN) | Q(
        gathering__state__in=[State.PLANNED, State.CANCELLED], gathering__starts_at__gt=now - STILL
    )
    places = mine(user).filter(coming).select_related("gathering__employer", "gathering__centre", "seeker")
    return places.order_by("gathering__starts_at", "pk")


def managed_by(user: User) -> "QuerySet[Gathering]":
    """Of the enterprises one recruits for, and of the centres where one plans. The latest first."""
    ours = Q(employer_id__in=employers_of(user)) | Q(centre_id__in=centres_where(user, PLAN))
    return _counted(Gathering.objects.filter(ours)).order_by("-starts_at", "-pk")


def past_of(user: User, now: datetime) -> "QuerySet[Gathering]":
    """Those that are over, were called off, or were never opened."""
    over = Q(state__in=[State.ENDED, State.CANCELLED]) | Q(state=State.PLANNED, starts_at__lte=now - STILL)
    return managed_by(user).filter(over)
