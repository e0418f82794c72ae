"""Appointments in the queue: who is called when, and that the rule and the one statement keep the same order."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews import queries
from nhipcau.interviews.actions import (
    CannotBook,
    call_next,
    fail_technically,
    finish_interview,
    join_queue,
    set_booking,
    skip_ticket,
    start_interview,
)
from nhipcau.interviews.models import Booking, Channel, Desk, Interview, QueueTicket, TicketState
from nhipcau.interviews.rules.queue import CAP, callable_at
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory
from tests.seekers.factories import SeekerFactory, seeker_user


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def booked(desk: Desk, minutes: float, lasts: int = 15) -> dict[str, Any]:
    return {"desk": desk, "booked_at": desk, "due_at": at(minutes), "lasts": lasts}


def called_by(desk: Desk, by: User, minutes: float = 0) -> int | None:
    interview = call_next(desk=desk, by=by, now=at(minutes))
    return interview.ticket_id if interview else None


def test_who_is_due_comes_before_everybody(table: Desk, lan: User, wait: Wait) -> None:
    wait(in_front=True), wait(priority=True), wait()
    due = wait(**booked(table, -1))

    assert called_by(table, lan) == due.pk


def test_stand_by_fills_the_gap_before_an_appointment_that_is_far(table: Desk, lan: User, wait: Wait) -> None:
    wait(**booked(table, 12))
    stand_by = wait()

    assert called_by(table, lan) == stand_by.pk


def test_stand_by_waits_for_an_appointment_that_is_near_and_the_booked_person_comes_early(
    table: Desk, lan: User, wait: Wait
) -> None:
    wait()
    soon = wait(**booked(table, 10))

    assert called_by(table, lan) == soon.pk


def test_nobody_comes_early_whose_other_appointment_begins_meanwhile(table: Desk, lan: User, wait: Wait) -> None:
    other = DeskFactory()
    soon = wait(**booked(table, 10))
    wait(**booked(other, 12), seeker=soon.seeker)
    stand_by = wait()

    assert called_by(table, lan) is None
    assert called_by(table, lan, 13.5) == soon.pk
    stand_by.refresh_from_db()
    assert stand_by.state == TicketState.WAITING


def test_stand_by_is_not_called_away_from_an_appointment_of_their_own(table: Desk, lan: User, wait: Wait) -> None:
    busy_soon, free = wait(), wait()
    wait(**booked(DeskFactory(), 8), seeker=busy_soon.seeker)

    assert called_by(table, lan) == free.pk


@pytest.mark.parametrize(("minutes", "called"), [(1, False), (3, True)])
def test_after_three_minutes_stand_by_takes_the_slot_of_who_is_away(
    table: Desk, lan: User, wait: Wait, minutes: float, called: bool
) -> None:
    wait(**booked(table, 0), state=TicketState.AWAY, reconnect_until=at(10))
    stand_by = wait()

    assert called_by(table, lan, minutes) == (stand_by.pk if called else None)


def test_a_colleague_calls_who_is_due_at_a_table_on_a_break(table: Desk, lan: User, wait: Wait) -> None:
    colleague = DeskFactory(employer=table.employer, place=table.place)
    stand_by, due = wait(), wait(**booked(colleague, -1))
    assert called_by(table, lan) == stand_by.pk
    other = DeskFactory(employer=table.employer, place=table.place)
    Desk.objects.filter(pk=colleague.pk).update(paused_at=NOON)

    assert called_by(other, lan) == due.pk


def test_a_table_with_nobody_else_calls_who_is_booked_for_later(table: Desk, lan: User, wait: Wait) -> None:
    later = wait(**booked(table, 120))

    assert called_by(table, lan) == later.pk


def test_who_did_not_come_when_called_loses_the_appointment_not_the_place(table: Desk, lan: User, wait: Wait) -> None:
    late, stand_by = wait(**booked(table, -1)), wait()
    interview = call_next(desk=table, by=lan, now=NOON)
    assert interview is not None

    skip_ticket(interview=interview, by=lan, now=NOON)

    late.refresh_from_db()
    assert (late.state, late.due_at, late.skips) == (TicketState.WAITING, None, 1)
    assert called_by(table, lan) == stand_by.pk


def test_after_a_broken_line_the_appointment_is_kept(room: Desk, lan: User, wait: Wait) -> None:
    due = wait(**booked(room, -1))
    interview = call_next(desk=room, by=lan, now=NOON)
    assert interview is not None

    fail_technically(interview=interview, by=lan, now=NOON)

    due.refresh_from_db()
    assert (due.due_at, due.in_front) == (at(-1), True)
    assert called_by(room, lan) == due.pk


KINDS = ("-", "p", "f", "away", "here", "there", "both")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=some.lists(some.tuples(some.sampled_from(KINDS), some.integers(-6, 25)), max_size=9),
    on_a_break=some.booleans(),
)
def test_the_rule_and_the_statement_call_in_the_same_order(
    people: list[tuple[str, int]], on_a_break: bool, table: Desk, lan: User, wait: Wait
) -> None:
    QueueTicket.objects.update(state=TicketState.LEFT)
    before = list(Interview.objects.order_by("-pk").values_list("ticket__priority", flat=True)[: CAP - 1])[::-1]
    paused = NOON if on_a_break else None
    colleague = DeskFactory(employer=table.employer, place=table.place, paused_at=paused)
    elsewhere = DeskFactory()
    for kind, minutes in people:
        seeker = SeekerFactory()
        wait(
            seeker=seeker,
            priority=kind == "p",
            in_front=kind == "f",
            state=TicketState.AWAY if kind == "away" else TicketState.WAITING,
            **(booked(colleague if kind == "there" else table, minutes) if kind not in "-pf" else {}),
        )
        if kind == "both":
            wait(seeker=seeker, **booked(elsewhere, minutes + 5))
    desk = DeskFactory(employer=table.employer, place=table.place)
    QueueTicket.objects.filter(desk=table, state__in=("waiting", "away")).update(desk=desk)
    mine = QueueTicket.objects.filter(employer=table.employer, state__in=("waiting", "away")).select_related("desk")
    live = list(mine)
    expected = [t.pk for t in callable_at(desk, live, before, now=NOON, promised=queries.promised(live, now=NOON))]

    called = []
    while interview := call_next(desk=desk, by=lan, now=NOON):
        called.append(interview.ticket_id)
        start_interview(interview=interview, by=lan, now=NOON)
        finish_interview(interview=interview, by=lan, now=NOON)

    assert called == expected


def test_joining_with_an_appointment_makes_and_completes_the_same_ticket(table: Desk, operator: User) -> None:
    mine = {"occasion": table.occasion, "seeker": SeekerFactory(), "employer": table.employer, "vacancy": None}
    here = {"channel": table.channel, "place": table.place, "by": operator, "now": NOON}

    first = join_queue(**mine, **here)
    again = join_queue(**mine, **here, booking=Booking(table, at(30), 15))

    assert again == first
    first.refresh_from_db()
    assert (first.desk, first.due_at, first.lasts) == (table, at(30), 15)
    line = AuditRecord.objects.get(action="ticket.book")
    assert line.details["desk"] == table.pk


def test_an_appointment_moves_and_is_taken_back(table: Desk, room: Desk, wait: Wait, operator: User) -> None:
    ticket = wait()
    keys = {"occasion": table.occasion, "seeker": ticket.seeker, "employer": table.employer, "now": NOON}

    set_booking(**keys, booking=Booking(room, at(5), 10), by=operator)
    ticket.refresh_from_db()
    assert (ticket.desk, ticket.channel, ticket.place) == (room, Channel.ONLINE, table.place)

    set_booking(**keys, booking=None, by=seeker_user(ticket.seeker))
    ticket.refresh_from_db()
    assert (ticket.desk, ticket.due_at, ticket.lasts) == (None, None, None)
    assert set_booking(**keys | {"seeker": SeekerFactory()}, booking=None, by=operator) is None


def test_strangers_and_foreign_tables_book_nothing(table: Desk, wait: Wait, operator: User, lan: User) -> None:
    ticket, foreign = wait(), DeskFactory()
    keys = {"occasion": table.occasion, "seeker": ticket.seeker, "employer": table.employer, "now": NOON}

    for stranger in (seeker_user(SeekerFactory()), recruiter(foreign.employer), staff(Role.ARCHIVE, table.centre)):
        with pytest.raises(PermissionDenied):
            set_booking(**keys, booking=Booking(table, at(5), 10), by=stranger)
    with pytest.raises(CannotBook):
        set_booking(**keys, booking=Booking(foreign, at(5), 10), by=operator)
    ticket.refresh_from_db()
    assert ticket.due_at is None
    assert not AuditRecord.objects.filter(action="ticket.book").exists()
