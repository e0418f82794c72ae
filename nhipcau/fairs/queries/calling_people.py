"""Whom an enterprise has called to its table, who comes, and what waits for a person's answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from nhipcau.accounts.api import Visitor
from nhipcau.fairs.models import (
    FairSession,
    Participation,
    Registration,
    RegistrationState,
    SessionState,
    SessionVacancy,
    Wish,
)
from nhipcau.fairs.queries.occasion import KIND
from nhipcau.fairs.queries.people import Where, places_in
from nhipcau.fairs.queries.sessions import openings_of
from nhipcau.fairs.rules.people import can_meet_at
from nhipcau.fairs.rules.taking_part import TAKES_PART
from nhipcau.matching import api as matching
from nhipcau.matching.api import Invitation
from nhipcau.vacancies.models import Vacancy

NOTICE: Final = timedelta(hours=12)
CALLS: Final = (SessionState.REGISTRATION_OPEN, SessionState.READY)
COMING: Final = (SessionState.ANNOUNCED, *CALLS)


@dataclass(frozen=True)
class Called:
    """`comes`: said yes and holds a ticket; only then a name may be shown. `waits`: has not answered."""

    invitation: Invitation
    comes: bool
    waits: bool


@dataclass(frozen=True)
class AskedToCome:
    """An invitation as the person sees it."""

    invitation: Invitation
    session: FairSession


def brought_coming(vacancy: Vacancy, now: datetime) -> list[SessionVacancy]:
    """This opening at every coming session where its enterprise takes part with it, the soonest first."""
    there = SessionVacancy.objects.filter(
        vacancy=vacancy,
        participation__state__in=TAKES_PART,
        participation__session__state__in=CALLS,
        participation__session__starts__gt=now,
    )
    named = there.select_related("participation__session__centre", "participation__site__place", "vacancy")
    return list(named.order_by("participation__session__starts", "pk"))


def brought_next(brought: Sequence[SessionVacancy], now: datetime, chosen: int = 0) -> SessionVacancy | None:
    """At the session `chosen`; else at the soonest that leaves people the NOTICE to answer, else at the soonest."""
    for one in brought:
        if one.participation.session_id == chosen:
            return one
    in_time = (one for one in brought if one.participation.session.starts - now >= NOTICE)
    return next(in_time, brought[0] if brought else None)


def coming_of(employer_id: int, now: datetime) -> Participation | None:
    """The next session that its enterprise has asked to join, whatever the answer was and whatever it brings."""
    coming = Participation.objects.filter(employer=employer_id, session__state__in=COMING, session__starts__gt=now)
    return coming.select_related("session__centre").order_by("session__starts", "pk").first()


def called_to(brought: SessionVacancy) -> list[Called]:
    """In the order they were asked. Two queries."""
    session_id = brought.participation.session_id
    made = list(matching.invited_to(KIND, session_id).filter(vacancy=brought.vacancy_id))
    holding = holding_tickets(session_id, [one.seeker_id for one in made])
    return [
        Called(one, comes=one.answer == Invitation.Answer.YES and one.seeker_id in holding, waits=one.answer == "")
        for one in made
    ]


def holding_tickets(session_id: int, seekers: Collection[int]) -> set[int]:
    there = Registration.objects.filter(session=session_id, seeker__in=seekers).exclude(
        state=RegistrationState.CANCELLED
    )
    return set(there.values_list("seeker_id", flat=True))


def comes_anyway(participation: Participation) -> set[int]:
    """People who wish for an opening of this enterprise at this session, and those it has called already."""
    wished = Wish.objects.filter(session_vacancy__participation=participation)
    wishing = wished.exclude(registration__state=RegistrationState.CANCELLED).values_list(
        "registration__seeker_id", flat=True
    )
    called = matching.invited_to(KIND, participation.session_id).filter(employer=participation.employer_id)
    return {*wishing, *called.values_list("seeker_id", flat=True)}


def asked_to_come(user: Visitor, now: datetime) -> list[AskedToCome]:
    """What waits for an answer of this account, the soonest first."""
    return _with_sessions([one for one in matching.asked_to_come(user, now=now) if one.occasion_kind == KIND])


def asked_once(user: Visitor, invitation_id: int) -> AskedToCome | None:
    """One invitation to somebody who uses this account, whatever became of it."""
    found = matching.invitations_to(user).filter(pk=invitation_id, occasion_kind=KIND)
    return next(iter(_with_sessions([*found])), None)


def _with_sessions(found: list[Invitation]) -> list[AskedToCome]:
    if not found:
        return []
    sessions = FairSession.objects.select_related("centre").in_bulk({one.occasion_id for one in found})
    return [AskedToCome(one, sessions[one.occasion_id]) for one in found if one.occasion_id in sessions]


def brought_to(session: FairSession, invitation: Invitation) -> SessionVacancy | None:
    return openings_of(session).filter(vacancy=invitation.vacancy_id).first()


def places_to_meet(session: FairSession, brought: SessionVacancy) -> list[Where]:
    """Where somebody can talk with this enterprise: at its table, or online from there."""
    return [place for place in places_in(session) if can_meet_at(brought.participation, place.site)]


def session_of(invitation: Invitation) -> FairSession:
    return FairSession.objects.select_related("centre").get(pk=invitation.occasion_id)
