"""The place of who takes part online is kept while their line is broken; nobody else's is touched."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from nhipcau.accounts.models import User
from nhipcau.foundation.live import api as live
from nhipcau.foundation.live.presence import Streams
from nhipcau.interviews.actions import call_next, find_line, lose_connection, lose_line
from nhipcau.interviews.models import Desk, QueueTicket, TicketState
from tests.conftest import NOON
from tests.interviews.conftest import Wait

NINE, ELEVEN = NOON + timedelta(minutes=9), NOON + timedelta(minutes=11)


def state_of(ticket: QueueTicket) -> str:
    ticket.refresh_from_db()
    return ticket.state


@pytest.fixture
def at_home(room: Desk, wait: Wait) -> QueueTicket:
    return wait(room, place=None)


def test_nine_minutes_without_a_line_keep_the_place(room: Desk, lan: User, wait: Wait, at_home: QueueTicket) -> None:
    behind = wait(room, place=None)

    assert lose_line(seeker_id=at_home.seeker_id, stream=1, now=NOON) == 1

    assert (state_of(at_home), at_home.reconnect_until) == (TicketState.AWAY, NOON + timedelta(minutes=10))
    interview = call_next(desk=room, by=lan, now=NOON)
    assert interview is not None
    assert interview.ticket == behind
    find_line(seeker_id=at_home.seeker_id, stream=2, now=NINE)
    assert (state_of(at_home), at_home.position) == (TicketState.WAITING, float(at_home.number))


def test_after_ten_minutes_the_place_is_gone(at_home: QueueTicket) -> None:
    lose_line(seeker_id=at_home.seeker_id, stream=1, now=NOON)

    find_line(seeker_id=at_home.seeker_id, stream=2, now=ELEVEN)

    assert state_of(at_home) == TicketState.EXPIRED


def test_who_sits_at_a_centre_or_stands_in_a_hall_needs_no_line(room: Desk, table: Desk, wait: Wait) -> None:
    for ticket in (wait(table), wait(room, place=table.place)):
        assert lose_line(seeker_id=ticket.seeker_id, stream=1, now=NOON) == 0
        assert state_of(ticket) == TicketState.WAITING


def test_who_stepped_away_says_when_they_are_back(at_home: QueueTicket) -> None:
    lose_connection(ticket=at_home, now=NOON)

    assert find_line(seeker_id=at_home.seeker_id, stream=2, now=NINE) == 0
    assert state_of(at_home) == TicketState.AWAY


@pytest.mark.parametrize("order", ["gone first", "here first"])
def test_the_end_of_an_old_stream_never_marks_a_newer_one_gone(at_home: QueueTicket, order: str) -> None:
    """The two are written by threads: either may come first."""
    find_line(seeker_id=at_home.seeker_id, stream=1, now=NOON)
    gone = partial(lose_line, seeker_id=at_home.seeker_id, stream=1, now=NOON)
    here = partial(find_line, seeker_id=at_home.seeker_id, stream=2, now=NOON)
    for told_now in (gone, here) if order == "gone first" else (here, gone):
        told_now()

    assert state_of(at_home) == TicketState.WAITING
    lose_line(seeker_id=at_home.seeker_id, stream=2, now=NOON)
    assert state_of(at_home) == TicketState.AWAY


told: list[tuple[int, bool]] = []
numbers: list[int] = []


@live.presence("tested")
def note(number: int, here: bool, stream: int) -> None:
    told.append((number, here))
    numbers.append(stream)


def test_a_change_of_pages_and_a_second_tab_are_not_a_loss() -> None:
    async def morning() -> list[list[tuple[int, bool]]]:
        streams = Streams(gap=0.05)
        seen: list[list[tuple[int, bool]]] = []

        async def settle(seconds: float = 0.02) -> None:
            await asyncio.sleep(seconds)
            seen.append(list(told))
            told.clear()

        streams.came(["tested:7", "other:7"])
        await settle()
        streams.went(["tested:7", "other:7"])
        streams.came(["tested:7"])
        await settle(0.12)  # another page
        streams.came(["tested:7"])
        streams.went(["tested:7"])
        await settle(0.12)  # the second tab closed
        streams.went(["tested:7"])
        await settle(0.12)  # gone
        streams.came(["tested:7"])
        await settle()
        return seen

    numbers.clear()
    assert asyncio.run(morning()) == [[(7, True)], [], [], [(7, False)], [(7, True)]]
    first, gone, again = numbers
    assert first < gone < again  # gone: the second tab's, the newest there was


def test_the_live_process_tells_of_people_and_of_nothing_else() -> None:
    assert live.presence_of("seeker:12") is not None
    assert live.presence_of("fair:12") is None
