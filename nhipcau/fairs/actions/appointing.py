"""People answer the times they are proposed; who falls out gives the times back."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef

from nhipcau.accounts.api import User, may
from nhipcau.fairs.actions.booking import book_those_here
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.models import Appointment, DeskHours, FairSession, Participation, Registration, Timetable
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules import timetable as rules
from nhipcau.fairs.rules.timetable import is_elsewhere
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.models import Interview

A = Appointment.State


@transaction.atomic
def confirm(
    *, registration: Registration, by: User, now: datetime, seen: Collection[int] | None = None
) -> list[Appointment]:
    """The person comes at all times they are proposed, or at those they have `seen`. A second click finds it done."""
    _person_or_staff(by, registration)
    registration = _held(registration)
    asked = [one for one in _live(registration) if one.state == A.PROPOSED and one.ends > now]
    rows = [one for one in asked if seen is None or one.pk in seen]
    for one in rows:
        one.state, one.answered_at, one.answered_by = A.CONFIRMED, now, by
        one.save(update_fields=["state", "answered_at", "answered_by"])
        audit.record(by=by, action="appointment.confirm", target=one, at=now)
    if rows:
        book_those_here(registration, by=by, now=now)
        _touch(registration)
    return rows


@transaction.atomic
def decline(*, appointment: Appointment, because: str, by: User, now: datetime) -> Appointment:
    """The person does not come at that time. Its minutes go to whoever stands by; the other times stay.

    Raises Refused when it was given up already or is over.
    """
    registration = _held(appointment.registration)
    _person_or_staff(by, registration)
    appointment = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if appointment.state == A.DECLINED:
        return appointment
    refuse(rules.reasons_not_to_answer(appointment, now=now))
    reason = because if because in rules.BECAUSE else Appointment.Because.TIME
    appointment.state, appointment.because = A.DECLINED, reason
    appointment.answered_at, appointment.answered_by = now, by
    appointment.save(update_fields=["state", "because", "answered_at", "answered_by"])
    audit.record(by=by, action="appointment.decline", target=appointment, at=now, details={"because": str(reason)})
    book_those_here(registration, by=by, now=now)
    _touch(registration)
    return appointment


@transaction.atomic
def say_free_hours(
    *, registration: Registration, since: datetime | None, until: datetime | None, by: User, now: datetime
) -> Registration:
    """From when to when the person can come; None: from the beginning, to the end. Times outside are given back."""
    _person_or_staff(by, registration)
    registration = _held(registration)
    refuse(rules.reasons_against_free_hours(registration, since, until))
    if (registration.free_from, registration.free_until) == (since, until):
        return registration
    registration.free_from, registration.free_until = since, until
    registration.save(update_fields=["free_from", "free_until"])
    audit.record(by=by, action="registration.free_hours", target=registration, at=now)
    _withdraw(rules.outside(_live(registration), since, until), Appointment.Because.TIME, by=by, now=now)
    book_those_here(registration, by=by, now=now)
    _touch(registration)
    return registration


def give_up_times(registration: Registration, because: Appointment.Because, *, by: User | None, now: datetime) -> int:
    """The person does not come, or went home: what has not begun is free for others. In the caller's transaction."""
    return _withdraw([one for one in _live(registration) if one.ends > now], because, by=by, now=now)


def release_elsewhere(registration: Registration, *, by: User, now: datetime) -> list[Appointment]:
    """Times at tables of another place than the one where the person is. In the caller's transaction."""
    rows = [one for one in _live(registration) if one.ends > now and is_elsewhere(one, registration.site)]
    _withdraw(rows, Appointment.Because.ELSEWHERE, by=by, now=now)
    if rows:
        book_those_here(registration, by=by, now=now)
        _touch(registration)
    return rows


def give_up_enterprise(participation: Participation, *, by: User | None, now: datetime) -> list[Registration]:
    """The enterprise does not come: whose time with it falls away. In the caller's transaction."""
    rows = Appointment.objects.select_for_update(of=("self",)).filter(participation=participation, state__in=rules.LIVE)
    mine = list(rows.select_related("registration__seeker").order_by("pk"))
    _withdraw(mine, Appointment.Because.ENTERPRISE, by=by, now=now)
    for one in mine:
        _touch(one.registration)
    return [one.registration for one in mine]


def give_up_hours(rows: Iterable[Appointment], *, by: User, now: datetime) -> None:
    """The enterprise is not at its table at these minutes. In the caller's transaction."""
    rows = list(rows)
    _withdraw(rows, Appointment.Because.HOURS, by=by, now=now)
    for one in rows:
        _touch(one.registration)


def void_times(session: FairSession, *, by: User, now: datetime) -> None:
    """The fair is on another day, or not at all: no time holds any more, nor do the hours said for it. In the caller's transaction."""
    live_ones = Appointment.objects.select_for_update(of=("self",)).filter(registration__session=session)
    rows = live_ones.filter(state__in=rules.LIVE).select_related("registration").order_by("pk")
    _withdraw(rows, Appointment.Because.DAY, by=by, now=now)
    live_ones.filter(state=A.DRAFT).delete()
    session.timetables.exclude(state=Timetable.State.FAILED).update(state=Timetable.State.REPLACED)
    DeskHours.objects.filter(
        **{f"desk__{name}": value for name, value in occasion_of(session.pk).keys.items()}
    ).delete()
    session.registrations.exclude(free_from=None, free_until=None).update(free_from=None, free_until=None)


def settle_times(session: FairSession, *, now: datetime) -> dict[str, int]:
    """At the close no time waits for an answer: whoever talked with the enterprise came, the others let it pass.

    In the caller's transaction.
    """
    talks = Interview.objects.filter(
        **occasion_of(session.pk).keys,
        started_at__isnull=False,
        seeker=OuterRef("registration__seeker"),
        employer=OuterRef("participation__employer"),
    )
    asked = Appointment.objects.filter(registration__session=session, state=A.PROPOSED)
    came = asked.filter(Exists(talks)).update(state=A.CONFIRMED, answered_at=now)
    return {"times_came": came, "times_passed": asked.update(state=A.WITHDRAWN, because=Appointment.Because.OVER)}


def _withdraw(rows: Iterable[Appointment], because: Appointment.Because, *, by: User | None, now: datetime) -> int:
    done = 0
    for one in rows:
        one.state, one.because = A.WITHDRAWN, because
        one.save(update_fields=["state", "because"])
        audit.record(by=by, action="appointment.withdraw", target=one, at=now, details={"because": str(because)})
        done += 1
    return done


def _live(registration: Registration) -> list[Appointment]:
    mine = Appointment.objects.select_for_update(of=("self",)).filter(registration=registration)
    return list(mine.filter(state__in=rules.LIVE).select_related("desk").order_by("starts", "pk"))


def _held(registration: Registration) -> Registration:
    held = Registration.objects.select_for_update(of=("self",)).select_related("session", "site__place", "seeker")
    return held.get(pk=registration.pk)


def _person_or_staff(by: User, registration: Registration) -> None:
    if not may(by, "fairs.register", registration.seeker) and not may(by, "fairs.check_in", registration):
        raise PermissionDenied("fairs.register")


def _touch(registration: Registration) -> None:
    live.touch(f"seeker:{registration.seeker_id}", f"timetable:{registration.session_id}")
