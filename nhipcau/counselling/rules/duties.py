"""What is owed after a hire, an invitation or a referral, and until when. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from nhipcau.counselling.models import About, Answer, FollowUp
from nhipcau.interviews.models import Stage
from nhipcau.reference import api as reference

FIRST, AGAIN = 1, 3  # which asking it is: the compulsory one, and the one after three months
MOST_ASKS: Final = 3
ASK_NEXT_DAY: Final = 1  # working days
WAIT_LONGER: Final = timedelta(days=14)
HIRED: Final = frozenset({Stage.OFFER_ACCEPTED, Stage.STARTED, Stage.RETAINED_1M, Stage.RETAINED_3M})
SOON: Final = 5  # working days
ENDS: Final = frozenset({Answer.LEFT, Answer.NEVER_STARTED, Answer.NOT_HIRED})
TAPS: Final[dict[str, tuple[Answer, ...]]] = {
    About.HIRE: (Answer.AT_WORK, Answer.LEFT, Answer.NEVER_STARTED, Answer.NOT_REACHED),
    About.INVITATION: (Answer.AT_WORK, Answer.NOT_HIRED, Answer.STILL_WAITING, Answer.LEFT, Answer.NOT_REACHED),
    About.REFERRAL: (Answer.AT_WORK, Answer.NOT_HIRED, Answer.STILL_WAITING, Answer.LEFT, Answer.NOT_REACHED),
}


def exchange_due(noticed_on: date) -> date:
    """The last day for entering a hire on the national exchange."""
    return reference.legal_term("exchange_entry", on=noticed_on).after(noticed_on)


def follow_up_due(since: date, *, months: int = FIRST) -> date:
    """When to ask: the law's own term for the first asking, three months for the one after it."""
    name = "follow_up" if months == FIRST else "follow_up_again"
    return reference.legal_term(name, on=since).after(since)


def working_days_left(due_on: date, today: date) -> int:
    """How many working days are left, today not counted; below zero: so many are past."""
    if due_on < today:
        return -working_days_left(today, due_on)
    days = (today + timedelta(days=step) for step in range(1, (due_on - today).days + 1))
    return sum(reference.is_working_day(day) for day in days)


def urgency(due_on: date, today: date) -> str:
    """ "late", "soon" or "open"."""
    if due_on < today:
        return "late"
    return "soon" if working_days_left(due_on, today) <= SOON else "open"


@dataclass(frozen=True)
class Next:
    """What follows from an answer: over or to be asked again, and which stages the interview gained."""

    done: bool
    due_on: date
    stages: tuple[tuple[Stage, date | None], ...] = ()


def what_follows(follow_up: FollowUp, answer: str, *, started_on: date | None, stage: str, today: date) -> Next:
    """`stage` is the one in force of the interview; "" for a referral."""
    if answer == Answer.AT_WORK and started_on is not None:
        return _at_work(follow_up, started_on, stage, today)
    if answer == Answer.STILL_WAITING:
        return Next(False, today + WAIT_LONGER)
    if answer == Answer.NOT_REACHED:
        over = follow_up.asks + 1 >= MOST_ASKS
        return Next(over, follow_up.due_on if over else reference.working_days_after(today, ASK_NEXT_DAY))
    return Next(True, follow_up.due_on, _stages_of_an_end(answer, started_on, stage))


def _at_work(follow_up: FollowUp, started_on: date, stage: str, today: date) -> Next:
    stages: list[tuple[Stage, date | None]] = []
    if follow_up.interview_id:
        stages += [] if stage in HIRED else [(Stage.OFFER_ACCEPTED, None)]
        stages += [] if stage in HIRED - {Stage.OFFER_ACCEPTED} else [(Stage.STARTED, started_on)]
    full = started_on + relativedelta(months=follow_up.months) <= today
    if not full:
        return Next(False, started_on + relativedelta(months=follow_up.months), tuple(stages))
    if follow_up.interview_id:
        kept = Stage.RETAINED_1M if follow_up.months == FIRST else Stage.RETAINED_3M
        stages += [] if stage in (kept, Stage.RETAINED_3M) else [(kept, None)]
    return Next(True, follow_up.due_on, tuple(stages))


def _stages_of_an_end(answer: str, started_on: date | None, stage: str) -> tuple[tuple[Stage, date | None], ...]:
    if answer == Answer.LEFT and started_on is not None and stage == Stage.OFFER_ACCEPTED:
        return ((Stage.STARTED, started_on),)
    if answer == Answer.NEVER_STARTED and stage == Stage.OFFER_ACCEPTED:
        return ((Stage.OFFER_DECLINED, None),)
    if answer == Answer.NOT_HIRED and stage == Stage.SECOND_INTERVIEW:
        return ((Stage.NOT_SUITABLE, None),)
    return ()


def reasons_not_to_answer(
    follow_up: FollowUp, answer: str, *, started_on: date | None, stage: str, today: date
) -> list[str]:
    """Every obstacle in words; an empty list means go ahead."""
    if follow_up.done_at is not None:
        return [_("This has been answered already.")]
    if answer not in TAPS[follow_up.about]:
        return [_("Choose one of the answers.")]
    reasons = []
    if answer == Answer.AT_WORK and started_on is None:
        reasons.append(_("Say since when the person has worked there."))
    if started_on is not None and started_on > today:
        reasons.append(_("The first day of work has not come yet."))
    if answer == Answer.NEVER_STARTED and stage in HIRED - {Stage.OFFER_ACCEPTED}:
        reasons.append(_("The enterprise has recorded that this person started work. Choose “has left”, or ask again."))
    return reasons
