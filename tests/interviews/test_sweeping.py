"""What time does by itself, and the end of the day."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.interviews.actions import (
    acknowledge,
    call_next,
    close_desk,
    close_occasion,
    release_all_overdue,
    release_overdue,
    resume_calls,
    send_reminder,
    stop_calls,
)
from nhipcau.interviews.models import Desk, InterviewState, Occasion, TicketState
from nhipcau.interviews.receivers import release_overdue as every_20_seconds
from nhipcau.messaging.models import SmsMessage
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import SeekerFactory, seeker_user

FAIR = Occasion("fair", 1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def test_an_unanswered_online_call_goes_back_after_a_minute(room: Desk, lan: User, wait: Wait) -> None:
    ticket = wait(room)
    interview = call_next(desk=room, by=lan, now=NOON)
    assert interview is not None

    assert release_overdue(occasion=FAIR, now=NOON + MINUTE - SECOND) == 0
    assert release_overdue(occasion=FAIR, now=NOON + MINUTE + SECOND) == 1

    ticket.refresh_from_db()
    interview.refresh_from_db()
    assert (ticket.state, ticket.skips, interview.state) == (TicketState.WAITING, 1, InterviewState.CANCELLED)
    assert call_next(desk=room, by=lan, now=NOON + 2 * MINUTE) is not None


def test_who_answered_in_time_is_not_put_back(room: Desk, lan: User, wait: Wait) -> None:
    ticket = wait(room)
    interview = call_next(desk=room, by=lan, now=NOON)
    assert interview is not None
    acknowledge(interview=interview, by=seeker_user(ticket.seeker), now=NOON + MINUTE)

    release_overdue(occasion=FAIR, now=NOON + 3 * MINUTE)

    interview.refresh_from_db()
    assert interview.state == InterviewState.CALLED


def test_in_the_hall_the_late_are_reminded_once_and_stay_called(table: Desk, lan: User, wait: Wait) -> None:
    wait()
    interview = call_next(desk=table, by=lan, now=NOON)
    assert interview is not None

    for minutes in (1, 2, 30):
        release_overdue(occasion=FAIR, now=NOON + minutes * MINUTE)

    interview.refresh_from_db()
    assert (interview.state, interview.reminded_at) == (InterviewState.CALLED, NOON + MINUTE)
    assert OutboxMessage.objects.filter(kind__endswith="PersonReminded").count() == 1


def test_who_is_away_too_long_loses_the_place(wait: Wait) -> None:
    ticket = wait(state=TicketState.AWAY, reconnect_until=NOON)

    assert release_overdue(occasion=FAIR, now=NOON) == 0
    assert release_overdue(occasion=FAIR, now=NOON + SECOND) == 1

    ticket.refresh_from_db()
    assert ticket.state == TicketState.EXPIRED


def test_time_passes_on_every_occasion(table: Desk, wait: Wait) -> None:
    wait(occasion_id=7, state=TicketState.AWAY, reconnect_until=NOON)
    InterviewFactory(called_at=NOON - MINUTE)

    assert release_all_overdue(now=NOON + SECOND) == 2
    assert release_all_overdue(now=NOON + SECOND) == 0
    every_20_seconds(0)


@pytest.mark.parametrize(
    ("phone", "agrees", "sent"), [("0912345678", True, 1), ("0912345678", False, 0), ("", True, 0)]
)
def test_a_reminder_is_one_message_to_who_agreed_and_has_a_phone(
    phone: str, agrees: bool, sent: int, room: Desk, agree: object
) -> None:
    seeker = SeekerFactory(phone=phone)
    interview = InterviewFactory(desk=room, ticket__seeker=seeker)
    if agrees:
        agree(seeker, "messages")  # type: ignore[operator]

    for _delivery in range(2):
        send_reminder(interview_id=interview.pk, now=NOON)

    messages = list(SmsMessage.objects.all())
    assert len(messages) == sent
    assert all(f"{room.number}" in message.words and message.to == phone for message in messages)


def test_nobody_is_reminded_of_a_call_that_is_over(table: Desk, agree: object) -> None:
    seeker = SeekerFactory(phone="0912345678")
    agree(seeker, "messages")  # type: ignore[operator]
    talk = InterviewFactory(desk=table, talking=True, ticket__seeker=seeker)

    send_reminder(interview_id=talk.pk, now=NOON)

    assert not SmsMessage.objects.exists()


def test_the_end_of_the_day_ends_everything_honestly(table: Desk, room: Desk, operator: User, wait: Wait) -> None:
    talk, call = InterviewFactory(desk=table, talking=True), InterviewFactory(desk=room)
    waiting, away, left = wait(), wait(state="away"), wait(state="left")

    for _click in range(2):
        close_occasion(occasion=FAIR, by=operator, now=NOON)

    tickets = [talk.ticket, call.ticket, waiting, away, left]
    for row in (*tickets, talk, call, table, room):
        row.refresh_from_db()
    assert [ticket.state for ticket in tickets] == ["served", "unserved", "unserved", "unserved", "left"]
    assert (talk.state, call.state) == (InterviewState.DONE, InterviewState.CANCELLED)
    assert (table.closed_at, room.closed_at) == (NOON, NOON)


def test_stopping_calls_lets_talks_go_on(table: Desk, operator: User) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    stop_calls(occasion=FAIR, by=operator, now=NOON)

    table.refresh_from_db()
    talk.refresh_from_db()
    assert (table.stopped_at, table.closed_at, talk.state) == (NOON, None, InterviewState.IN_PROGRESS)


def test_a_desk_is_given_back_once(table: Desk, lan: User) -> None:
    for minutes in range(2):
        closed = close_desk(desk=table, by=lan, now=NOON + minutes * MINUTE)

    assert closed.closed_at == NOON


def test_calls_go_on_at_the_desks_that_were_stopped_and_at_no_other(table: Desk, room: Desk, operator: User) -> None:
    elsewhere = DeskFactory(occasion_id=2, stopped_at=NOON)
    close_desk(desk=room, by=operator, now=NOON)
    stop_calls(occasion=FAIR, by=operator, now=NOON)

    resume_calls(occasion=FAIR, by=operator)

    for desk in (table, room, elsewhere):
        desk.refresh_from_db()
    assert (table.stopped_at, room.closed_at, elsewhere.stopped_at) == (None, NOON, NOON)


def still_stopped(*, occasion: Occasion, by: User, now: datetime) -> None:
    resume_calls(occasion=occasion, by=by)


@pytest.mark.parametrize("end", [close_occasion, stop_calls, still_stopped])
def test_only_who_runs_sessions_may_end_one(end: object, table: Desk, lan: User, wait: Wait) -> None:
    ticket = wait()

    for stranger in (lan, staff(Role.FRONT_DESK, table.centre), seeker_user(ticket.seeker)):
        with pytest.raises(PermissionDenied):
            end(occasion=FAIR, by=stranger, now=NOON)  # type: ignore[operator]

    ticket.refresh_from_db()
    table.refresh_from_db()
    assert (ticket.state, table.closed_at, table.stopped_at) == (TicketState.WAITING, None, None)
