"""What the first page shows: the next fair with its figures, the newest openings, and who has invited this person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localdate

from nhipcau.accounts.api import Visitor, may
from nhipcau.employers.backends import employers_of
from nhipcau.fairs.models import FairSession, Participation, ParticipationState, SessionVacancy
from nhipcau.matching import api as matching
from nhipcau.vacancies.models import Vacancy

TAKES_PART = (ParticipationState.APPROVED, ParticipationState.SET_UP, ParticipationState.PRESENT)
STAFF_SIGNS = ("fairs.see_session", "fairs.read_report", "outbox.manage", "seekers.register_villager")
NEWEST = 5


@dataclass(frozen=True)
class NextFair:
    session: FairSession
    employers: int
    openings: int


def works_here(user: Visitor) -> bool:
    """Staff and recruiters have a desk of their own instead of the seekers' front page."""
    return any(may(user, sign) for sign in STAFF_SIGNS) or bool(employers_of(user))


def next_fair(now: datetime) -> NextFair | None:
    """The running session or the next one, with what is brought to it. Three queries."""
    session = FairSession.objects.coming(localdate(now)).filter(ends__gte=now).order_by("starts", "pk").first()
    if session is None:
        return None
    there = Participation.objects.filter(session=session, state__in=TAKES_PART)
    brought = SessionVacancy.objects.filter(participation__in=there).aggregate(heads=Sum("headcount"))
    return NextFair(session, there.count(), brought["heads"] or 0)


def page_for(user: Visitor, *, now: datetime) -> dict[str, Any]:
    board = Vacancy.objects.open_on(localdate(now)).select_related("employer", "commune", "province", "park")
    return {
        "fair": next_fair(now),
        "newest": board.order_by("-published_at", "-pk")[:NEWEST],
        "invited": matching.asked_to_come(user, now=now),
    }
