"""One person, several queues: nobody is promised two talks at once, nor one during the talk that is on."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from nhipcau.interviews import api
from nhipcau.interviews.actions import note_all_estimates, note_estimates
from nhipcau.interviews.models import Channel, Desk, Estimate, Occasion, TicketState
from nhipcau.interviews.queries.queue import line_ends
from nhipcau.interviews.rules.waits import Free, Own, TalkTime, Wait, one_after_another, rest_of_talk
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.interviews.conftest import Wait as Waits
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import SeekerFactory

FAIR = Occasion("fair", 1)
MINUTE = timedelta(minutes=1)
EIGHT = 8  # minutes of a talk before any was held
TEN = TalkTime(mean=600, variance=0)


def in_a_talk(me: Seeker, wait: Waits, *, minutes: int) -> None:
    """Called so long ago, and three places kept elsewhere."""
    InterviewFactory(talking=True, ticket__seeker=me, called_at=NOON - minutes * MINUTE)
    for _ in range(3):
        wait(DeskFactory(), seeker=me, state=TicketState.BUSY_ELSEWHERE)


def middles(me: Seeker) -> list[int]:
    told = [turn.wait for turn in api.my_day(FAIR, me, now=NOON)]
    assert all(one.p90 >= one.p50 for one in told if one)
    return [one.p50 for one in told if one]


def test_who_is_in_a_talk_waits_for_its_end_and_then_for_one_queue_after_another(db: None, wait: Waits) -> None:
    me = SeekerFactory()
    in_a_talk(me, wait, minutes=3)

    assert middles(me) == [EIGHT - 3, 2 * EIGHT - 3, 3 * EIGHT - 3]


def test_who_is_first_in_three_queues_is_promised_one_at_once(db: None, wait: Waits) -> None:
    me = SeekerFactory()
    for _ in range(3):
        wait(DeskFactory(), seeker=me)

    assert middles(me) == [0, EIGHT, 2 * EIGHT]


def test_where_others_wait_the_table_is_taken_when_the_talk_is_over(db: None, wait: Waits) -> None:
    me, desk = SeekerFactory(), DeskFactory()
    InterviewFactory(talking=True, ticket__seeker=me, called_at=NOON)
    wait(desk, seeker=me, state=TicketState.BUSY_ELSEWHERE), wait(desk)

    assert middles(me) == [EIGHT + EIGHT // 2]


def test_an_appointment_keeps_its_time_and_waits_for_a_talk_that_is_longer(db: None, wait: Waits) -> None:
    me, desk = SeekerFactory(), DeskFactory()
    wait(DeskFactory(), seeker=me)
    wait(desk, seeker=me, booked_at=desk, due_at=NOON + 5 * MINUTE, lasts=12)
    assert sorted(middles(me))[0] == 5

    talk = Free(middle=7, spread=0)
    booked, other = Own(Wait(5, 9), TEN, kept=True), Own(Wait(0, 1), TEN)
    assert one_after_another([booked, other], talk) == [Wait(7, 11), Wait(7, 8)]
    assert one_after_another([booked, other]) == [Wait(5, 9), Wait(0, 1)]


def test_what_is_told_to_who_is_busy_elsewhere_is_kept_and_judged(db: None, wait: Waits) -> None:
    me, desk = SeekerFactory(), DeskFactory()
    InterviewFactory(talking=True, ticket__seeker=me, called_at=NOON)
    mine = wait(desk, seeker=me, state=TicketState.BUSY_ELSEWHERE)

    assert note_estimates(occasion=FAIR, now=NOON) == 1
    assert note_all_estimates(now=NOON + 5 * MINUTE) == 1

    told = Estimate.objects.get(ticket=mine, at=NOON)
    assert told.p50 == EIGHT
    InterviewFactory(desk=desk, ticket=mine, called_at=NOON + 9 * MINUTE, state="cancelled")
    found = api.score_of(FAIR, now=NOON + 10 * MINUTE)
    assert (found.told, found.scored, found.within) == (2, 2, 1.0)


def test_who_is_away_is_told_until_when_the_place_is_kept_and_no_wait(table: Desk, wait: Waits) -> None:
    mine = wait(table, away=True)

    (turn,) = api.my_day(FAIR, mine.seeker, now=NOON)

    assert (turn.wait, turn.is_live) == (None, True)
    assert note_estimates(occasion=FAIR, now=NOON) == 0


def test_the_end_of_a_queue_is_told_after_the_talk_of_whoever_asks(table: Desk) -> None:
    me = SeekerFactory()
    InterviewFactory(talking=True, ticket__seeker=me, called_at=NOON)
    key = (table.employer_id, Channel.ONSITE, table.place_id)

    end = line_ends(FAIR, {table.employer_id}, seeker_id=me.pk, now=NOON)[key]

    assert end.wait is not None
    assert end.wait.p50 == EIGHT


def test_a_talk_that_takes_longer_than_usual_is_over_soon() -> None:
    unsure = TalkTime(mean=600, variance=240**2)

    assert rest_of_talk(unsure, 4).middle == 6
    assert [rest_of_talk(unsure, minutes).middle for minutes in (10, 40)] == [2, 2]


@settings(deadline=None)
@given(
    waits=some.lists(some.tuples(some.integers(0, 90), some.integers(0, 30), some.booleans()), max_size=6),
    talk=some.none() | some.builds(Free, some.floats(0, 30), some.floats(0, 10)),
)
def test_no_two_middles_are_nearer_than_a_talk_and_no_wait_becomes_shorter(
    waits: list[tuple[int, int, bool]], talk: Free | None
) -> None:
    own = [Own(Wait(p50, p50 + more), TEN, kept=kept) for p50, more, kept in waits]

    told = one_after_another(own, talk)

    for one, said in zip(own, told, strict=True):
        assert one.wait.p50 <= said.p50 <= said.p90
        assert said.p90 >= one.wait.p90
        assert talk is None or said.p50 >= int(talk.middle)
    queues = sorted(said.p50 for one, said in zip(own, told, strict=True) if not one.kept)
    assert all(later - earlier >= 9 for earlier, later in itertools.pairwise(queues))


@pytest.mark.parametrize("queues", [1, 3])
def test_the_day_of_who_is_in_a_talk_costs_no_more(
    queues: int, db: None, wait: Waits, django_assert_num_queries: object
) -> None:
    me = SeekerFactory()
    InterviewFactory(talking=True, ticket__seeker=me)
    for _ in range(queues):
        wait(DeskFactory(), seeker=me, state=TicketState.BUSY_ELSEWHERE)

    with django_assert_num_queries(7):  # type: ignore[operator]
        turns = api.my_day(FAIR, me, now=NOON)

    assert len(turns) == queues + 1
