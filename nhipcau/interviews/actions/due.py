"""Reminding an enterprise that results are due: by itself at three times, or when somebody asks for it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.accounts.api import User, is_mobile, may
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.ui.words import day_words
from nhipcau.interviews import queries
from nhipcau.interviews.actions.moves import Refused
from nhipcau.interviews.models import Desk, Occasion, ResultsReminder, Slot
from nhipcau.interviews.queries.due import Due
from nhipcau.interviews.rules import due as rules
from nhipcau.messaging.api import full_address, send_email, send_sms

PURPOSE = "results-due"


class CannotRemind(Refused):
    pass


@transaction.atomic
def remind_of_results(*, occasion: Occasion, employer_id: int, by: User, now: datetime) -> ResultsReminder:
    """ "Remind now": counts among the three. Raises CannotRemind with every reason, or PermissionDenied."""
    desks = Desk.objects.filter(**occasion.keys, employer_id=employer_id)
    if not any(may(by, "interviews.act_for_recruiter", desk) for desk in desks):
        raise PermissionDenied("interviews.act_for_recruiter")
    _one_at_a_time(occasion, employer_id)
    due = queries.results_due_of(occasion, employer_id, now=now)
    if due is None:
        raise CannotRemind([_("No result is missing any more.")])
    if reasons := _reasons(due, now):
        raise CannotRemind(reasons)
    return _send(due, Slot.BY_HAND, by=by, now=now)


def remind_all(*, now: datetime) -> int:
    """What the clock asks for at this moment, each enterprise for itself. Safe to repeat. How many were reminded."""
    if rules.is_night(now):
        return 0
    return sum(_remind_if_time(due, now) for due in queries.all_results_due(now=now))


@transaction.atomic
def _remind_if_time(due: Due, now: datetime) -> int:
    _one_at_a_time(due.occasion, due.employer.pk)
    fresh = queries.results_due_of(due.occasion, due.employer.pk, now=now)
    if fresh is None or _reasons(fresh, now):
        return 0
    slot = rules.slot_due(fresh.day, now, {reminder.slot for reminder in fresh.reminders})
    if slot is None:
        return 0
    _send(fresh, slot, by=None, now=now)
    return 1


def _reasons(due: Due, now: datetime) -> list[str]:
    last = due.sent[-1].at if due.sent else None
    return rules.reasons_not_to_remind(sent=len(due.sent), last_at=last, reachable=due.reachable, now=now)


def _send(due: Due, slot: Slot, *, by: User | None, now: datetime) -> ResultsReminder:
    """By e-mail where there is one, else, or when it fails, by text message to the contact's mobile.

    When nothing left, that is kept instead: the same time of day is not tried again, and it is none of the three.
    """
    channel = _deliver(due, now)
    left = channel != ResultsReminder.Channel.CALL
    reminder = ResultsReminder(
        **due.occasion.keys,
        employer=due.employer,
        number=len(due.sent) + 1 if left else None,
        slot=slot,
        due=due.open,
        channel=channel,
        by=by,
        at=now,
    )
    reminder.save()
    details = {"due": due.open, "slot": str(slot), "channel": str(channel)}
    audit.record(by=by, action="results.remind", target=reminder, at=now, details=details)
    return reminder


def _deliver(due: Due, now: datetime) -> ResultsReminder.Channel:
    """By which way it left; CALL when it did not."""
    email, phone = due.employer.contact_email, due.employer.contact_phone
    with translation.override("vi"):
        words = words_of(due)
        if email:
            subject = _("Results of your interviews are missing")
            letter = send_email(to=email, subject=subject, words=words, purpose=PURPOSE, now=now)
            if letter.state == letter.State.SENT:
                return ResultsReminder.Channel.EMAIL
        if is_mobile(phone):
            message = send_sms(to=phone, words=words, purpose=PURPOSE, now=now)
            if message.state == message.State.SENT:
                return ResultsReminder.Channel.SMS
    return ResultsReminder.Channel.CALL


def words_of(due: Due) -> str:
    """No person is named: a message is read by others too."""
    words = ngettext(
        "%(employer)s: %(count)d person interviewed on %(day)s has no result yet. Please write it here: %(address)s",
        "%(employer)s: %(count)d people interviewed on %(day)s have no result yet. Please write them here: %(address)s",
        due.open,
    )
    address = full_address(f"{reverse('interviews:sheet', args=[due.desk_id])}?all")
    return words % {"employer": due.employer.name, "count": due.open, "day": day_words(due.day), "address": address}


def _one_at_a_time(occasion: Occasion, employer_id: int) -> None:
    with connection.cursor() as cursor:
        name = f"results {occasion.topic} {employer_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
