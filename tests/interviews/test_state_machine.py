"""Whatever people press, in whatever order: tickets and interviews move only as the tables of moves allow."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from nhipcau.accounts.models import User
from nhipcau.interviews import actions
from nhipcau.interviews.models import (
    ACTIVE,
    ENDED,
    Booking,
    Desk,
    Interview,
    InterviewState,
    QueueTicket,
    TicketState,
)
from nhipcau.interviews.rules.states import INTERVIEW_MOVES, TICKET_MOVES
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory, QueueTicketFactory
from tests.seekers.factories import seeker_user

States = tuple[dict[int, str], dict[int, str]]  # of tickets and of talks
TEN_MINUTES = timedelta(minutes=10)
TALK_STEPS = (
    "acknowledge",
    "start_interview",
    "finish_interview",
    "mark_absent",
    "remind_person",
    "skip_ticket",
    "fail_technically",
    "miss_employer",
    "hand_over",
)
STEPS = (
    "call_next",
    "call_colleague",
    "call_elsewhere",
    "leave_queue",
    "lose_connection",
    "reconnect",
    "lose_line",
    "find_line",
    "book",
    "release_overdue",
    *TALK_STEPS,
)


class Day(RuleBasedStateMachine):
    """One person at home, two rooms of one enterprise, one of another; time goes on by minutes between two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOON
        self.room: Desk = DeskFactory(online=True)
        self.other: Desk = DeskFactory(online=True, employer=self.room.employer)
        self.ticket: QueueTicket = QueueTicketFactory(desk=self.room, place=None)
        elsewhere = QueueTicketFactory(desk=DeskFactory(online=True), seeker=self.ticket.seeker, place=None)
        self.tickets: list[QueueTicket] = [self.ticket, elsewhere]
        self.elsewhere: Desk = Desk.objects.get(employer=elsewhere.employer)
        self.recruiters = {room.employer_id: recruiter(room.employer) for room in (self.room, self.elsewhere)}
        self.lan: User = self.recruiters[self.room.employer_id]
        self.down: dict[int, tuple[datetime, float, int]] = {}  # since when the line is, and the place that is kept
        self.person: User = seeker_user(self.ticket.seeker)
        self.streams = count(1)

    def states(self) -> States:
        for ticket in self.tickets:
            ticket.refresh_from_db()
        talks = Interview.objects.filter(ticket__in=self.tickets)
        return {ticket.pk: ticket.state for ticket in self.tickets}, dict(talks.values_list("pk", "state"))

    @rule(step=some.sampled_from(STEPS), minutes=some.sampled_from((0, 0, 0, 1, 2, 4, 11)))
    def press(self, step: str, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        before = self.states()
        use_case = self.use_case(step)
        if use_case is None:
            return
        try:
            use_case()
        except actions.Refused:
            assert self.states() == before
            return
        self.moved(before, self.states())
        if step in ("lose_line", "find_line"):
            self.down = {
                t.pk: self.down.get(t.pk, (self.now, t.position, t.skips)) for t in self.tickets if t.line_lost
            }

    @rule(
        step=some.sampled_from(TALK_STEPS),
        at=some.sampled_from(("call_next", "call_elsewhere")),
        minutes=some.integers(0, 4),
    )
    def drop_when_called(self, step: str, at: str, minutes: int) -> None:
        """The morning that matters most: called, perhaps answered, perhaps talking, and then the line breaks."""
        self.press(at, 0)
        self.press("acknowledge", 0)
        self.press("start_interview" if minutes % 2 else "remind_person", 0)
        self.press("lose_line", 0)
        self.press(step, minutes)
        self.press("release_overdue", 1)

    def moved(self, before: States, after: States) -> None:
        for pk, state in after[0].items():
            assert state in {before[0][pk], *TICKET_MOVES[before[0][pk]]}
        for pk, state in after[1].items():
            began = before[1].get(pk)
            assert state == InterviewState.CALLED if began is None else state in {began, *INTERVIEW_MOVES[began]}
        for ticket in self.tickets:
            if ticket.pk in self.down:
                self.kept(ticket, before[0][ticket.pk])

    def kept(self, ticket: QueueTicket, before: str) -> None:
        """The line is down, or is just found again: not called, not skipped, not ended by time within ten minutes."""
        since, position, skips = self.down[ticket.pk]
        assert (ticket.position, ticket.skips) == (position, skips)
        assert before == ticket.state or ticket.state != TicketState.CALLED
        assert self.now - since > TEN_MINUTES or ticket.state != TicketState.EXPIRED

    def use_case(self, step: str) -> Callable[[], Any] | None:
        """None when there is no interview yet to press it for."""
        now, ticket = self.now, self.ticket
        seeker = {"seeker_id": ticket.seeker_id, "stream": next(self.streams), "now": now}
        keys = {"occasion": ticket.occasion, "seeker": ticket.seeker, "employer": ticket.employer}
        soon = Booking(self.room, now + timedelta(minutes=5), 12)
        steps: dict[str, Callable[[], Any]] = {
            "call_next": lambda: actions.call_next(desk=self.room, by=self.lan, now=now),
            "call_colleague": lambda: actions.call_next(desk=self.other, by=self.lan, now=now),
            "call_elsewhere": lambda: actions.call_next(
                desk=self.elsewhere, by=self.recruiters[self.elsewhere.employer_id], now=now
            ),
            "leave_queue": lambda: actions.leave_queue(ticket=ticket, by=self.person, now=now),
            "lose_connection": lambda: actions.lose_connection(ticket=ticket, now=now),
            "reconnect": lambda: actions.reconnect(ticket=ticket, now=now),
            "lose_line": lambda: actions.lose_line(**seeker),
            "find_line": lambda: actions.find_line(**seeker),
            "book": lambda: actions.set_booking(**keys, booking=soon, by=self.person, now=now),
            "release_overdue": lambda: actions.release_overdue(occasion=ticket.occasion, now=now),
        }
        if step in steps:
            return steps[step]
        talk = Interview.objects.filter(seeker=ticket.seeker).order_by("-pk").first()
        if talk is None:
            return None
        by = self.person if step in ("acknowledge", "miss_employer") else self.recruiters[talk.employer_id]
        if step == "hand_over":
            if talk.employer_id != self.room.employer_id:
                return None
            to = self.other if talk.desk_id == self.room.pk else self.room
            return lambda: actions.hand_over(interview=talk, to=to, note="", by=by, now=now)
        return lambda: getattr(actions, step)(interview=talk, by=by, now=now)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        assert Interview.objects.filter(seeker=self.ticket.seeker, state__in=ACTIVE).count() <= 1
        for ticket in self.tickets:
            ticket.refresh_from_db()
            active = Interview.objects.filter(ticket=ticket, state__in=ACTIVE).count()
            assert active == (ticket.state in (TicketState.CALLED, TicketState.SERVING))
            assert (ticket.ended_at is not None) == (ticket.state in ENDED)
            assert (ticket.due_at is None) == (ticket.desk_id is None)


@pytest.mark.django_db
def test_every_illegal_step_is_refused_and_a_broken_line_costs_no_place() -> None:
    few = settings(max_examples=15, stateful_step_count=14, deadline=None)
    run_state_machine_as_test(Day, settings=few)
