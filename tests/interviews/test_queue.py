"""Joining, leaving, stepping away and coming back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.interviews.actions import IllegalMove, call_next, join_queue, leave_queue, lose_connection, reconnect
from nhipcau.interviews.actions.moves import move_ticket
from nhipcau.interviews.models import Desk, InterviewState, QueueTicket, TicketState
from nhipcau.seekers.models import Seeker
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import SeekerFactory, seeker_user

LATER = NOON + timedelta(minutes=10)


def join(desk: Desk, seeker: Seeker, by: User, **more: object) -> QueueTicket:
    values = {"vacancy": None, "channel": desk.channel, "place": desk.place, **more}
    return join_queue(
        occasion=desk.occasion,
        seeker=seeker,
        employer=desk.employer,
        by=by,
        now=NOON,
        **values,  # type: ignore[arg-type]
    )


def test_people_queue_in_the_order_they_come(table: Desk) -> None:
    door = staff(Role.FRONT_DESK, table.centre)
    first, second = (join(table, SeekerFactory(), door) for _ in range(2))

    assert [(t.number, t.position, t.state) for t in (first, second)] == [(1, 1.0, "waiting"), (2, 2.0, "waiting")]
    assert first.joined_at == NOON


def test_joining_again_gives_the_same_ticket(table: Desk) -> None:
    seeker = SeekerFactory()
    user = seeker_user(seeker)

    assert join(table, seeker, user) == join(table, seeker, user)
    assert QueueTicket.objects.count() == 1


def test_after_the_talk_joining_again_is_not_a_second_talk(table: Desk) -> None:
    done = InterviewFactory(desk=table, done=True)

    assert join(table, done.seeker, seeker_user(done.seeker)) == done.ticket


def test_who_left_may_queue_again_at_the_end_with_the_same_number(table: Desk, wait: Wait) -> None:
    seeker = SeekerFactory()
    user = seeker_user(seeker)
    old = join(table, seeker, user)
    wait(position=7)
    leave_queue(ticket=old, by=user, now=NOON)

    again = join(table, seeker, user)

    assert (again.number, again.position) == (old.number, 8.0)


def test_a_person_has_one_number_in_all_queues_and_it_can_be_given(table: Desk) -> None:
    door, seeker, other = staff(Role.FRONT_DESK, table.centre), SeekerFactory(), DeskFactory()
    given = join(table, seeker, door, number=131)

    assert given.number == 131
    assert join(other, seeker, door, place=table.place).number == 131
    assert join(table, SeekerFactory(), door).number == 132


@pytest.mark.parametrize(
    ("about", "ahead"),
    [
        ({}, False),
        ({"is_pregnant": True}, True),
        ({"has_disability": True}, True),
        ({"birth_date": date(1966, 3, 10)}, True),
    ],
)
def test_the_law_says_who_goes_ahead(about: dict[str, object], ahead: bool, table: Desk) -> None:
    seeker = SeekerFactory(**about)

    assert join(table, seeker, seeker_user(seeker)).priority is ahead


def test_who_is_in_a_talk_elsewhere_joins_as_busy(table: Desk) -> None:
    talk = InterviewFactory(talking=True)

    assert join(table, talk.seeker, seeker_user(talk.seeker)).state == TicketState.BUSY_ELSEWHERE


def test_strangers_may_not_queue_for_a_person(table: Desk) -> None:
    seeker = SeekerFactory()
    strangers = [seeker_user(SeekerFactory()), recruiter(table.employer), staff(Role.FRONT_DESK), staff(Role.MANAGER)]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            join(table, seeker, stranger)

    assert not QueueTicket.objects.exists()


def test_leaving_takes_a_call_back(table: Desk, wait: Wait, lan: User) -> None:
    ticket = wait()
    interview = call_next(desk=table, by=lan, now=NOON)
    assert interview is not None
    user = seeker_user(ticket.seeker)

    for _click in range(2):
        ticket = leave_queue(ticket=ticket, by=user, now=NOON)

    interview.refresh_from_db()
    assert (ticket.state, ticket.ended_at) == (TicketState.LEFT, NOON)
    assert interview.state == InterviewState.CANCELLED


def test_leaving_does_not_stop_a_talk(table: Desk) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    with pytest.raises(IllegalMove):
        leave_queue(ticket=talk.ticket, by=seeker_user(talk.seeker), now=NOON)

    talk.refresh_from_db()
    assert talk.state == InterviewState.IN_PROGRESS


def test_only_the_person_and_their_desk_staff_may_leave_for_them(table: Desk, wait: Wait) -> None:
    ticket = wait()

    for stranger in (seeker_user(SeekerFactory()), staff(Role.FRONT_DESK), recruiter(table.employer)):
        with pytest.raises(PermissionDenied):
            leave_queue(ticket=ticket, by=stranger, now=NOON)

    ticket.refresh_from_db()
    assert ticket.state == TicketState.WAITING
    assert leave_queue(ticket=ticket, by=staff(Role.FRONT_DESK, table.centre), now=NOON).state == TicketState.LEFT


def test_the_place_is_kept_for_ten_minutes_to_the_second(wait: Wait) -> None:
    ticket = lose_connection(ticket=wait(), now=NOON)
    assert (ticket.state, ticket.reconnect_until) == (TicketState.AWAY, LATER)

    back = reconnect(ticket=ticket, now=LATER)

    assert (back.state, back.position, back.reconnect_until) == (TicketState.WAITING, ticket.position, None)


def test_after_ten_minutes_the_place_is_gone(wait: Wait) -> None:
    ticket = lose_connection(ticket=wait(), now=NOON)

    back = reconnect(ticket=ticket, now=LATER + timedelta(seconds=1))

    assert (back.state, back.ended_at) == (TicketState.EXPIRED, LATER + timedelta(seconds=1))


@pytest.mark.parametrize("state", ["called", "serving", "served", "left", "busy_elsewhere"])
def test_a_lost_line_changes_nothing_unless_one_waits(state: str, wait: Wait) -> None:
    assert lose_connection(ticket=wait(state=state), now=NOON).state == state
    assert reconnect(ticket=wait(state=state), now=NOON).state == state


@pytest.mark.parametrize("state", ["served", "expired", "left", "unserved"])
@pytest.mark.parametrize("to", TicketState)
def test_an_ended_ticket_never_moves_again(state: str, to: TicketState, wait: Wait) -> None:
    with pytest.raises(IllegalMove):
        move_ticket(wait(state=state), to, now=NOON)


def test_the_database_refuses_a_second_live_ticket(table: Desk, wait: Wait) -> None:
    ticket = wait()

    with pytest.raises(IntegrityError), transaction.atomic():
        wait(seeker=ticket.seeker)
