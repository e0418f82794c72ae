"""A timetable that was looked at is sent: a job proposes its times to everybody at once, and then tells them one by one."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import TimetableSending, TimetableSent
from nhipcau.fairs.models import Appointment, DeskHours, Registration, RegistrationState, TimesLine, Timetable
from nhipcau.fairs.queries.standing import still_ahead
from nhipcau.fairs.queries.timetabling import MEETS
from nhipcau.fairs.rules import timetable as rules
from nhipcau.fairs.rules.timetable import Unlaid
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox

T, A, Because, L = Timetable.State, Appointment.State, Appointment.Because, TimesLine.State
AT_ONCE: Final = 1000  # rows that go to the database together


@transaction.atomic
def send_timetable(*, timetable: Timetable, by: User, now: datetime) -> Timetable:
    """A job proposes its times within a minute and tells people. A second click finds it done, or on its way.

    One whose job has not been heard of for ten minutes is sent again: what is done stays done.
    """
    require(by, "fairs.run_session", timetable.session)
    session = locked(timetable.session)
    timetable = Timetable.objects.select_for_update(of=("self",)).get(pk=timetable.pk)
    if timetable.state == T.SENT or rules.is_being_sent(timetable, now=now):
        return timetable
    refuse(rules.reasons_not_to_send(timetable, session))
    timetable.state, timetable.sent_at, timetable.sent_by = T.SENDING, now, by
    timetable.save(update_fields=["state", "sent_at", "sent_by"])
    audit.record(by=by, action="timetable.send", target=timetable, at=now)
    outbox.publish(TimetableSending(timetable_id=timetable.pk, at=now))
    live.touch(f"timetable:{session.pk}")
    return timetable


@transaction.atomic
def propose_times(*, timetable_id: int, now: datetime) -> Timetable:
    """What the job does first: drafts become proposals, in place of what was proposed before; what a person confirmed stays.

    All of them or none. A draft whose person, enterprise or minute is gone meanwhile is left out, and counted in `unlaid`
    with the reason. Repeating it does nothing.
    Everybody whose times changed is written down to be told, who is here first, with whoever had not been told of the one
    before; their pages hear of it at once.
    """
    timetable = Timetable.objects.select_related("session").get(pk=timetable_id)
    session = locked(timetable.session)
    timetable = Timetable.objects.select_for_update(of=("self",)).get(pk=timetable_id)
    if timetable.state != T.SENDING:
        return timetable
    if session.state not in rules.MAKES:
        timetable.state = T.MADE
        timetable.save(update_fields=["state"])
        return timetable
    for old in Timetable.objects.filter(session=session, state=T.SENT):
        old.state = T.REPLACED
        old.save(update_fields=["state"])
    changed = _propose(timetable, now=now)
    untold = TimesLine.objects.filter(timetable__session=session, state__in=(L.WAITING, L.NIGHT))
    changed |= set(untold.values_list("registration_id", flat=True))
    untold.delete()
    people = Registration.objects.filter(pk__in=changed).only("state", "seeker_id").order_by("pk")
    here_first = sorted(people, key=lambda one: one.state != RegistrationState.CHECKED_IN)
    rows = [TimesLine(timetable=timetable, registration=one) for one in here_first]
    TimesLine.objects.bulk_create(rows, batch_size=AT_ONCE)
    timetable.state = T.SENT
    timetable.save(update_fields=["state", "unlaid"])
    outbox.publish(TimetableSent(timetable_id=timetable.pk, session_id=session.pk, at=now))
    live.touch(f"timetable:{session.pk}", *(f"seeker:{one.seeker_id}" for one in here_first))
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
    fresh = [one for one in drafts if _key(one) not in kept]
    hours: dict[int, list[DeskHours]] = defaultdict(list)
    for row in DeskHours.objects.filter(desk__in={one.desk_id for one in fresh}):
        hours[row.desk_id].append(row)
    fell_out = {one.pk: why for one in fresh if (why := _fell_out(one, declined, hours[one.desk_id], now))}
    stands = [one for one in fresh if one.pk not in fell_out]
    timetable.unlaid = Counter([*fell_out.values(), *_put(stands)])
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


def _fell_out(
    one: Appointment, declined: set[tuple[int, object]], hours: list[DeskHours], now: datetime
) -> Unlaid | None:
    if one.participation.state not in MEETS or one.desk.closed_at is not None:
        return Unlaid.ENTERPRISE
    if not rules.may_come(one.registration):
        return Unlaid.PERSON
    if one.starts <= now:
        return Unlaid.TOO_LATE
    if hours and all(rules.outside([one], row.starts, row.ends) for row in hours):
        return Unlaid.HOURS
    return Unlaid.DECLINED if declined & _pair_and_time(one) else None


def _put(drafts: list[Appointment]) -> list[Unlaid]:
    """All at once; where one clashes with what was answered this very minute, one by one without it. Why each of those did."""
    try:
        with transaction.atomic():
            Appointment.objects.filter(pk__in=[one.pk for one in drafts]).update(state=A.PROPOSED)
    except IntegrityError:
        return [why for one in drafts if (why := _put_one(one))]
    return []


def _put_one(draft: Appointment) -> Unlaid | None:
    try:
        with transaction.atomic():
            Appointment.objects.filter(pk=draft.pk).update(state=A.PROPOSED)
    except IntegrityError as clash:
        return Unlaid.TABLE if "desk_sees_one_person_at_a_time" in str(clash) else Unlaid.PERSON_BUSY
    return None
