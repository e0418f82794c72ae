"""One button gives everybody a day: a timetable is asked for, made by a job, looked at, and sent to the people."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from nhipcau.accounts.api import User, require
from nhipcau.fairs import timetable as solver
from nhipcau.fairs.actions.booking import book_those_here
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import TimetableAsked, TimetableSent
from nhipcau.fairs.models import Appointment, FairSession, Registration, Timetable, WhySo
from nhipcau.fairs.queries.certificates import as_kept, why_of_enterprises, why_of_people
from nhipcau.fairs.queries.timetabling import MEETS, Given, given_to, still_ahead
from nhipcau.fairs.rules import timetable as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox

T, A, Because = Timetable.State, Appointment.State, Appointment.Because
AT_ONCE = 1000  # rows that go to the database together


@dataclass(frozen=True)
class Wanted:
    """What the operator asks for: minutes, persons, per cent (as in the model)."""

    slot_minutes: int = 15
    gap_minutes: int = 5
    most: int = 3
    floor: int = 100
    recommends: bool = True


@transaction.atomic
def ask_timetable(*, session: FairSession, wanted: Wanted, by: User, now: datetime) -> Timetable:
    """A job makes it within a minute; nobody is told anything yet. One that waited to be sent is replaced.

    One whose job has not been heard of for ten minutes has failed and stands in nobody's way.
    """
    require(by, "fairs.run_session", session)
    session = locked(session)
    attempts = Timetable.objects.filter(session=session)
    attempts.filter(state=T.ASKED, asked_at__lt=now - rules.GIVEN_UP).update(state=T.FAILED)
    refuse(rules.reasons_not_to_ask(session, being_made=attempts.filter(state=T.ASKED).exists(), now=now))
    for old in attempts.filter(state=T.MADE):
        _replace(old)
    timetable = Timetable.objects.create(
        session=session,
        number=(attempts.aggregate(top=Max("number"))["top"] or 0) + 1,
        asked_by=by,
        asked_at=now,
        **vars(wanted),
    )
    audit.record(by=by, action="timetable.ask", target=timetable, at=now)
    outbox.publish(TimetableAsked(timetable_id=timetable.pk, at=now))
    live.touch(f"timetable:{session.pk}")
    return timetable


def make_timetable(*, timetable_id: int, now: datetime) -> Timetable:
    """What the job does. Repeating it makes nothing twice; the row is locked only while what was found is written."""
    timetable = Timetable.objects.select_related("session__centre", "asked_by").get(pk=timetable_id)
    if timetable.state != T.ASKED:
        return timetable
    given = given_to(timetable, now=now)
    made = (
        solver.replan(given.problem.proposed, given.problem) if given.problem.proposed else solver.solve(given.problem)
    )
    found = solver.explain_all(made)
    whys = [WhySo(timetable=timetable, registration_id=pk, told=told) for pk, told in why_of_people(given, found)]
    whys += [WhySo(timetable=timetable, participation_id=pk, told=told) for pk, told in why_of_enterprises(found)]
    with transaction.atomic():
        timetable = Timetable.objects.select_for_update(of=("self",)).select_related("session").get(pk=timetable_id)
        if timetable.state == T.ASKED:
            _keep(timetable, given, made, whys, now=now)
    return timetable


def _keep(timetable: Timetable, given: Given, made: solver.Timetable, whys: list[WhySo], *, now: datetime) -> None:
    rows = [row for row in made.rows() if row.opening is not None and not row.fixed]
    Appointment.objects.bulk_create(
        (
            Appointment(
                timetable=timetable,
                registration_id=row.person,
                participation_id=row.enterprise,
                session_vacancy_id=row.opening or 0,
                desk_id=row.interviewer,
                starts=given.at(row.starts),
                ends=given.at(row.ends),
                weight=row.weight,
                wished=(row.person, row.opening) in given.wished,
            )
            for row in rows
        ),
        batch_size=AT_ONCE,
    )
    WhySo.objects.bulk_create(whys, batch_size=AT_ONCE)
    timetable.certificate = as_kept(given, made)
    timetable.state, timetable.made_at = T.MADE, now
    timetable.save(update_fields=["certificate", "state", "made_at"])
    audit.record(by=None, action="timetable.make", target=timetable, at=now)
    live.touch(f"timetable:{timetable.session_id}")


@transaction.atomic
def send_timetable(*, timetable: Timetable, by: User, now: datetime) -> Timetable:
    """Drafts become proposals, in place of what was proposed before; what a person confirmed stays.

    A draft whose person, enterprise or minute is gone meanwhile is left out. A second click finds it done.
    """
    require(by, "fairs.run_session", timetable.session)
    session = locked(timetable.session)
    timetable = Timetable.objects.select_for_update(of=("self",)).get(pk=timetable.pk)
    if timetable.state == T.SENT:
        return timetable
    refuse(rules.reasons_not_to_send(timetable, session))
    for old in Timetable.objects.filter(session=session, state=T.SENT):
        old.state = T.REPLACED
        old.save(update_fields=["state"])
    changed = _propose(timetable, now=now)
    timetable.state, timetable.sent_at = T.SENT, now
    timetable.save(update_fields=["state", "sent_at"])
    here = Registration.objects.filter(pk__in=changed, state="checked_in").select_related(
        "session", "site__place", "seeker", "attendance__site__place"
    )
    for registration in here.order_by("pk"):
        book_those_here(registration, by=by, now=now)
    audit.record(by=by, action="timetable.send", target=timetable, at=now)
    outbox.publish(TimetableSent(timetable_id=timetable.pk, session_id=session.pk, at=now))
    seekers = Registration.objects.filter(pk__in=changed).values_list("seeker_id", flat=True)
    live.touch(f"timetable:{session.pk}", *(f"seeker:{pk}" for pk in seekers))
    return timetable


def _propose(timetable: Timetable, *, now: datetime) -> set[int]:
    """The people (registrations) whose times changed. What begins too soon to be moved stays as it is."""
    since = max(now, timetable.made_at or now) + rules.AHEAD
    before = Appointment.objects.select_for_update(of=("self",)).filter(
        registration__session_id=timetable.session_id, state=A.PROPOSED, starts__gte=since
    )
    stays = {_key(one): one for one in still_ahead(before)}
    drafts = list(timetable.appointments.filter(state=A.DRAFT).select_related("registration", "participation", "desk"))
    kept = {_key(one) for one in drafts} & stays.keys()
    gone = [one for key, one in stays.items() if key not in kept]
    Appointment.objects.filter(pk__in=[one.pk for one in gone]).update(state=A.WITHDRAWN, because=Because.NO_ROOM)
    Appointment.objects.filter(pk__in=[stays[key].pk for key in kept]).update(timetable=timetable)
    declined = _declined(timetable)
    stands = [
        one for one in drafts if _key(one) not in kept and _stands(one, now) and not declined & _pair_and_time(one)
    ]
    _put(stands)
    timetable.appointments.filter(state=A.DRAFT).delete()
    put = timetable.appointments.filter(pk__in=[one.pk for one in stands])
    again = set(put.values_list("registration_id", "participation_id"))
    moved = [one.pk for one in gone if (one.registration_id, one.participation_id) in again]
    Appointment.objects.filter(pk__in=moved).update(because=Because.MOVED)
    return {one.registration_id for one in gone} | {registration_id for registration_id, _other in again}


def _key(one: Appointment) -> tuple[int, int, datetime, datetime]:
    return one.registration_id, one.desk_id, one.starts, one.ends


def _declined(timetable: Timetable) -> set[tuple[int, object]]:
    """What people said no to since, or before: the enterprise, or that minute."""
    said = Appointment.objects.filter(registration__session_id=timetable.session_id, state=A.DECLINED)
    return {
        (one.registration_id, one.participation_id if one.because == Because.NOT_THIS else one.starts) for one in said
    }


def _pair_and_time(one: Appointment) -> set[tuple[int, object]]:
    return {(one.registration_id, one.participation_id), (one.registration_id, one.starts)}


def _stands(one: Appointment, now: datetime) -> bool:
    there = one.participation.state in MEETS and one.desk.closed_at is None
    return there and rules.may_come(one.registration) and one.starts > now


def _put(drafts: list[Appointment]) -> None:
    """All at once; where one clashes with what was answered this very minute, one by one without it."""
    try:
        with transaction.atomic():
            Appointment.objects.filter(pk__in=[one.pk for one in drafts]).update(state=A.PROPOSED)
    except IntegrityError:
        for one in drafts:
            try:
                with transaction.atomic():
                    Appointment.objects.filter(pk=one.pk).update(state=A.PROPOSED)
            except IntegrityError:
                continue


def _replace(timetable: Timetable) -> None:
    timetable.appointments.filter(state=A.DRAFT).delete()
    timetable.state = T.REPLACED
    timetable.save(update_fields=["state"])
