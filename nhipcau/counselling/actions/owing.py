"""What is owed follows from the results in force: noted when a fact arrives, the same however often and in whatever order."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.counselling.models import About, ExchangeEntry, FollowUp
from nhipcau.counselling.rules import duties as rules
from nhipcau.interviews.models import Interview, Outcome, Stage
from nhipcau.matching.models import Referral


@transaction.atomic
def settle_interview(*, interview_id: int, now: datetime) -> None:
    """Bring the duties of one interview to what its results say now."""
    rows = Interview.objects.select_for_update(of=("self",)).select_related("seeker")
    interview = rows.get(pk=interview_id)
    lines = list(interview.outcomes.order_by("pk"))
    if not lines:
        return
    stage = lines[-1].stage
    if stage in rules.HIRED:
        _owe_entry(interview, _hired_on(lines))
        _follow_hire(interview, lines, now)
    elif stage == Stage.SECOND_INTERVIEW:
        _cancel_entry(interview, now)
        since = localdate(lines[-1].at)
        day = max(filter(None, (lines[-1].date, rules.follow_up_due(since))))
        _follow(interview, rules.FIRST, About.INVITATION, due_on=day)
    else:
        _cancel_entry(interview, now)
        _drop(interview, now)


@transaction.atomic
def settle_referral(*, referral_id: int, now: datetime) -> None:
    """Somebody was sent to an enterprise: ask in a month, unless a talk there is being followed already."""
    referral = Referral.objects.select_related("seeker").get(pk=referral_id)
    about = {"seeker_id": referral.seeker_id, "employer_id": referral.employer_id}
    followed = FollowUp.objects.filter(interview__isnull=False, done_at=None, **about).exists()
    if followed or referral.withdrawn_at is not None:
        return
    since = localdate(referral.made_at)
    FollowUp.objects.get_or_create(
        referral=referral,
        months=rules.FIRST,
        defaults={
            **about,
            "centre_id": referral.centre_id,
            "about": About.REFERRAL,
            "due_on": rules.follow_up_due(since),
        },
    )


def drop_referral(*, referral_id: int, now: datetime) -> None:
    """A referral taken back is asked after no more."""
    FollowUp.objects.filter(referral_id=referral_id, done_at=None).update(done_at=now)


def _hired_on(lines: list[Outcome]) -> date:
    """The day of the employer's notice: when the hire that is still in force was first recorded."""
    hired = lines[-1]
    for line in reversed(lines):
        if line.stage not in rules.HIRED:
            break
        hired = line
    return localdate(hired.at)


def _owe_entry(interview: Interview, noticed_on: date) -> None:
    owed = {
        "seeker_id": interview.seeker_id,
        "employer_id": interview.employer_id,
        "centre_id": interview.seeker.centre_id,
        "noticed_on": noticed_on,
        "due_on": rules.exchange_due(noticed_on),
    }
    entry, made = ExchangeEntry.objects.get_or_create(interview=interview, defaults=owed)
    if not made and entry.cancelled_at is not None:
        entry.noticed_on, entry.due_on = noticed_on, rules.exchange_due(noticed_on)
        entry.cancelled_at = entry.entered_at = entry.entered_by = None
        entry.save()


def _cancel_entry(interview: Interview, now: datetime) -> None:
    ExchangeEntry.objects.filter(interview=interview, cancelled_at=None).update(cancelled_at=now)


def _follow_hire(interview: Interview, lines: list[Outcome], now: datetime) -> None:
    stage, hired_on = lines[-1].stage, _hired_on(lines)
    started_on = next((line.date for line in reversed(lines) if line.stage == Stage.STARTED), None)
    due_on = rules.follow_up_due(started_on or hired_on)
    _follow(interview, rules.FIRST, About.HIRE, due_on=due_on, started_on=started_on)
    _close_referrals(interview, now)
    if stage in (Stage.RETAINED_1M, Stage.RETAINED_3M):
        FollowUp.objects.filter(interview=interview, months=rules.FIRST, done_at=None).update(done_at=now)
        again = rules.follow_up_due(started_on or hired_on, months=rules.AGAIN)
        _follow(interview, rules.AGAIN, About.HIRE, due_on=again, started_on=started_on)
    if stage == Stage.RETAINED_3M:
        FollowUp.objects.filter(interview=interview, months=rules.AGAIN, done_at=None).update(done_at=now)


def _follow(interview: Interview, months: int, about: About, *, due_on: date, started_on: date | None = None) -> None:
    """One task per interview and asking. What a person answered keeps its day; a new start moves it."""
    known = FollowUp.objects.filter(interview=interview, months=months).first()
    if known is None:
        FollowUp.objects.create(
            interview=interview,
            seeker_id=interview.seeker_id,
            employer_id=interview.employer_id,
            centre_id=interview.seeker.centre_id,
            about=about,
            months=months,
            due_on=due_on,
            started_on=started_on,
        )
    elif known.done_at is None and (known.about != about or known.started_on != started_on):
        known.about, known.due_on, known.started_on = about, due_on, started_on or known.started_on
        known.save(update_fields=["about", "due_on", "started_on"])
    elif known.done_at is not None and not known.answer and about != known.about:
        known.about, known.due_on, known.started_on, known.done_at = about, due_on, started_on, None
        known.save(update_fields=["about", "due_on", "started_on", "done_at"])


def _drop(interview: Interview, now: datetime) -> None:
    """Nothing to ask any more."""
    FollowUp.objects.filter(interview=interview, done_at=None).update(done_at=now)


def _close_referrals(interview: Interview, now: datetime) -> None:
    """The hire is followed from now on, not the referral that led to it."""
    led_here = {"seeker_id": interview.seeker_id, "employer_id": interview.employer_id}
    FollowUp.objects.filter(referral__isnull=False, done_at=None, **led_here).update(done_at=now)
