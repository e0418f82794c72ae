"""The pure rules: who is next, where a skipped person goes, and how long it takes."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nhipcau.interviews.models import InterviewState, QueueTicket, Stage, TicketState
from nhipcau.interviews.rules import outcomes, states
from nhipcau.interviews.rules.people import short_name
from nhipcau.interviews.rules.queue import in_order, moved_back
from nhipcau.interviews.rules.waits import BEFORE_ANY, Sample, TalkTime, Wait, talk_time, wait_for
from tests.conftest import NOON

TEN_MINUTES = TalkTime(mean=600, variance=0)


def queue_of(*marks: str) -> list[QueueTicket]:
    """ "p" has priority, "f" was put back in front, "-" is anybody."""
    return [QueueTicket(pk=n, position=n, priority="p" in mark, in_front="f" in mark) for n, mark in enumerate(marks)]


def order(*marks: str, recent: tuple[bool, ...] = ()) -> list[int]:
    return [ticket.pk for ticket in in_order(queue_of(*marks), recent, now=NOON)]


def test_first_come_first_called() -> None:
    assert order("-", "-", "-") == [0, 1, 2]


def test_priority_goes_first_but_never_twice_in_three() -> None:
    assert order("-", "-", "-", "p", "p") == [3, 0, 1, 4, 2]


def test_a_priority_call_of_just_now_counts() -> None:
    assert order("-", "-", "-", "p", recent=(True, False)) == [0, 3, 1, 2]
    assert order("-", "-", "-", "p", recent=(False, True)) == [0, 1, 3, 2]


def test_who_was_put_back_in_front_comes_before_all() -> None:
    assert order("-", "p", "f") == [2, 1, 0]


@given(some.lists(some.sampled_from(["-", "p", "f"]), max_size=30))
def test_everybody_is_called_once_and_nobody_overtakes_their_like(marks: list[str]) -> None:
    called = order(*marks)

    assert sorted(called) == list(range(len(marks)))
    for kind in "-pf":
        alike = [n for n in called if marks[n] == kind]
        assert alike == sorted(alike)


@given(some.lists(some.sampled_from(["-", "p"]), min_size=1, max_size=30))
def test_while_others_wait_nobody_jumps_twice_within_three_calls(marks: list[str]) -> None:
    called = order(*marks)
    jumps = []
    for turn, ticket in enumerate(called):
        if marks[ticket] == "p" and any(other < ticket for other in called[turn + 1 :] if marks[other] == "-"):
            jumps.append(turn)
    assert all(later - earlier >= 3 for earlier, later in pairwise(jumps))


@given(some.floats(0, 1e6), some.lists(some.floats(0, 1e6), max_size=12))
def test_a_skipped_person_lets_two_go_first(own: float, others: list[float]) -> None:
    place = moved_back(own, others)

    behind = [position for position in others if position >= own]
    assert place > own or not math.isfinite(place)
    assert sum(position < place for position in behind) >= min(2, len(behind))
    third = sorted(behind)[2:3]
    if third and third[0] > sorted(behind)[1]:
        assert place < third[0]


def test_a_free_desk_calls_at_once() -> None:
    assert wait_for(ahead=0, desks=1, busy=0, time=TEN_MINUTES) == Wait(0, 1)


def test_two_before_me_at_one_busy_desk_take_two_and_a_half_talks() -> None:
    assert wait_for(ahead=2, desks=1, busy=1, time=TEN_MINUTES) == Wait(25, 29)


def test_two_desks_halve_the_wait_and_no_desk_means_nobody_knows() -> None:
    assert wait_for(ahead=2, desks=2, busy=2, time=TEN_MINUTES) == Wait(12, 15)
    assert wait_for(ahead=2, desks=0, busy=0, time=TEN_MINUTES) is None


def test_a_long_wait_is_said_as_it_is() -> None:
    wait = wait_for(ahead=40, desks=1, busy=1, time=TEN_MINUTES)

    assert wait is not None
    assert wait.p50 == 405


def sample(count: int, seconds: float) -> Sample:
    return Sample(count, count * seconds, count * seconds**2)


def test_before_any_talk_a_plain_guess_is_used() -> None:
    assert talk_time(Sample(), Sample()) == BEFORE_ANY


@pytest.mark.parametrize(("own", "mean"), [(0, 600), (4, 450), (8, 300), (20, 300)])
def test_until_eight_talks_a_queue_leans_on_the_whole_occasion(own: int, mean: float) -> None:
    assert talk_time(sample(own, 300), sample(50, 600)).mean == mean


@given(some.integers(0, 60), some.integers(1, 5), some.floats(60, 3600), some.floats(0, 1e6))
def test_a_wait_grows_with_the_queue_and_is_never_promised_to_the_minute(
    ahead: int, desks: int, mean: float, variance: float
) -> None:
    time = TalkTime(mean, variance)
    now, next_one = (wait_for(ahead=n, desks=desks, busy=desks, time=time) for n in (ahead, ahead + 1))

    assert now is not None
    assert next_one is not None
    assert 0 <= now.p50 < now.p90
    assert now.p50 <= next_one.p50
    assert now.p90 <= next_one.p90


def test_every_state_is_in_the_tables_and_final_ones_lead_nowhere() -> None:
    assert set(states.TICKET_MOVES) == set(TicketState)
    assert set(states.INTERVIEW_MOVES) == set(InterviewState)
    assert {state for state, moves in states.TICKET_MOVES.items() if not moves} == {
        "served", "expired", "left", "unserved",
    }  # fmt: skip


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("to", TicketState)
def test_a_ticket_moves_only_as_the_table_says(state: TicketState, to: TicketState) -> None:
    reasons = states.reasons_not_to_move_ticket(QueueTicket(state=state), to)

    assert len(reasons) == (0 if to in states.TICKET_MOVES[state] else 1)


def test_stages_follow_as_people_live_them() -> None:
    assert outcomes.next_stages("") == list(outcomes.ON_THE_DAY)
    assert outcomes.next_stages("offer_accepted") == [*outcomes.ON_THE_DAY, Stage.STARTED]
    assert outcomes.next_stages("started") == [Stage.RETAINED_1M, Stage.RETAINED_3M]
    assert outcomes.next_stages("retained_3m") == []


def test_others_read_a_short_name() -> None:
    assert short_name("Nguyễn Thị Thu Hường") == "Nguyễn Thị Thu H."
    assert short_name("Lan") == "Lan"
