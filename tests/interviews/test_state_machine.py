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

States = tuple[str, tuple[tuple[int, str], ...]]
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
    """One person, two rooms of one enterprise; time goes on by minutes between two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOON
        self.room: Desk = DeskFactory(online=True)
        self.other: Desk = DeskFactory(online=True, employer=self.room.employer)
        self.ticket: QueueTicket = QueueTicketFactory(desk=self.room, place=None)
        self.lan: User = recruiter(self.room.employer)
        self.person: User = seeker_user(self.ticket.seeker)
        self.streams = count(1)

    def states(self) -> States:
        self.ticket.refresh_from_db()
        talks = Interview.objects.filter(ticket=self.ticket).order_by("pk")
        return self.ticket.state, tuple(talks.values_list("pk", "state"))

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

    def moved(self, before: States, after: States) -> None:
        assert after[0] == before[0] or after[0] in TICKET_MOVES[before[0]]
        known = dict(before[1])
        for pk, state in after[1]:
            began = known.get(pk)
            assert state == InterviewState.CALLED if began is None else state in {began, *INTERVIEW_MOVES[began]}

    def use_case(self, step: str) -> Callable[[], Any] | None:
        """None when there is no interview yet to press it for."""
        now, ticket = self.now, self.ticket
        seeker = {"seeker_id": ticket.seeker_id, "stream": next(self.streams), "now": now}
        keys = {"occasion": ticket.occasion, "seeker": ticket.seeker, "employer": ticket.employer}
        soon = Booking(self.room, now + timedelta(minutes=5), 12)
        steps: dict[str, Callable[[], Any]] = {
            "call_next": lambda: actions.call_next(desk=self.room, by=self.lan, now=now),
            "call_colleague": lambda: actions.call_next(desk=self.other, by=self.lan, now=now),
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
        talk = Interview.objects.filter(ticket=ticket).order_by("-pk").first()
        if talk is None:
            return None
        by = self.person if step in ("acknowledge", "miss_employer") else self.lan
        if step == "hand_over":
            to = self.other if talk.desk_id == self.room.pk else self.room
            return lambda: actions.hand_over(interview=talk, to=to, note="", by=by, now=now)
        return lambda: getattr(actions, step)(interview=talk, by=by, now=now)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        active = Interview.objects.filter(ticket=self.ticket, state__in=ACTIVE).count()
        self.ticket.refresh_from_db()
        assert active == (self.ticket.state in (TicketState.CALLED, TicketState.SERVING))
        assert (self.ticket.ended_at is not None) == (self.ticket.state in ENDED)
        assert (self.ticket.due_at is None) == (self.ticket.desk_id is None)


@pytest.mark.django_db
def test_every_illegal_step_is_refused_and_changes_nothing() -> None:
    few = settings(max_examples=15, stateful_step_count=14, deadline=None)
    run_state_machine_as_test(Day, settings=few)
