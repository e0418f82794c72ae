"""What a talk led to: lines that are added and corrected, never changed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.interviews.actions import CannotRecord, record_outcome
from nhipcau.interviews.models import Desk, Interview, InterviewState, Outcome, Stage, TicketState
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory, OutcomeFactory
from tests.seekers.factories import seeker_user

TODAY = date(2026, 3, 10)


@pytest.fixture
def talk(table: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=table, talking=True)
    return made


def record(talk: Interview, by: User, stage: str, **more: object) -> Outcome:
    return record_outcome(interview=talk, stage=stage, by=by, now=NOON, **more)  # type: ignore[arg-type]


def test_a_result_ends_the_talk_and_is_announced_once(talk: Interview, lan: User) -> None:
    for _click in range(2):
        outcome = record(talk, lan, "not_suitable", reason="skill", note="Chưa biết may")

    talk.refresh_from_db()
    talk.ticket.refresh_from_db()
    assert (talk.state, talk.ended_at, talk.ticket.state) == (InterviewState.DONE, NOON, TicketState.SERVED)
    assert (outcome.stage, outcome.reason, outcome.by, outcome.for_recruiter) == ("not_suitable", "skill", lan, False)
    assert OutboxMessage.objects.get(kind__endswith="OutcomeRecorded").body["stage"] == "not_suitable"
    assert Outcome.objects.count() == 1


def test_staff_record_for_a_recruiter_and_the_line_says_so(talk: Interview, operator: User) -> None:
    assert record(talk, operator, "pool").for_recruiter is True


def test_in_the_hall_the_start_may_have_been_forgotten(table: Desk, lan: User) -> None:
    call = InterviewFactory(desk=table, called_at=NOON - timedelta(minutes=9))

    record(call, lan, "pool")

    call.refresh_from_db()
    assert (call.state, call.started_at) == (InterviewState.DONE, NOON - timedelta(minutes=9))


def test_an_online_call_that_nobody_answered_has_no_result(room: Desk, lan: User) -> None:
    call = InterviewFactory(desk=room)

    with pytest.raises(CannotRecord):
        record(call, lan, "pool")

    call.refresh_from_db()
    assert call.state == InterviewState.CALLED
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("state", ["worker_absent", "employer_absent", "technical_failure", "cancelled"])
def test_without_a_talk_there_is_no_result(state: str, table: Desk, lan: User) -> None:
    call = InterviewFactory(desk=table, state=state, ticket_state="expired")

    with pytest.raises(CannotRecord):
        record(call, lan, "met")

    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("stage", "more"),
    [
        ("not_suitable", {}),
        ("offer_declined", {}),
        ("not_suitable", {"reason": "too tall"}),
        ("second_interview", {}),
        ("second_interview", {"date": date(2026, 3, 9)}),
        ("started", {"date": TODAY}),
        ("retained_1m", {}),
        ("retained_3m", {}),
    ],
)
def test_a_result_that_lacks_something_is_refused_and_the_talk_goes_on(
    stage: str, more: dict[str, object], talk: Interview, lan: User
) -> None:
    with pytest.raises(CannotRecord):
        record(talk, lan, stage, **more)

    talk.refresh_from_db()
    assert talk.state == InterviewState.IN_PROGRESS
    assert not Outcome.objects.exists()


def test_a_wrong_tap_is_corrected_by_a_second_line(talk: Interview, lan: User) -> None:
    record(talk, lan, "not_suitable", reason="pay")
    record(talk, lan, "second_interview", date=date(2026, 3, 12))

    assert list(talk.outcomes.order_by("pk").values_list("stage", flat=True)) == ["not_suitable", "second_interview"]


def test_later_stages_follow_one_another(table: Desk, lan: User) -> None:
    talk = OutcomeFactory(interview__desk=table, stage=Stage.OFFER_ACCEPTED).interview

    record(talk, lan, "started", date=date(2025, 12, 10))
    with pytest.raises(CannotRecord):
        record(talk, lan, "pool")
    record(talk, lan, "retained_1m")
    record(talk, lan, "retained_3m")

    stages = ["offer_accepted", "started", "retained_1m", "retained_3m"]
    assert list(talk.outcomes.order_by("pk").values_list("stage", flat=True)) == stages


@pytest.mark.parametrize(
    ("started_on", "stage"), [(date(2026, 2, 11), "retained_1m"), (date(2025, 12, 11), "retained_3m")]
)
def test_nobody_is_retained_before_the_time(started_on: date, stage: str, table: Desk, lan: User) -> None:
    talk = OutcomeFactory(interview__desk=table, stage=Stage.OFFER_ACCEPTED).interview
    record(talk, lan, "started", date=started_on)

    with pytest.raises(CannotRecord):
        record(talk, lan, stage)

    assert talk.outcomes.count() == 2


def test_work_does_not_start_in_the_future(table: Desk, lan: User) -> None:
    talk = OutcomeFactory(interview__desk=table, stage=Stage.OFFER_ACCEPTED).interview

    with pytest.raises(CannotRecord):
        record(talk, lan, "started", date=date(2026, 3, 11))

    assert talk.outcomes.count() == 1


def test_results_are_for_the_enterprise_and_its_centre(talk: Interview) -> None:
    strangers = [recruiter(), staff(Role.OPERATOR), staff(Role.MANAGER, talk.desk.centre), seeker_user(talk.seeker)]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            record(talk, stranger, "pool")

    talk.refresh_from_db()
    assert talk.state == InterviewState.IN_PROGRESS
    assert not Outcome.objects.exists()


def test_the_database_keeps_every_line_as_it_was(db: None) -> None:
    outcome = OutcomeFactory(stage=Stage.POOL)

    for change in (lambda: Outcome.objects.update(stage="met"), lambda: Outcome.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    assert Outcome.objects.get().stage == outcome.stage


@pytest.mark.parametrize("stage", ["not_suitable", "offer_declined", "second_interview", "started"])
def test_the_database_refuses_a_line_without_its_reason_or_day(stage: str, db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OutcomeFactory(stage=stage)
