"""A line that breaks while somebody is called or talks: the place in every queue is kept for ten minutes, as it was."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.interviews.actions import (
    NotYet,
    acknowledge,
    call_next,
    fail_technically,
    find_line,
    finish_interview,
    follow_person,
    lose_line,
    mark_absent,
    release_overdue,
    skip_ticket,
    start_interview,
)
from nhipcau.interviews.models import Desk, Interview, InterviewState, Occasion, QueueTicket, TicketState
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory
from tests.seekers.factories import seeker_user

FAIR = Occasion("fair", 1)
AWAY, WAITING, BUSY = TicketState.AWAY, TicketState.WAITING, TicketState.BUSY_ELSEWHERE
At = Callable[[float], datetime]


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def stands(ticket: QueueTicket) -> tuple[str, float, int, bool]:
    ticket.refresh_from_db()
    return ticket.state, ticket.position, ticket.skips, ticket.line_lost


@pytest.fixture
def other(room: Desk) -> Desk:
    """A room of another enterprise."""
    made: Desk = DeskFactory(online=True, centre=room.centre)
    return made


def call(desk: Desk, minutes: float = 0) -> Interview | None:
    return call_next(desk=desk, by=recruiter(desk.employer), now=at(minutes))


def talk(desk: Desk, minutes: float = 0) -> Interview:
    interview = call(desk, minutes)
    assert interview is not None
    acknowledge(interview=interview, by=seeker_user(interview.seeker), now=at(minutes))
    return start_interview(interview=interview, by=recruiter(desk.employer), now=at(minutes))


def drop(ticket: QueueTicket, minutes: float, stream: int = 1) -> int:
    return lose_line(seeker_id=ticket.seeker_id, stream=stream, now=at(minutes))


def back(ticket: QueueTicket, minutes: float, stream: int = 2) -> int:
    return find_line(seeker_id=ticket.seeker_id, stream=stream, now=at(minutes))


def test_a_talk_that_breaks_with_the_line_costs_no_place_within_ten_minutes(
    room: Desk, other: Desk, lan: User, wait: Wait
) -> None:
    mine = wait(room, place=None)
    elsewhere = wait(other, seeker=mine.seeker, place=None)
    behind = wait(other, place=None)
    interview = talk(room)

    assert drop(mine, 1) == 2
    assert (stands(mine)[0], stands(elsewhere)[0]) == (TicketState.SERVING, BUSY)
    fail_technically(interview=interview, by=lan, now=at(2))

    assert (stands(mine)[0], stands(elsewhere)[0]) == (AWAY, AWAY)
    assert {mine.reconnect_until, elsewhere.reconnect_until} == {at(12)}
    assert call(room, 3) is None
    assert (called := call(other, 3)) is not None
    assert called.ticket == behind
    for minutes in range(3, 10):
        release_overdue(occasion=FAIR, now=at(minutes + 0.5))
    assert back(mine, 9.9) == 2
    assert stands(mine) == (WAITING, float(mine.number), 0, False)
    assert stands(elsewhere) == (WAITING, float(elsewhere.number), 0, False)
    assert (mine.in_front, mine.reconnect_until, elsewhere.reconnect_until) == (True, None, None)
    assert (again := call(room, 10)) is not None
    assert again.ticket == mine


def test_after_a_talk_the_places_elsewhere_wait_for_the_line_and_end_with_the_ten_minutes(
    room: Desk, other: Desk, lan: User, wait: Wait
) -> None:
    mine = wait(room, place=None)
    elsewhere = wait(other, seeker=mine.seeker, place=None)
    interview = talk(room)
    drop(mine, 1)

    finish_interview(interview=interview, by=lan, now=at(9))

    assert (stands(elsewhere)[0], elsewhere.reconnect_until) == (AWAY, at(19))
    release_overdue(occasion=FAIR, now=at(19))
    assert stands(elsewhere)[0] == AWAY
    release_overdue(occasion=FAIR, now=at(19.1))
    assert stands(elsewhere)[0] == TicketState.EXPIRED


def test_a_line_that_is_back_before_the_talk_is_over_changes_nothing(
    room: Desk, other: Desk, lan: User, wait: Wait
) -> None:
    mine = wait(room, place=None)
    elsewhere = wait(other, seeker=mine.seeker, place=None)
    interview = talk(room)
    drop(mine, 1)
    back(mine, 4)

    finish_interview(interview=interview, by=lan, now=at(9))

    assert stands(elsewhere) == (WAITING, float(elsewhere.number), 0, False)


@pytest.mark.parametrize("how", ["by itself", "by the recruiter"])
def test_a_call_that_the_line_cut_off_is_no_skip(room: Desk, lan: User, wait: Wait, how: str) -> None:
    """Nor does it cost the booked time."""
    mine = wait(room, place=None, booked_at=room, due_at=NOON, lasts=12)
    wait(room, place=None)
    interview = call(room)
    assert interview is not None
    assert interview.ticket == mine
    drop(mine, 0.4)

    if how == "by itself":
        release_overdue(occasion=FAIR, now=at(1.1))
    else:
        skip_ticket(interview=interview, by=lan, now=at(1.1))

    assert stands(mine) == (AWAY, float(mine.number), 0, True)
    assert (mine.desk, mine.due_at, mine.called_at, mine.hold_until) == (room, NOON, None, None)
    interview.refresh_from_db()
    assert interview.state == InterviewState.CANCELLED
    back(mine, 9)
    assert stands(mine) == (WAITING, float(mine.number), 0, False)


def test_who_is_back_while_they_are_called_has_a_minute_to_answer(room: Desk, wait: Wait) -> None:
    mine = wait(room, place=None)
    interview = call(room)
    assert interview is not None
    drop(mine, 0.4)
    back(mine, 0.9)

    release_overdue(occasion=FAIR, now=at(1.5))

    assert stands(mine) == (TicketState.CALLED, float(mine.number), 0, False)
    acknowledge(interview=interview, by=seeker_user(mine.seeker), now=at(1.8))


def test_a_loss_that_is_heard_of_after_the_call_gives_the_place_back(room: Desk, lan: User, wait: Wait) -> None:
    """The line broke in the last seconds of the call: nobody knew of it yet when it was taken back."""
    mine = wait(room, place=None, booked_at=room, due_at=NOON, lasts=12)
    for _ in range(3):
        wait(room, place=None)
    interview = call(room)
    assert interview is not None
    skip_ticket(interview=interview, by=lan, now=at(1))
    assert stands(mine)[2:] == (1, False)
    assert mine.desk is None

    drop(mine, 1.3)

    assert stands(mine) == (AWAY, float(mine.number), 0, True)
    assert (mine.desk, mine.due_at, mine.lasts) == (room, NOON, 12)


def test_a_loss_long_after_an_unanswered_call_does_not_undo_it(room: Desk, lan: User, wait: Wait) -> None:
    mine, behind = wait(room, place=None), wait(room, place=None)
    interview = call(room)
    assert interview is not None
    skip_ticket(interview=interview, by=lan, now=at(1))

    drop(mine, 3)

    assert stands(mine) == (AWAY, behind.position + 1, 1, True)


def test_the_third_unanswered_call_ends_the_turn_only_when_no_broken_line_was_heard_of(room: Desk, wait: Wait) -> None:
    gone, dropped = wait(room, place=None, skips=2), wait(room, place=None, skips=2)
    second: Desk = DeskFactory(employer=room.employer, online=True)
    call(room), call(second)

    release_overdue(occasion=FAIR, now=at(1.5))
    assert stands(dropped)[0] == TicketState.CALLED
    drop(dropped, 1.6)
    release_overdue(occasion=FAIR, now=at(2.1))

    assert stands(gone)[0] == TicketState.EXPIRED
    assert stands(dropped) == (AWAY, float(dropped.number), 2, True)


def test_whose_line_is_down_is_not_absent(room: Desk, lan: User, wait: Wait) -> None:
    """They had said that they come."""
    mine = wait(room, place=None)
    interview = call(room)
    assert interview is not None
    acknowledge(interview=interview, by=seeker_user(mine.seeker), now=NOON)
    drop(mine, 0.5)
    with pytest.raises(NotYet):
        mark_absent(interview=interview, by=lan, now=at(3))

    mark_absent(interview=interview, by=lan, now=at(4))

    assert stands(mine) == (AWAY, float(mine.number), 0, True)
    back(mine, 9.9)
    assert stands(mine)[0] == WAITING


def test_a_place_that_was_held_when_the_talk_ended_is_kept_too(room: Desk, other: Desk, lan: User, wait: Wait) -> None:
    """Whoever ends a talk passes over rows that are held at that moment."""
    mine = wait(room, place=None, line_lost=True, state=BUSY)

    assert call(room) is None
    assert release_overdue(occasion=FAIR, now=at(1)) == 1

    assert (stands(mine)[0], mine.reconnect_until) == (AWAY, at(11))
    assert release_overdue(occasion=FAIR, now=at(2)) == 0


def test_who_comes_to_a_hall_after_losing_the_line_is_seen_there(room: Desk, table: Desk, wait: Wait) -> None:
    mine = wait(room, place=None)
    drop(mine, 1)
    assert table.place is not None
    clerk = staff(Role.FRONT_DESK, table.place.centre)

    keys = {"occasion": FAIR, "seeker": mine.seeker, "place": table.place, "by": clerk, "now": at(5)}
    follow_person(**keys, channels={room.employer_id: "online"})

    assert stands(mine) == (WAITING, float(mine.number), 0, False)
    assert mine.reconnect_until is None
    assert (called := call(room, 6)) is not None
    assert called.ticket == mine
