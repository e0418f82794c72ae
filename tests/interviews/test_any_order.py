"""Whatever people tap, in whatever order: tickets and interviews never contradict each other."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from nhipcau.interviews import actions
from nhipcau.interviews.models import ACTIVE, ENDED, Interview, InterviewState, QueueTicket, StateInterval, TicketState
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory
from tests.seekers.factories import SeekerFactory, seeker_user

PEOPLE, ENTERPRISES = 3, 2
DURING = {"called": "called", "in_progress": "serving"}
anyone, anywhere = some.integers(0, PEOPLE - 1), some.integers(0, 2 * ENTERPRISES - 1)


class FairDay(RuleBasedStateMachine):
    """Three people, two enterprises, each with a table and a room. Refusals are fine, contradictions are not."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = NOON
        self.people = [SeekerFactory() for _ in range(PEOPLE)]
        tables = [DeskFactory() for _ in range(ENTERPRISES)]
        self.desks = tables + [DeskFactory(employer=table.employer, online=True) for table in tables]
        self.recruiters = {table.employer_id: recruiter(table.employer) for table in tables}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def tap(self, use_case: Callable[..., object], **what: object) -> None:
        with contextlib.suppress(actions.Refused):
            use_case(**what, now=self.now)

    def on(self, desk: int, use_case: Callable[..., object], **more: object) -> None:
        """A tap at a desk, about whoever was called there last."""
        interview = Interview.objects.filter(desk=self.desks[desk]).order_by("pk").last()
        if interview is not None:
            self.tap(use_case, interview=interview, by=self.recruiters[interview.employer_id], **more)

    @rule(seconds=some.sampled_from([1, 61, 185, 605]))
    def time_passes(self, seconds: int) -> None:
        self.now: datetime = self.now + timedelta(seconds=seconds)
        actions.release_all_overdue(now=self.now)

    @rule(person=anyone, desk=anywhere)
    def join(self, person: int, desk: int) -> None:
        seeker, at = self.people[person], self.desks[desk]
        keys = {"occasion": at.occasion, "employer": at.employer, "channel": at.channel, "place": at.place}
        self.tap(actions.join_queue, **keys, seeker=seeker, vacancy=None, by=seeker_user(seeker))

    @rule(desk=anywhere)
    def call(self, desk: int) -> None:
        at = self.desks[desk]
        self.tap(actions.call_next, desk=at, by=self.recruiters[at.employer_id])

    @rule(person=anyone)
    def answer(self, person: int) -> None:
        seeker = self.people[person]
        interview = Interview.objects.filter(seeker=seeker).order_by("pk").last()
        if interview is not None:
            self.tap(actions.acknowledge, interview=interview, by=seeker_user(seeker))

    @rule(
        desk=anywhere,
        use_case=some.sampled_from(
            [
                actions.start_interview,
                actions.finish_interview,
                actions.skip_ticket,
                actions.mark_absent,
                actions.remind_person,
                actions.fail_technically,
            ]
        ),
    )
    def at_the_desk(self, desk: int, use_case: Callable[..., object]) -> None:
        self.on(desk, use_case)

    @rule(desk=anywhere, stage=some.sampled_from(["pool", "offer_accepted", "not_suitable", "started"]))
    def result(self, desk: int, stage: str) -> None:
        self.on(desk, actions.record_outcome, stage=stage, reason="pay" if stage == "not_suitable" else "")

    @rule(person=anyone, back=some.booleans())
    def step_away(self, person: int, back: bool) -> None:
        for ticket in QueueTicket.objects.filter(seeker=self.people[person]):
            self.tap(actions.reconnect if back else actions.lose_connection, ticket=ticket)

    @rule(person=anyone)
    def leave(self, person: int) -> None:
        seeker = self.people[person]
        for ticket in QueueTicket.objects.filter(seeker=seeker):
            self.tap(actions.leave_queue, ticket=ticket, by=seeker_user(seeker))

    @invariant()
    def a_ticket_is_called_exactly_while_its_interview_is(self) -> None:
        active = Interview.objects.filter(state__in=ACTIVE)
        during = {interview.ticket_id: DURING[interview.state] for interview in active}
        tickets = QueueTicket.objects.filter(state__in=("called", "serving"))
        assert during == {ticket.pk: ticket.state for ticket in tickets}

    @invariant()
    def nobody_is_kept_busy_for_nothing(self) -> None:
        busy = set(QueueTicket.objects.filter(state=TicketState.BUSY_ELSEWHERE).values_list("seeker_id", flat=True))
        active = list(Interview.objects.filter(state__in=ACTIVE).values_list("seeker_id", flat=True))
        assert busy <= set(active)
        assert len(active) == len(set(active))
        waiting = QueueTicket.objects.filter(seeker_id__in=active, state=TicketState.WAITING)
        assert not waiting.exclude(seeker_id__in=busy | set(active)).exists()

    @invariant()
    def what_has_ended_says_when_and_every_state_was_kept(self) -> None:
        assert not QueueTicket.objects.filter(state__in=ENDED, ended_at=None).exists()
        for interview in Interview.objects.all():
            assert (interview.ended_at is None) == (interview.state in ACTIVE)
            kept = list(StateInterval.objects.filter(interview=interview).order_by("pk").values_list("state", "since"))
            assert kept[0] == (InterviewState.CALLED, interview.called_at)
            assert kept[-1][0] == interview.state
            assert [since for _state, since in kept] == sorted(since for _state, since in kept)


@pytest.mark.django_db
def test_no_order_of_taps_makes_a_contradiction() -> None:
    run_state_machine_as_test(
        FairDay,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
