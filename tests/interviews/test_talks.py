"""From the call to the end: answering, starting, being late, failing lines."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.interviews.actions import (
    IllegalMove,
    NotYet,
    acknowledge,
    call_next,
    fail_technically,
    finish_interview,
    mark_absent,
    miss_employer,
    remind_person,
    skip_ticket,
    start_interview,
)
from nhipcau.interviews.models import Desk, Interview, InterviewState, StateInterval, TicketState
from tests.centres.factories import PlaceFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import InterviewFactory
from tests.seekers.factories import SeekerFactory, seeker_user


def after(minutes: float) -> object:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def online(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room)
    return made


@pytest.fixture
def in_hall(table: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=table)
    return made


def test_an_online_talk_starts_only_after_the_answer(online: Interview, lan: User) -> None:
    with pytest.raises(IllegalMove):
        start_interview(interview=online, by=lan, now=NOON)
    online.refresh_from_db()
    assert online.state == InterviewState.CALLED

    user = seeker_user(online.seeker)
    for _click in range(2):
        answered = acknowledge(interview=online, by=user, now=NOON)
    started = start_interview(interview=answered, by=lan, now=NOON)

    assert (answered.acknowledged_at, started.state, started.started_at) == (NOON, InterviewState.IN_PROGRESS, NOON)
    started.ticket.refresh_from_db()
    assert started.ticket.state == TicketState.SERVING


def test_in_the_hall_the_recruiter_sees_them_and_starts(in_hall: Interview, lan: User) -> None:
    assert acknowledge(interview=in_hall, by=lan, now=NOON).acknowledged_at == NOON
    assert start_interview(interview=in_hall, by=lan, now=NOON).state == InterviewState.IN_PROGRESS


def test_nobody_answers_an_online_call_for_the_person(online: Interview, lan: User) -> None:
    for stranger in (lan, seeker_user(SeekerFactory()), staff(Role.FRONT_DESK), recruiter()):
        with pytest.raises(PermissionDenied):
            acknowledge(interview=online, by=stranger, now=NOON)

    online.refresh_from_db()
    assert online.acknowledged_at is None


def test_staff_of_the_meeting_point_answer_for_who_sits_there(online: Interview) -> None:
    online.ticket.place = PlaceFactory()
    online.ticket.save()

    officer = staff(Role.SITE_OFFICER, online.ticket.place.centre)

    assert acknowledge(interview=online, by=officer, now=NOON).acknowledged_at == NOON


def test_an_answer_to_a_call_that_is_over_says_so(online: Interview, lan: User) -> None:
    skip_ticket(interview=online, by=lan, now=NOON)

    with pytest.raises(IllegalMove):
        acknowledge(interview=online, by=seeker_user(online.seeker), now=NOON)


def test_finishing_ends_the_turn_once(table: Desk, lan: User) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    for _click in range(2):
        done = finish_interview(interview=talk, by=lan, now=NOON)

    assert (done.state, done.ended_at) == (InterviewState.DONE, NOON)
    done.ticket.refresh_from_db()
    assert done.ticket.state == TicketState.SERVED
    assert list(StateInterval.objects.filter(interview=talk).values_list("state", flat=True)) == ["done"]
    assert OutboxMessage.objects.get(kind__endswith="InterviewEnded").body["state"] == "done"


def test_a_talk_that_did_not_start_cannot_end(in_hall: Interview, lan: User) -> None:
    with pytest.raises(IllegalMove):
        finish_interview(interview=in_hall, by=lan, now=NOON)

    in_hall.refresh_from_db()
    assert in_hall.state == InterviewState.CALLED


def test_skipped_people_go_two_places_back_twice_and_then_lose_the_turn(table: Desk, lan: User, wait: Wait) -> None:
    late = wait()
    behind = [wait() for _ in range(6)]

    called = []
    while interview := call_next(desk=table, by=lan, now=NOON):
        called.append(interview.ticket_id)
        if interview.ticket_id == late.pk:
            skip_ticket(interview=interview, by=lan, now=NOON)
        else:
            start_interview(interview=interview, by=lan, now=NOON)
            finish_interview(interview=interview, by=lan, now=NOON)

    others = [ticket.pk for ticket in behind]
    assert called == [late.pk, *others[:2], late.pk, *others[2:4], late.pk, *others[4:]]
    late.refresh_from_db()
    assert (late.state, late.skips) == (TicketState.EXPIRED, 2)


def test_skipping_twice_by_a_double_click_is_one_skip(in_hall: Interview, lan: User) -> None:
    for _click in range(2):
        ticket = skip_ticket(interview=in_hall, by=lan, now=NOON)

    assert (ticket.state, ticket.skips) == (TicketState.WAITING, 1)


def test_absent_takes_a_reminder_and_three_minutes(in_hall: Interview, lan: User) -> None:
    with pytest.raises(NotYet) as first:
        mark_absent(interview=in_hall, by=lan, now=after(1))
    in_hall.refresh_from_db()
    assert (in_hall.state, in_hall.reminded_at) == (InterviewState.CALLED, after(1))
    assert first.value.ready_at == after(3)
    with pytest.raises(NotYet):
        mark_absent(interview=in_hall, by=lan, now=NOON + timedelta(seconds=179))

    for _click in range(2):
        absent = mark_absent(interview=in_hall, by=lan, now=after(3))

    assert absent.state == InterviewState.WORKER_ABSENT
    absent.ticket.refresh_from_db()
    assert absent.ticket.state == TicketState.EXPIRED
    assert OutboxMessage.objects.filter(kind__endswith="PersonReminded").count() == 1


def test_a_late_reminder_gives_a_minute_more(in_hall: Interview, lan: User) -> None:
    remind_person(interview=in_hall, by=lan, now=after(5))

    with pytest.raises(NotYet) as refusal:
        mark_absent(interview=in_hall, by=lan, now=after(5.5))

    assert refusal.value.ready_at == after(6)


def test_who_is_talking_is_not_absent(table: Desk, lan: User) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    for refused in (mark_absent, remind_person, skip_ticket):
        with pytest.raises(IllegalMove):
            refused(interview=talk, by=lan, now=after(9))

    talk.refresh_from_db()
    assert (talk.state, talk.reminded_at) == (InterviewState.IN_PROGRESS, None)


@pytest.mark.parametrize("talking", [False, True])
def test_a_failed_line_puts_the_person_in_front(talking: bool, room: Desk, lan: User, wait: Wait) -> None:
    wait(room)
    call = InterviewFactory(desk=room, talking=talking)

    for _click in range(2):
        ticket = fail_technically(interview=call, by=lan, now=NOON)

    call.refresh_from_db()
    assert call.state == InterviewState.TECHNICAL_FAILURE
    assert (ticket.state, ticket.in_front, ticket.skips) == (TicketState.WAITING, True, 0)
    again = call_next(desk=room, by=lan, now=NOON)
    assert again is not None
    assert again.ticket_id == ticket.pk


def test_the_person_may_say_that_the_line_failed_and_strangers_may_not(online: Interview) -> None:
    for stranger in (seeker_user(SeekerFactory()), recruiter(), staff(Role.OPERATOR)):
        with pytest.raises(PermissionDenied):
            fail_technically(interview=online, by=stranger, now=NOON)
    online.refresh_from_db()
    assert online.state == InterviewState.CALLED

    assert fail_technically(interview=online, by=seeker_user(online.seeker), now=NOON).in_front


def test_a_person_who_answered_and_met_nobody_goes_in_front(online: Interview) -> None:
    user = seeker_user(online.seeker)
    with pytest.raises(IllegalMove):
        miss_employer(interview=online, by=user, now=after(5))
    acknowledge(interview=online, by=user, now=NOON)
    with pytest.raises(IllegalMove):
        miss_employer(interview=online, by=user, now=after(2))

    ticket = miss_employer(interview=online, by=user, now=after(3))

    online.refresh_from_db()
    assert (online.state, ticket.state, ticket.in_front) == ("employer_absent", TicketState.WAITING, True)


@pytest.mark.parametrize(
    "use_case", [start_interview, finish_interview, skip_ticket, mark_absent, remind_person, fail_technically]
)
def test_the_desks_buttons_are_for_its_enterprise_and_centre(use_case: object, in_hall: Interview) -> None:
    for stranger in (recruiter(), staff(Role.OPERATOR), staff(Role.FRONT_DESK, in_hall.desk.centre)):
        with pytest.raises(PermissionDenied):
            use_case(interview=in_hall, by=stranger, now=after(9))  # type: ignore[operator]

    in_hall.refresh_from_db()
    assert (in_hall.state, in_hall.reminded_at) == (InterviewState.CALLED, None)
