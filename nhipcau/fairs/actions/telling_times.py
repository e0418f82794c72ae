"""People are told of their interview times one by one when a timetable is sent: a text message once for each change, never
at night; their page at once."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from nhipcau.consents import api as consents
from nhipcau.fairs.actions.booking import book_those_here
from nhipcau.fairs.actions.ticket_by_sms import without_accents
from nhipcau.fairs.models import Appointment, Registration, TimesLine, Timetable
from nhipcau.fairs.queries import appointments as queries
from nhipcau.fairs.rules.telling import is_quiet
from nhipcau.fairs.rules.timetable import COMES, MAKES
from nhipcau.foundation.live import api as live
from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.api import subject_of

L = TimesLine.State
NAMED: Final = 3  # times that a message names
AT_ONCE: Final = 1000
EVERY: Final = 50  # people between two looks of the page that shows how far it has come
WHOM: Final = (
    *("timetable__session__centre", "timetable__sent_by", "registration__session", "registration__seeker"),
    *("registration__site__place", "registration__attendance__site__place"),
)


@dataclass(frozen=True)
class Message:
    to: str
    words: str
    purpose: str


def tell_waiting(*, now: datetime) -> int:
    """Everybody who waits to be told, one by one, each noted before the message leaves. How many were told.

    A job that is killed goes on where it was: nobody is sent to twice, and whoever it was at may not have been reached.
    Run by one job at a time.
    """
    _settle(now)
    count = 0
    while (session_id := _tell_next(now)) is not None:
        count += 1
        if count % EVERY == 0:
            live.touch(f"timetable:{session_id}")
    for session_id in set(TimesLine.objects.filter(at=now).values_list("timetable__session_id", flat=True)):
        live.touch(f"timetable:{session_id}")
    return count


def note_lost(*, now: datetime) -> int:
    """Who lost a time after the timetable was sent, because an enterprise does not come, is told too. How many."""
    lost = Appointment.objects.filter(state=Appointment.State.WITHDRAWN, because__in=queries.LOST)
    count = 0
    for timetable in Timetable.objects.filter(state=Timetable.State.SENT, session__ends__gt=now).order_by("pk"):
        people = Registration.objects.filter(pk__in=lost.values("registration"), session=timetable.session_id)
        rows = [TimesLine(timetable=timetable, registration=one) for one in people.order_by("pk")]
        made = TimesLine.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["timetable", "registration"],
            update_fields=["state"],
        )
        count += len(made)
    return count


def _settle(now: datetime) -> None:
    """What a killed job was at: told if the books say so, else unsure, and left to a person."""
    for line in TimesLine.objects.filter(state=L.LEAVING):
        known = SmsMessage.objects.filter(purpose=line.purpose).exists()
        _note(line, L.TOLD if known else L.UNSURE, now)


def _tell_next(now: datetime) -> int | None:
    with transaction.atomic():
        line = _next(now)
        if line is None:
            return None
        message = _message(line, now)
        if line.state == L.WAITING and line.timetable.sent_by:
            book_those_here(line.registration, by=line.timetable.sent_by, now=now)
        line.purpose = message.purpose if message else ""
        _note(line, _becomes(message, now), now)
    if line.state == L.LEAVING and message:
        messaging.send_sms(to=message.to, words=message.words, purpose=message.purpose, now=now)
        _note(line, L.TOLD, now)
    return line.timetable.session_id


def _next(now: datetime) -> TimesLine | None:
    states = (L.WAITING,) if is_quiet(now) else (L.WAITING, L.NIGHT)
    waiting = TimesLine.objects.filter(state__in=states).select_for_update(of=("self",), skip_locked=True)
    return waiting.select_related(*WHOM).order_by("pk").first()


def _becomes(message: "Message | None", now: datetime) -> TimesLine.State:
    if message is None:
        return L.TOLD
    return L.NIGHT if is_quiet(now) else L.LEAVING


def _note(line: TimesLine, state: TimesLine.State, now: datetime) -> None:
    line.state, line.at = state, now
    line.save(update_fields=["state", "purpose", "at"])


def _message(line: TimesLine, now: datetime) -> "Message | None":
    """None: no phone, no permission, nothing to say, the fair is over, or these very times were told already."""
    registration, timetable = line.registration, line.timetable
    times, lost = queries.of_person(registration, now=now), queries.given_up(registration)
    said = ",".join([*(str(one.pk) for one in times), *(f"-{one.pk}" for one in lost)])
    purpose = f"times-{registration.pk}-{blake2b(said.encode(), digest_size=4).hexdigest()}"
    over = timetable.session.state not in MAKES or timetable.session.ends <= now
    phone = registration.seeker.phone
    if over or not said or not phone or registration.state not in COMES:
        return None
    if SmsMessage.objects.filter(purpose=purpose).exists():
        return None
    if not consents.has_consent(subject_of(registration.seeker), consents.Purpose.MESSAGES):
        return None
    with override(settings.LANGUAGE_CODE):
        return Message(phone, without_accents(_words_of(registration, timetable, times)), purpose)


def _words_of(registration: Registration, timetable: Timetable, times: list[Appointment]) -> str:
    none = _("%(centre)s: %(name)s has no interview time on %(day)s any more, but can stand by. See %(address)s")
    said = ngettext(
        "%(centre)s: %(name)s has %(count)s interview on %(day)s: %(times)s. Please confirm: %(address)s",
        "%(centre)s: %(name)s has %(count)s interviews on %(day)s: %(times)s. Please confirm: %(address)s",
        len(times),
    )
    return (said if times else none) % {
        "centre": timetable.session.centre.short_name,
        "name": registration.seeker.full_name,
        "count": len(times),
        "day": f"{localtime(timetable.session.starts):%d/%m}",
        "times": ", ".join(_at(one) for one in times[:NAMED]),
        "address": messaging.full_address(reverse("fairs:day", args=[registration.pk])),
    }


def _at(one: Appointment) -> str:
    where = _("table %(number)s") if one.desk.place_id else _("online room %(number)s")
    return f"{localtime(one.starts):%H:%M} {where % {'number': one.desk.number}}"
