"""Marking hires as entered, and one tap for what became of a person."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.actions import duties
from nhipcau.counselling.models import Answer, ExchangeEntry, FollowUp
from nhipcau.counselling.rules import duties as rules
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.models import Interview, Outcome
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.counselling.duties import asking_of, entry_of, hired, said, talked

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=35)


@pytest.fixture
def centre() -> Centre:
    made: Centre = CentreFactory()
    return made


@pytest.fixture
def counsellor(centre: Centre) -> User:
    return staff(Role.COUNSELLOR, centre)


def tap(interview: Interview, answer: str, by: User, **more: object) -> FollowUp:
    asking = FollowUp.objects.filter(interview=interview).order_by("months").exclude(answer="at_work").first()
    kept = duties.answer_follow_up(
        follow_up=asking or asking_of(interview),
        answer=answer,
        by=by,
        now=more.pop("now", LATER),
        **more,  # type: ignore[arg-type]
    )
    outbox.deliver_waiting()
    return kept


def stages(interview: Interview) -> list[str]:
    return list(Outcome.objects.filter(interview=interview).order_by("pk").values_list("stage", flat=True))


def test_the_mark_says_who_and_when_once(centre: Centre, counsellor: User) -> None:
    entry = entry_of(hired(centre))
    assert duties.mark_entered(entries=[entry], by=counsellor, now=NOON) == 1
    assert duties.mark_entered(entries=[entry], by=staff(Role.OPERATOR, centre), now=LATER) == 0

    entry.refresh_from_db()
    assert (entry.entered_by, entry.entered_at) == (counsellor, NOON)
    assert AuditRecord.objects.filter(action="exchange.enter").count() == 1


def test_nobody_of_another_centre_marks(centre: Centre) -> None:
    entry = entry_of(hired(centre))
    with pytest.raises(PermissionDenied):
        duties.mark_entered(entries=[entry], by=staff(Role.COUNSELLOR), now=NOON)
    entry.refresh_from_db()
    assert entry.entered_at is None


def test_a_mark_can_be_taken_back_on_its_day_only(centre: Centre, counsellor: User) -> None:
    entry = entry_of(hired(centre))
    duties.mark_entered(entries=[entry], by=counsellor, now=NOON)
    with pytest.raises(duties.CannotAnswer):
        duties.take_mark_back(entry=entry, by=counsellor, now=NOON + timedelta(hours=12))
    assert ExchangeEntry.objects.get().entered_at == NOON

    assert duties.take_mark_back(entry=entry, by=counsellor, now=NOON + timedelta(hours=11)).entered_at is None


def test_at_work_feeds_started_and_retained_and_the_next_asking(centre: Centre, counsellor: User) -> None:
    interview = hired(centre)
    kept = tap(interview, "at_work", counsellor, started_on=date(2026, 3, 12))

    assert stages(interview) == ["offer_accepted", "started", "retained_1m"]
    assert kept.done_at == LATER
    assert asking_of(interview, 3).due_on == date(2026, 6, 12)
    assert Outcome.objects.filter(interview=interview, for_recruiter=True).count() == 2


def test_who_has_not_been_there_a_month_is_asked_again_on_that_day(centre: Centre, counsellor: User) -> None:
    interview = hired(centre)
    kept = tap(interview, "at_work", counsellor, started_on=date(2026, 3, 30))
    assert (kept.done_at, kept.due_on) == (None, date(2026, 4, 30))
    assert stages(interview) == ["offer_accepted", "started"]

    duties.answer_follow_up(
        follow_up=kept, answer="at_work", started_on=date(2026, 3, 30), by=counsellor, now=LATER + timedelta(days=20)
    )
    assert stages(interview)[-1] == "retained_1m"


def test_after_three_months_the_chain_ends(centre: Centre, counsellor: User) -> None:
    interview = hired(centre)
    tap(interview, "at_work", counsellor, started_on=date(2026, 3, 12))
    tap(interview, "at_work", counsellor, started_on=date(2026, 3, 12), now=NOON + timedelta(days=100))
    assert stages(interview)[-1] == "retained_3m"
    assert not FollowUp.objects.filter(done_at=None).exists()


def test_somebody_invited_who_now_works_there_is_a_hire_from_today(centre: Centre, counsellor: User) -> None:
    interview = talked(centre)
    said(interview, "second_interview", day=date(2026, 3, 12))
    tap(interview, "at_work", counsellor, started_on=date(2026, 3, 13))
    assert stages(interview) == ["second_interview", "offer_accepted", "started", "retained_1m"]
    assert entry_of(interview).noticed_on == date(2026, 4, 14)


def test_who_never_started_is_owed_to_nobody(centre: Centre, counsellor: User) -> None:
    interview = hired(centre)
    tap(interview, "never_started", counsellor)
    assert stages(interview) == ["offer_accepted", "offer_declined"]
    assert entry_of(interview).cancelled_at is not None


def test_three_calls_without_an_answer_end_it(centre: Centre, counsellor: User) -> None:
    interview = hired(centre)
    days = []
    for call in range(3):
        kept = tap(interview, "not_reached", counsellor, now=LATER + timedelta(days=call))
        days.append((kept.asks, kept.done_at is not None))
    assert days == [(1, False), (2, False), (3, True)]
    assert stages(interview) == ["offer_accepted"]


def test_the_day_after_a_call_is_a_working_day(centre: Centre, counsellor: User) -> None:
    kept = tap(hired(centre), "not_reached", counsellor, now=NOON + timedelta(days=31))  # a Friday
    assert kept.due_on == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("answer", "started_on"),
    [("at_work", None), ("at_work", date(2026, 9, 1)), ("not_hired", None), ("nonsense", None)],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    centre: Centre, counsellor: User, answer: str, started_on: date | None
) -> None:
    interview = hired(centre)
    with pytest.raises(duties.CannotAnswer):
        tap(interview, answer, counsellor, started_on=started_on)
    asking = asking_of(interview)
    assert (asking.answer, asking.asks, asking.done_at, stages(interview)) == ("", 0, None, ["offer_accepted"])


def test_an_answer_stands(centre: Centre, counsellor: User) -> None:
    interview = hired(centre)
    tap(interview, "left", counsellor, started_on=date(2026, 3, 12))
    with pytest.raises(duties.CannotAnswer):
        duties.answer_follow_up(follow_up=asking_of(interview), answer="not_reached", by=counsellor, now=LATER)
    assert asking_of(interview).answer == Answer.LEFT
    assert stages(interview) == ["offer_accepted", "started"]


def test_nobody_of_another_centre_answers_or_reads_the_number(centre: Centre) -> None:
    interview, stranger = hired(centre), staff(Role.COUNSELLOR)
    with pytest.raises(PermissionDenied):
        tap(interview, "left", stranger)
    with pytest.raises(PermissionDenied):
        duties.phone_to_call(follow_up=asking_of(interview), by=stranger, now=NOON)
    assert not AuditRecord.objects.filter(action="seeker.read_numbers").exists()
    assert asking_of(interview).answer == ""


@pytest.mark.parametrize(
    ("due", "today", "left", "urgency"),
    [
        (date(2027, 2, 24), date(2027, 2, 3), 10, "open"),
        (date(2027, 2, 12), date(2027, 2, 3), 2, "soon"),
        (date(2027, 2, 3), date(2027, 2, 3), 0, "soon"),
        (date(2027, 2, 3), date(2027, 2, 11), -1, "late"),
    ],
)
def test_working_days_left_leave_tet_out(due: date, today: date, left: int, urgency: str) -> None:
    assert (rules.working_days_left(due, today), rules.urgency(due, today)) == (left, urgency)
