"""Waiting times with appointments in the queue, kept as they were told, and how right they were."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from nhipcau.interviews import api
from nhipcau.interviews.actions import note_all_estimates, note_estimates
from nhipcau.interviews.models import Desk, Estimate, Occasion, QueueTicket
from nhipcau.interviews.queries.waits import lines
from nhipcau.interviews.rules.scores import Told, pinball, score
from nhipcau.interviews.rules.waits import TalkTime, wait_for, wait_for_appointment, wait_for_stand_by
from tests.accounts.factories import UserFactory
from tests.conftest import NOON
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory

FAIR = Occasion("fair", 1)
TEN = TalkTime(mean=600, variance=0)
EXACT = {"desks": 1, "busy": 0, "time": TEN}


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_an_appointment_that_comes_first_joins_the_line() -> None:
    alone, behind = wait_for_stand_by(ahead=1, **EXACT), wait_for_stand_by(ahead=1, **EXACT, booked=[4])
    assert alone
    assert behind
    assert behind.p50 - alone.p50 == 10
    assert wait_for_stand_by(ahead=1, **EXACT, booked=[90]) == alone


def test_nobody_is_called_during_an_appointment_of_their_own() -> None:
    wait = wait_for_stand_by(ahead=1, **EXACT, taken=[(0, 40)])

    assert wait is not None
    assert wait.p50 == 40


def test_an_appointment_is_told_as_its_time_and_a_talk_that_may_still_be_on() -> None:
    ahead = wait_for_appointment(due=30, before=0, busy=True, time=TEN)
    assert ahead is not None
    assert (ahead.p50, ahead.p90 > 30) == (30, True)
    assert wait_for_appointment(due=30, before=0, busy=False, time=TEN) == ahead
    assert wait_for_appointment(due=-5, before=1, busy=True, time=TEN) == wait_for(ahead=1, desks=1, busy=1, time=TEN)


@settings(deadline=None)
@given(ahead=some.integers(0, 40), desks=some.integers(1, 6), booked=some.lists(some.floats(0, 240), max_size=20))
def test_more_appointments_never_shorten_a_wait(ahead: int, desks: int, booked: list[float]) -> None:
    line = {"ahead": ahead, "desks": desks, "busy": desks, "time": TEN}
    alone, with_others = wait_for_stand_by(**line), wait_for_stand_by(**line, booked=booked)

    assert alone
    assert with_others
    assert with_others.p50 >= alone.p50
    assert with_others.p90 >= with_others.p50


def test_what_is_told_is_kept_at_joining_and_every_five_minutes(table: Desk, wait: Wait) -> None:
    first = wait()

    assert note_estimates(occasion=FAIR, now=NOON) == 1
    wait()
    assert note_all_estimates(now=NOON + minutes(1)) == 1
    assert note_all_estimates(now=NOON + minutes(4)) == 0
    assert note_all_estimates(now=NOON + minutes(5)) == 1
    assert list(Estimate.objects.filter(ticket=first).values_list("at", flat=True).order_by("at")) == [
        NOON,
        NOON + minutes(5),
    ]


def test_where_nobody_is_at_the_table_nothing_is_told(wait: Wait) -> None:
    wait(DeskFactory(paused_at=NOON))

    assert note_estimates(occasion=FAIR, now=NOON) == 0


def test_told_waits_are_held_against_the_call_that_came(table: Desk, wait: Wait) -> None:
    called = wait()
    Estimate.objects.create(ticket=called, at=NOON - minutes(20), p50=12, p90=18)
    Estimate.objects.create(ticket=called, at=NOON - minutes(10), p50=8, p90=15)
    Estimate.objects.create(ticket=wait(), at=NOON, p50=1, p90=2)
    InterviewFactory(desk=table, ticket=called, called_at=NOON)

    found = api.score_of(FAIR, now=NOON + minutes(1))

    assert (found.told, found.scored, found.within, found.early, found.error) == (3, 2, 0.5, 0.0, 5.0)
    assert found.of_100 is None
    assert api.score_of(Occasion("fair", 2), now=NOON).told == 0


def told(ticket: QueueTicket, p90: int = 15) -> None:
    Estimate.objects.create(ticket=ticket, at=NOON, p50=8, p90=p90)


def judged(after: float) -> tuple[int, int, float]:
    found = api.score_of(FAIR, now=NOON + minutes(after))
    return found.told, found.scored, found.within


def test_a_cautious_figure_that_passed_without_a_call_is_wrong(table: Desk, wait: Wait) -> None:
    """Whoever was never called counts too: the controls are a wait that is still open, and a call in time."""
    told(wait())
    assert judged(15) == (1, 0, 0.0)
    assert judged(16) == (1, 1, 0.0)

    told(called := wait())
    InterviewFactory(desk=table, ticket=called, called_at=NOON + minutes(10))
    assert judged(16) == (2, 2, 0.5)


@pytest.mark.parametrize("state", ["unserved", "left"])
def test_a_wait_that_ended_before_its_figure_passed_is_not_judged(wait: Wait, state: str) -> None:
    told(wait(state=state, ended_at=NOON + minutes(15)))
    told(wait(state=state, ended_at=NOON + minutes(16)))

    assert judged(240) == (2, 1, 0.0)


def test_who_went_away_is_not_called_and_proves_no_figure_wrong(wait: Wait) -> None:
    told(wait(away=True, reconnect_until=NOON + minutes(20)))
    told(wait(state="expired", reconnect_until=NOON + minutes(30), ended_at=NOON + minutes(30)))

    assert judged(240) == (2, 1, 0.0)


def test_of_a_talk_noted_on_paper_nobody_knows_when_it_was(table: Desk, wait: Wait) -> None:
    told(met := wait(state="served", ended_at=NOON + minutes(240)))
    when = {"called_at": NOON + minutes(240), "started_at": NOON + minutes(240), "ended_at": NOON + minutes(240)}
    InterviewFactory(desk=table, ticket=met, state="done", **when)

    assert judged(241) == (1, 0, 0.0)


def test_the_share_is_said_once_enough_were_told() -> None:
    assert score([Told(5, 10, 8)] * 18 + [Told(5, 10, 12)] * 2).of_100 == 90


@settings(deadline=None)
@given(some.lists(some.floats(0, 100), min_size=1, max_size=30), some.sampled_from([0.5, 0.9]))
def test_the_loss_is_least_where_the_share_stands(came: list[float], share: float) -> None:
    ordered = sorted(came)
    best = ordered[min(len(ordered) - 1, int(share * len(ordered)))]
    loss = sum(pinball(one, best, share) for one in came)

    assert all(loss <= sum(pinball(one, told, share) for one in came) + 1e-6 for told in ordered)


@pytest.mark.parametrize("many", [1, 4])
def test_all_waits_of_a_fair_cost_four_queries(many: int, wait: Wait, django_assert_num_queries: object) -> None:
    for _ in range(many):
        desk = DeskFactory()
        wait(desk), wait(desk, booked_at=desk, due_at=NOON + minutes(9), lasts=12)

    with django_assert_num_queries(4):  # type: ignore[operator]
        turns = lines(FAIR, now=NOON).turns()

    assert len(turns) == QueueTicket.objects.count()


def test_who_did_not_come_and_who_was_put_back_cost_those_behind_time(table: Desk, lan: object, wait: Wait) -> None:
    for n in range(8):
        InterviewFactory(
            desk=table,
            state="worker_absent",
            ticket_state="expired",
            called_at=NOON - minutes(4 * (8 - n)),
            ended_at=NOON - minutes(4 * (7 - n)),
            called_by=UserFactory(),
        )

    time = lines(FAIR, now=NOON).times[table.employer_id]

    assert round(time.mean) == 240
