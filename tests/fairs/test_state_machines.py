"""Whatever people and enterprises do, in whatever order: they move only as fairs may move them, and a refusal changes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, Participation, Registration, SessionSite
from nhipcau.fairs.rules import taking_part as rules
from nhipcau.interviews.models import ACTIVE, ENDED, Desk, Interview, QueueTicket
from tests.centres.factories import staff
from tests.employers.factories import recruiter
from tests.fairs.factories import STARTS, FairSessionFactory, SessionSiteFactory, SessionVacancyFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

Step = Callable[[], Any]
OF_PERSON = {
    "waitlisted": {"confirmed", "checked_in", "cancelled"},
    "confirmed": {"checked_in", "no_show", "cancelled"},
    "checked_in": {"left"},
    "left": {"checked_in"},
    "no_show": {"checked_in"},  # a scan that came late
    "cancelled": set(),
}
OF_ENTERPRISE = {
    "applied": {"approved", "rejected", "withdrawn"},
    "approved": {"set_up", "present", "withdrawn"},
    "set_up": {"present", "withdrawn"},
    "present": {"left"},
    "left": {"present"},
    "rejected": {"applied"},
    "withdrawn": {"applied"},
}
FORWARD = {
    "registration_open": fairs.get_ready,
    "ready": fairs.open_session,
    "running": fairs.begin_closing,
    "closing": fairs.close_session,
}
MINUTES = some.sampled_from((0, 1, 5))


class Fair(RuleBasedStateMachine):
    """A session that opens in its time; what is tried may be refused, and then nothing has changed."""

    moves: dict[str, set[str]]
    rows: Any

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now: datetime = STARTS
        self.session: FairSession = FairSessionFactory()
        self.hall: SessionSite = SessionSiteFactory(session=self.session, capacity=1)
        self.operator = staff(Role.OPERATOR, self.session.centre)
        self.clerk = staff(Role.FRONT_DESK, self.session.centre)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def everything(self) -> list[Any]:
        tables = (self.rows, SessionSite, FairSession, Desk, QueueTicket, Interview)
        return [list(table.objects.order_by("pk").values()) for table in tables]

    def attempt(self, step: Step, minutes: int = 0) -> None:
        self.now += timedelta(minutes=minutes)
        before, known = self.everything(), dict(self.rows.objects.values_list("pk", "state"))
        try:
            step()
        except Refused:
            assert self.everything() == before
        for pk, state in self.rows.objects.values_list("pk", "state"):
            assert pk not in known or state in {known[pk], *self.moves[known[pk]]}

    @rule(minutes=MINUTES)
    def session_goes_on(self, minutes: int) -> None:
        self.session.refresh_from_db()
        if step := FORWARD.get(self.session.state):
            self.attempt(lambda: step(session=self.session, by=self.operator, now=self.now), minutes)


class People(Fair):
    """Two people and one place in the hall; the one who has none waits for it."""

    moves, rows = OF_PERSON, Registration

    def __init__(self) -> None:
        super().__init__()
        self.people = [SeekerFactory(centre=self.session.centre) for _ in range(2)]
        there = {"session": self.session, "site": self.hall, "state": "present"}
        self.wish = SessionVacancyFactory(**{f"participation__{name}": value for name, value in there.items()})
        employer = self.wish.participation.employer
        self.desk = Desk.objects.create(
            occasion_kind="fair",
            occasion_id=self.session.pk,
            centre=self.session.centre,
            employer=employer,
            place=self.hall.place,
            channel="onsite",
            number=1,
        )
        self.recruiter = recruiter(employer)

    def registration(self, person: int) -> Registration | None:
        return Registration.objects.filter(seeker=self.people[person]).order_by("-pk").first()

    @rule(person=some.integers(0, 1))
    def register(self, person: int) -> None:
        keys = {"session": self.session, "site": self.hall, "wishes": [self.wish], "channel": "counter"}
        self.attempt(
            lambda: fairs.register(**keys, seeker=self.people[person], by=self.clerk, now=self.now)  # type: ignore[arg-type]
        )

    @rule(
        person=some.integers(0, 1),
        word=some.sampled_from(("cancel_registration", "go_home", "check_in", "check_in")),
        minutes=MINUTES,
    )
    def person_does(self, person: int, word: str, minutes: int) -> None:
        known = self.registration(person)
        if known is None:
            return
        where = {"session": self.session, "site": self.hall} if word == "check_in" else {}
        self.attempt(
            lambda: getattr(fairs, word)(registration=known, by=self.clerk, now=self.now, **where),
            minutes,
        )

    @rule()
    def is_called(self) -> None:
        from nhipcau.interviews.actions import CannotCall, call_next

        try:
            call_next(desk=self.desk, by=self.recruiter, now=self.now)
        except CannotCall:
            return

    @invariant()
    def places_are_neither_sold_twice_nor_left_empty(self) -> None:
        self.hall.refresh_from_db()
        mine = Registration.objects.filter(site=self.hall)
        assert mine.filter(state="confirmed").count() <= self.hall.taken <= 1
        assert self.hall.taken == 1 or not mine.filter(state="waitlisted").exists()
        alive = list(mine.exclude(state="cancelled").values_list("seeker_id", flat=True))
        assert len(alive) == len(set(alive))

    @invariant()
    def who_is_in_was_seen_and_only_they_stand_in_a_queue(self) -> None:
        for one in Registration.objects.select_related("attendance"):
            assert hasattr(one, "attendance") == (one.state in ("checked_in", "left"))
        waiting = set(QueueTicket.objects.exclude(state__in=ENDED).values_list("seeker_id", flat=True))
        assert waiting <= set(Registration.objects.filter(state="checked_in").values_list("seeker_id", flat=True))
        self.session.refresh_from_db()
        assert self.session.state != "closed" or not Interview.objects.filter(state__in=ACTIVE).exists()


class Enterprises(Fair):
    """One enterprise asks, is answered, comes, goes and comes back; nobody else is at the fair."""

    moves, rows = OF_ENTERPRISE, Participation
    TABLES = 2

    def __init__(self) -> None:
        super().__init__()
        self.opening = VacancyFactory(on_board=True, centre=self.session.centre, headcount=5)
        self.recruiter = recruiter(self.opening.employer)

    @rule(by_staff=some.booleans())
    def ask(self, by_staff: bool) -> None:
        by = self.operator if by_staff else self.recruiter
        asked = {"vacancies": [(self.opening, 5)], "site": self.hall, "online": False, "interviewers": self.TABLES}
        keys = {"session": self.session, "employer": self.opening.employer}
        self.attempt(lambda: fairs.apply(**keys, **asked, by=by, now=self.now))  # type: ignore[arg-type]

    @rule(
        word=some.sampled_from(("approve", "approve", "reject", "set_up", "arrive", "leave", "withdraw", "not_coming")),
        minutes=MINUTES,
    )
    def is_answered_or_moves(self, word: str, minutes: int) -> None:
        known = Participation.objects.first()
        if known is None:
            return
        names = {"approve": "approve_participation", "reject": "reject_participation", "not_coming": "note_not_coming"}
        why = {"reason": "Hết chỗ"} if word in ("reject", "not_coming") else {}
        use_case = getattr(fairs, names.get(word, word))
        self.attempt(lambda: use_case(participation=known, by=self.operator, now=self.now, **why), minutes)

    @rule()
    def names_who_interviews(self) -> None:
        Desk.objects.filter(closed_at=None).update(interviewer="Chị Lan")

    @invariant()
    def tables_stand_exactly_while_the_enterprise_is_expected_or_there(self) -> None:
        known = Participation.objects.first()
        self.session.refresh_from_db()
        expected = known is not None and known.state in ("approved", "set_up", "present")
        tables = self.TABLES if expected and self.session.state != "closed" else 0
        assert Desk.objects.filter(closed_at=None).count() == tables

    @invariant()
    def nobody_is_awaited_who_is_there(self) -> None:
        known = Participation.objects.first()
        assert (
            known is None or known.state != "present" or not Desk.objects.filter(awaited=True, closed_at=None).exists()
        )


def test_the_rules_of_enterprises_know_these_steps_and_no_other() -> None:
    assert {str(state): {str(step) for step in steps} for state, steps in rules.STEPS.items()} == OF_ENTERPRISE


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [People, Enterprises])
def test_no_order_of_steps_leaves_the_legal_way(machine: type[Fair]) -> None:
    run_state_machine_as_test(
        machine, settings=settings(max_examples=12, stateful_step_count=14, deadline=None, database=None)
    )
