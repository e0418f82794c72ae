"""Tables and online rooms: the numbers an enterprise gets, and its coming and going on the day."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, may, require
from nhipcau.centres.api import Place
from nhipcau.employers.models import Recruiter
from nhipcau.fairs.actions.appointing import give_up_enterprise
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import EnterpriseNotComing
from nhipcau.fairs.models import Participation, ParticipationState, SessionState
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules import readiness
from nhipcau.fairs.rules import session as sessions
from nhipcau.fairs.rules import taking_part as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Channel, Desk


def give_seats(participation: Participation, *, by: User, now: datetime) -> list[Desk]:
    """Open one desk for each interviewer, with the next free numbers. The caller holds the session's lock."""
    tables, rooms = rules.seats_of(
        participation.interviewers, at_site=participation.site_id is not None, online=participation.online
    )
    hall = participation.site.place if participation.site else None
    people = [*_recruiters(participation, now), *[None] * (tables + rooms)]
    desks = []
    for index in range(tables + rooms):
        place, recruiter = hall if index < tables else None, people[index]
        desks.append(
            interviews.open_desk(
                occasion=occasion_of(participation.session_id),
                employer=participation.employer,
                centre=participation.centre,
                host=participation.session.centre,
                channel=Channel.ONSITE if place else Channel.ONLINE,
                place=place,
                number=_next_number(participation.session_id, place),
                interviewer=str(recruiter) if recruiter else "",
                recruiter=recruiter,
                by=by,
                now=now,
                awaited=participation.state != ParticipationState.PRESENT,
            )
        )
    return desks


def _recruiters(participation: Participation, now: datetime) -> list[User]:
    day = localdate(now)
    mine = Recruiter.objects.in_force_on(day).filter(employer_id=participation.employer_id).select_related("user")
    return [recruiter.user for recruiter in mine.order_by("pk")]


def _next_number(session_id: int, place: Place | None) -> int:
    """Tables are counted in each place, rooms over the whole session."""
    desks = Desk.objects.filter(**occasion_of(session_id).keys, place=place)
    return (desks.aggregate(top=Max("number"))["top"] or 0) + 1


@transaction.atomic
def set_up(*, participation: Participation, by: User, now: datetime) -> Participation:
    """The enterprise says that its openings and interviewers are ready for the day."""
    return _step(participation, ParticipationState.SET_UP, "set_up", by=by, now=now)


@transaction.atomic
def arrive(*, participation: Participation, by: User, now: datetime) -> Participation:
    """The enterprise is at its table or in its room: it can call people."""
    return _step(participation, ParticipationState.PRESENT, "arrive", by=by, now=now)


@transaction.atomic
def note_presence(*, session_id: int, employer_id: int, now: datetime) -> None:
    """An enterprise that calls people is there, also when nobody tapped that it came."""
    there = Participation.objects.select_for_update().filter(session_id=session_id, employer_id=employer_id)
    participation = there.filter(state__in=(ParticipationState.APPROVED, ParticipationState.SET_UP)).first()
    if participation is None:
        return
    participation.state = ParticipationState.PRESENT
    participation.save(update_fields=["state"])
    audit.record(by=None, action="participation.arrive", target=participation, at=now)
    live.touch(f"fair:{session_id}")


@transaction.atomic
def leave(*, participation: Participation, by: User, now: datetime) -> Participation:
    """The enterprise has gone home: its desks close, whoever waited or had a time is told. It may come back.

    Refused while a talk is on at one of its desks.
    """
    return _step(participation, ParticipationState.LEFT, "leave", by=by, now=now)


@transaction.atomic
def step_out(*, participation: Participation, by: User, now: datetime) -> int:
    """The enterprise comes back today: its desks have a break, everybody keeps place and time. How many desks."""
    _require(by, participation)
    occasion = occasion_of(participation.session_id)
    return interviews.pause_all(occasion=occasion, employer=participation.employer, by=by, now=now)


@transaction.atomic
def withdraw(*, participation: Participation, by: User, now: datetime) -> Participation:
    """The enterprise will not come. Possible until the session runs."""
    return _step(participation, ParticipationState.WITHDRAWN, "withdraw", by=by, now=now)


def _step(participation: Participation, to: ParticipationState, word: str, *, by: User, now: datetime) -> Participation:
    _require(by, participation)
    session = locked(participation.session)
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    if participation.state == to:
        return participation
    reasons = rules.reasons_not_to_step(participation, to)
    if session.state not in WHEN[to]:
        reasons.append(sessions.in_words(session.state))
    if to == ParticipationState.SET_UP:
        desks = _desks(participation)
        lacks = readiness.lacks_of(
            state=to,
            openings=participation.vacancies.count(),
            desks=desks.count(),
            named=desks.exclude(interviewer="").count(),
            recruiters=len(_recruiters(participation, now)),
        )
        reasons += readiness.in_words(lacks)
    refuse(reasons)
    if to == ParticipationState.LEFT:
        _go(participation, by=by, now=now)
    elif to == ParticipationState.PRESENT and participation.state == ParticipationState.LEFT:
        occasion = occasion_of(session.pk)
        interviews.open_again(occasion=occasion, employer=participation.employer, by=by, now=now)
    elif to == ParticipationState.WITHDRAWN:
        for desk in _desks(participation):
            interviews.close_desk(desk=desk, by=by, now=now)
        give_up_enterprise(participation, by=by, now=now)
    if to == ParticipationState.PRESENT:
        interviews.take_seats(occasion=occasion_of(session.pk), employer_id=participation.employer_id)
    participation.state = to
    participation.save(update_fields=["state"])
    audit.record(by=by, action=f"participation.{word}", target=participation, at=now)
    live.touch(f"fair:{session.pk}")
    return participation


def _go(participation: Participation, *, by: User, now: datetime) -> None:
    """As if it had not come (actions/not_coming.py): queue, desks and times end, and people hear of it at once."""
    occasion = occasion_of(participation.session_id)
    try:
        interviews.call_off(occasion=occasion, employer=participation.employer, by=by, now=now)
    except interviews.Refused as refusal:
        refuse(refusal.reasons)
    give_up_enterprise(participation, by=by, now=now)
    fact = EnterpriseNotComing(participation_id=participation.pk, session_id=participation.session_id, at=now)
    outbox.publish(fact)


WHEN = {
    ParticipationState.SET_UP: {*sessions.TAKES_ENTERPRISES, SessionState.RUNNING},
    ParticipationState.PRESENT: {SessionState.READY, SessionState.RUNNING},
    ParticipationState.LEFT: {SessionState.RUNNING, SessionState.CLOSING},
    ParticipationState.WITHDRAWN: sessions.BEFORE,
}


def _desks(participation: Participation) -> QuerySet[Desk]:
    keys = occasion_of(participation.session_id).keys
    return Desk.objects.filter(**keys, employer_id=participation.employer_id, closed_at=None)


def _require(by: User, participation: Participation) -> None:
    """The enterprise itself, staff of its site's centre, or the host's operator."""
    target, session = participation, participation.session
    if may(by, "fairs.take_part", target) or may(by, "fairs.run_site", target):
        return
    require(by, "fairs.run_session", session)
