"""What the law asks for after a hire or a referral: noted by itself, settled by people with one tap."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.counselling.models import Answer, ExchangeEntry, FollowUp
from nhipcau.counselling.queries import duties as queries
from nhipcau.counselling.rules import duties as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Interview
from nhipcau.matching.models import Referral


class CannotAnswer(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def mark_entered(*, entries: Collection[ExchangeEntry], by: User, now: datetime) -> int:
    """ "Entered on the national exchange": who and when. Marking twice changes nothing. Returns how many were marked."""
    for entry in entries:
        require(by, queries.ENTER, entry)
    waiting = ExchangeEntry.objects.select_for_update().filter(
        pk__in=[entry.pk for entry in entries], entered_at=None, cancelled_at=None
    )
    for entry in waiting:
        entry.entered_at, entry.entered_by = now, by
        entry.save(update_fields=["entered_at", "entered_by"])
        audit.record(by=by, action="exchange.enter", target=entry, at=now)
    return len(waiting)


@transaction.atomic
def take_mark_back(*, entry: ExchangeEntry, by: User, now: datetime) -> ExchangeEntry:
    """A mark set by mistake: the same day only, by whoever may set it. Raises CannotAnswer."""
    require(by, queries.ENTER, entry)
    entry = ExchangeEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.entered_at is None:
        return entry
    if localdate(entry.entered_at) != localdate(now):
        raise CannotAnswer([_("A mark can be taken back on the same day only. Ask the centre's manager to note it.")])
    entry.entered_at = entry.entered_by = None
    entry.save(update_fields=["entered_at", "entered_by"])
    audit.record(by=by, action="exchange.take_back", target=entry, at=now)
    return entry


@transaction.atomic
def answer_follow_up(
    *, follow_up: FollowUp, answer: str, by: User, now: datetime, started_on: date | None = None, note: str = ""
) -> FollowUp:
    """One tap: the answer is kept, the interview gains "started" and "retained", the next asking gets its day.

    Raises CannotAnswer with every reason.
    """
    require(by, queries.FOLLOW, follow_up)
    follow_up = (
        FollowUp.objects.select_for_update(of=("self",)).select_related("interview", "referral").get(pk=follow_up.pk)
    )
    today, stage = localdate(now), queries.stage_of(follow_up.interview_id)
    asked: dict[str, Any] = {"started_on": started_on, "stage": stage, "today": today}
    if reasons := rules.reasons_not_to_answer(follow_up, answer, **asked):
        raise CannotAnswer(reasons)
    following = rules.what_follows(follow_up, answer, **asked)
    if follow_up.interview is not None and following.stages:
        _record(follow_up.interview, following, by, now)
    elif follow_up.referral is not None and answer == Answer.AT_WORK:
        _owe_entry_of(follow_up.referral, follow_up, today)
    _keep(follow_up, answer, following, started_on=started_on, note=note, by=by, now=now)
    audit.record(by=by, action="follow_up.answer", target=follow_up, at=now, details={"answer": answer})
    return follow_up


@transaction.atomic
def phone_to_call(*, follow_up: FollowUp, by: User, now: datetime) -> str:
    """The person's number in clear, for whoever follows people up at their centre; every reading is noted."""
    require(by, queries.FOLLOW, follow_up)
    audit.record(by=by, action="seeker.read_numbers", target=follow_up.seeker, at=now)
    return follow_up.seeker.phone


def _record(interview: Interview, following: rules.Next, by: User, now: datetime) -> None:
    try:
        interviews.record_later(interview=interview, stages=following.stages, by=by, now=now)
    except interviews.Refused as refusal:
        raise CannotAnswer(refusal.reasons) from refusal


def _owe_entry_of(referral: Referral, follow_up: FollowUp, today: date) -> None:
    """The centre learns today that a referral became a hire."""
    owed = {
        "seeker_id": referral.seeker_id,
        "employer_id": referral.employer_id,
        "centre_id": follow_up.centre_id,
        "noticed_on": today,
        "due_on": rules.exchange_due(today),
    }
    ExchangeEntry.objects.get_or_create(referral=referral, defaults=owed)


def _keep(
    follow_up: FollowUp,
    answer: str,
    following: rules.Next,
    *,
    started_on: date | None,
    note: str,
    by: User,
    now: datetime,
) -> None:
    follow_up.answer, follow_up.answered_by, follow_up.answered_at = answer, by, now
    follow_up.note = note.strip()[:300] or follow_up.note
    if answer in (Answer.AT_WORK, Answer.LEFT):
        follow_up.started_on = started_on or follow_up.started_on
    follow_up.asks += answer in (Answer.NOT_REACHED, Answer.STILL_WAITING)
    follow_up.due_on = following.due_on
    follow_up.done_at = now if following.done else None
    follow_up.save()
