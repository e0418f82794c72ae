"""One button gives everybody a day: a timetable is asked for, made by a job, and looked at before it is sent."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from nhipcau.accounts.api import User, require
from nhipcau.fairs import timetable as solver
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import TimetableAsked
from nhipcau.fairs.models import Appointment, FairSession, Timetable, WhySo
from nhipcau.fairs.queries.certificates import as_kept, why_of_enterprises, why_of_people
from nhipcau.fairs.queries.timetabling import Given, given_to
from nhipcau.fairs.rules import timetable as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox

T, A = Timetable.State, Appointment.State
AT_ONCE = 1000  # rows that go to the database together


@dataclass(frozen=True)
class Wanted:
    """What the operator asks for: minutes, persons, per cent (as in the model)."""

    slot_minutes: int = 15
    pause_minutes: int = 0
    gap_minutes: int = 5
    way_minutes: int = 30
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
    attempts.filter(state=T.SENDING, sent_at__lt=now - rules.GIVEN_UP).update(state=T.MADE)
    busy = attempts.filter(state__in=(T.ASKED, T.SENDING)).exists()
    refuse(rules.reasons_not_to_ask(session, being_made=busy, now=now))
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


def _replace(timetable: Timetable) -> None:
    timetable.appointments.filter(state=A.DRAFT).delete()
    timetable.state = T.REPLACED
    timetable.save(update_fields=["state"])
