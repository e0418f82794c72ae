"""Calling the next person: who it is, who it never is, and who may call."""

from datetime import timedelta
from random import Random

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.interviews.actions import CannotCall, call_next, finish_interview, pause_desk, resume_desk, start_interview
from nhipcau.interviews.models import ACTIVE, Desk, Interview, InterviewState, StateInterval, TicketState
from nhipcau.interviews.rules.queue import in_order
from tests.centres.factories import PlaceFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import SeekerFactory, seeker_user


def call(desk: Desk, by: User) -> Interview | None:
    return call_next(desk=desk, by=by, now=NOON)


def finish(interview: Interview, by: User) -> None:
    start_interview(interview=interview, by=by, now=NOON)
    finish_interview(interview=interview, by=by, now=NOON)


def test_the_first_in_the_queue_is_called_and_everybody_can_know(table: Desk, lan: User, wait: Wait) -> None:
    first, _second = wait(), wait()

    interview = call(table, lan)

    assert interview is not None
    first.refresh_from_db()
    assert (interview.ticket_id, interview.state, interview.room) == (first.pk, InterviewState.CALLED, "")
    assert (first.state, first.called_at, first.hold_until) == (TicketState.CALLED, NOON, NOON + timedelta(minutes=3))
    fact = OutboxMessage.objects.get(kind__endswith="PersonCalled")
    assert (fact.body["seeker_id"], fact.body["desk_id"]) == (first.seeker_id, table.pk)
    line = StateInterval.objects.get(interview=interview)
    assert (line.state, line.since, line.by_id) == ("called", NOON, lan.pk)


def test_a_double_click_calls_one_person(table: Desk, lan: User, wait: Wait) -> None:
    wait(), wait()

    first, again = call(table, lan), call(table, lan)

    assert first == again
    assert Interview.objects.count() == 1


def test_an_online_call_has_a_room_and_a_minute(room: Desk, lan: User, wait: Wait) -> None:
    ticket = wait(room)

    interview = call(room, lan)

    assert interview is not None
    ticket.refresh_from_db()
    assert len(interview.room) == 32
    assert ticket.hold_until == NOON + timedelta(seconds=60)


def test_nobody_waits_nobody_is_called(table: Desk, lan: User) -> None:
    assert call(table, lan) is None
    assert not Interview.objects.exists()


def test_a_table_calls_only_who_stands_in_its_hall(table: Desk, room: Desk, lan: User, wait: Wait) -> None:
    wait(room), wait(place=PlaceFactory(centre=table.centre))

    assert call(table, lan) is None


def test_a_room_calls_people_wherever_they_sit(room: Desk, lan: User, wait: Wait) -> None:
    ticket = wait(room, place=PlaceFactory())

    interview = call(room, lan)

    assert interview is not None
    assert interview.ticket_id == ticket.pk


def test_who_is_in_another_interview_is_passed_over_and_keeps_the_place(table: Desk, lan: User, wait: Wait) -> None:
    person, elsewhere = SeekerFactory(), DeskFactory()
    theirs = recruiter(elsewhere.employer)
    here, next_one = wait(seeker=person), wait()
    wait(elsewhere, seeker=person)
    other = call(elsewhere, theirs)
    assert other is not None
    here.refresh_from_db()
    assert here.state == TicketState.BUSY_ELSEWHERE

    interview = call(table, lan)

    assert interview is not None
    assert interview.ticket_id == next_one.pk
    finish(other, theirs)
    here.refresh_from_db()
    assert (here.state, here.position) == (TicketState.WAITING, float(here.number))
    finish(interview, lan)
    back = call(table, lan)
    assert back is not None
    assert back.ticket_id == here.pk


def test_a_ticket_left_busy_by_accident_is_callable_when_the_person_is_free(table: Desk, lan: User, wait: Wait) -> None:
    ticket = wait(state=TicketState.BUSY_ELSEWHERE)

    interview = call(table, lan)

    assert interview is not None
    assert interview.ticket_id == ticket.pk


def test_who_is_away_is_not_called(table: Desk, lan: User, wait: Wait) -> None:
    wait(away=True)

    assert call(table, lan) is None


def test_who_was_put_back_in_front_comes_before_the_priority_group(table: Desk, lan: User, wait: Wait) -> None:
    wait()
    wait(priority=True)
    failed = wait(in_front=True)

    interview = call(table, lan)

    assert interview is not None
    assert interview.ticket_id == failed.pk


def test_one_of_three_calls_goes_to_the_priority_group(table: Desk, lan: User, wait: Wait) -> None:
    others = [wait() for _ in range(4)]
    first = [wait(priority=True) for _ in range(2)]

    called = []
    while interview := call(table, lan):
        called.append(interview.ticket_id)
        finish(interview, lan)

    expected = [first[0], others[0], others[1], first[1], others[2], others[3]]
    assert called == [ticket.pk for ticket in expected]


def test_a_desk_on_a_break_calls_nobody_until_it_is_taken_up(table: Desk, lan: User, wait: Wait) -> None:
    ticket = wait()
    pause_desk(desk=table, by=lan, now=NOON)

    with pytest.raises(CannotCall) as refusal:
        call(table, lan)

    assert len(refusal.value.reasons) == 1
    ticket.refresh_from_db()
    assert ticket.state == TicketState.WAITING
    resume_desk(desk=table, by=lan, now=NOON)
    assert call(table, lan) is not None


@pytest.mark.parametrize("field", ["closed_at", "stopped_at"])
def test_a_closed_or_stopped_desk_calls_nobody(field: str, lan: User, table: Desk, wait: Wait) -> None:
    wait()
    setattr(table, field, NOON)
    table.save()

    with pytest.raises(CannotCall):
        call(table, lan)

    assert not Interview.objects.exists()


def test_staff_of_the_desks_centre_may_call_for_a_recruiter(table: Desk, operator: User, wait: Wait) -> None:
    wait()

    assert call(table, operator) is not None


def test_nobody_else_may_call(table: Desk, wait: Wait) -> None:
    ticket = wait()
    strangers = [recruiter(), staff(Role.OPERATOR), staff(Role.FRONT_DESK, table.centre), seeker_user(ticket.seeker)]

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            call(table, stranger)

    ticket.refresh_from_db()
    assert ticket.state == TicketState.WAITING
    assert not Interview.objects.exists()


def test_the_database_refuses_a_second_active_interview_of_a_person(table: Desk, wait: Wait, lan: User) -> None:
    """The wall behind the statement: a person who is called elsewhere at the same moment stays in the queue."""
    person = SeekerFactory()
    ticket = wait(seeker=person)
    InterviewFactory(ticket__seeker=person, state=InterviewState.CALLED)

    assert call(table, lan) is None

    ticket.refresh_from_db()
    assert ticket.state in (TicketState.WAITING, TicketState.BUSY_ELSEWHERE)
    assert Interview.objects.filter(seeker=person, state__in=ACTIVE).count() == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_statement_calls_in_the_order_of_the_rule(seed: int, table: Desk, lan: User, wait: Wait) -> None:
    chance = Random(seed)
    people = [wait(priority=chance.random() < 0.4, in_front=chance.random() < 0.15) for _ in range(12)]

    called = []
    while interview := call(table, lan):
        called.append(interview.ticket_id)
        finish(interview, lan)

    assert called == [ticket.pk for ticket in in_order(people, now=NOON)]
