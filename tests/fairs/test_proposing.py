"""Open orders call for an online session: once, with the orders behind it, decided by a person."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.proposing import hours_for
from nhipcau.fairs.models import FairSession, SessionProposal
from nhipcau.fairs.rules import proposing as rules
from nhipcau.interviews.models import Interview
from nhipcau.reference import api as reference
from nhipcau.vacancies.models import LabourOrder
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.fairs.factories import HANOI, FairSessionFactory
from tests.interviews.factories import InterviewFactory, OutcomeFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def centre() -> Centre:
    return CentreFactory(order_threshold=300)


@pytest.fixture
def operator(centre: Centre) -> User:
    return staff(Role.OPERATOR, centre)


def order(centre: Centre, heads: int, **more: object) -> LabourOrder:
    facts = {"state": "approved", "due_on": date(2026, 12, 31), "title": f"{heads} công nhân", **more}
    return LabourOrder.objects.create(
        employer=EmployerFactory(centre=centre), centre=centre, headcount=heads, placed_at=NOON, **facts
    )


def hire(order: LabourOrder, people: int) -> None:
    vacancy = VacancyFactory(employer=order.employer, order=order, on_board=True)
    for _person in range(people):
        OutcomeFactory(interview=InterviewFactory(done=True, vacancy=vacancy), stage="offer_accepted")


def propose(centre: Centre, *, after: timedelta = timedelta()) -> SessionProposal | None:
    return fairs.propose(centre_id=centre.pk, now=NOON + after)


def made(proposal: SessionProposal, by: User) -> FairSession:
    starts, ends = hours_for(proposal, now=NOON)
    return fairs.make_session(proposal=proposal, title="Theo đơn", starts=starts, ends=ends, by=by, now=NOON)


def test_open_places_are_what_orders_ask_for_less_who_was_hired(centre: Centre) -> None:
    big, small = order(centre, 280), order(centre, 22)
    hire(small, 2)
    order(centre, 900, state="requested")
    order(centre, 900, due_on=date(2026, 3, 9))
    order(CentreFactory(), 900)

    proposal = propose(centre)

    assert proposal is not None
    assert proposal.open_places == 300
    assert proposal.orders == [{"order": big.pk, "missing": 280}, {"order": small.pk, "missing": 20}]
    assert propose(centre) == proposal
    assert SessionProposal.objects.count() == 1


def test_a_person_taken_by_two_openings_of_an_order_is_one_place_less(centre: Centre) -> None:
    asked = order(centre, 302)
    hire(asked, 1)
    again = VacancyFactory(employer=asked.employer, order=asked, on_board=True)
    twice = InterviewFactory(done=True, vacancy=again, seeker=Interview.objects.get().seeker)
    OutcomeFactory(interview=twice, stage="offer_accepted")

    assert propose(centre).open_places == 301


def test_below_the_threshold_of_the_centre_nothing_is_proposed(centre: Centre) -> None:
    order(centre, 299)
    assert propose(centre) is None

    Centre.objects.filter(pk=centre.pk).update(order_threshold=299)
    assert fairs.propose_all(now=NOON) == 1


def test_a_proposal_follows_the_orders_until_it_is_decided(centre: Centre) -> None:
    first = order(centre, 350)
    assert propose(centre) is not None
    order(centre, 100)
    assert propose(centre).open_places == 450

    LabourOrder.objects.filter(pk=first.pk).update(due_on=date(2026, 3, 9))

    assert propose(centre) is None
    assert not SessionProposal.objects.exists()


def test_what_was_hired_or_closed_since_the_morning_is_taken_off_at_once(centre: Centre, operator: User) -> None:
    big, small = order(centre, 550), order(centre, 20)
    proposal = propose(centre)
    hire(big, 2)
    LabourOrder.objects.filter(pk=small.pk).update(state="withdrawn", closed_at=NOON)

    called = fairs.open_proposals(operator)

    assert [(one.proposal, one.open_places) for one in called] == [(proposal, 548)]
    proposal.refresh_from_db()
    assert proposal.open_places == 570
    assert {one.employer_id for one in made(proposal, operator).asked.all()} == {big.employer_id}


def test_a_proposal_whose_places_are_filled_is_not_shown_any_more(centre: Centre, operator: User) -> None:
    filled = order(centre, 300)
    assert propose(centre) is not None
    assert len(fairs.open_proposals(operator)) == 1

    LabourOrder.objects.filter(pk=filled.pk).update(state="fulfilled", closed_at=NOON)

    assert fairs.open_proposals(operator) == []


def test_accepted_it_is_a_draft_online_and_its_enterprises_are_asked(centre: Centre, operator: User) -> None:
    orders = [order(centre, 550), order(centre, 20, outside_province=False)]
    proposal = propose(centre)

    session = made(proposal, operator)
    assert made(proposal, operator) == session

    assert (session.state, session.mode, session.scope, session.kind) == ("draft", "online", "linked", "thematic")
    assert session.sites.get().role == "online"
    assert {one.employer_id for one in session.asked.all()} == {one.employer_id for one in orders}
    proposal.refresh_from_db()
    assert (proposal.state, proposal.session, proposal.decided_by) == ("accepted", session, operator)
    assert FairSession.objects.count() == 1


def test_orders_with_a_coming_session_are_not_counted_again_until_it_is_over(centre: Centre, operator: User) -> None:
    order(centre, 550)
    session = made(propose(centre), operator)
    assert propose(centre) is None

    order(centre, 299)
    assert propose(centre) is None
    assert propose(centre, after=session.ends - NOON + DAY).open_places == 849


def test_a_cancelled_session_frees_its_orders(centre: Centre, operator: User) -> None:
    order(centre, 550)
    session = made(propose(centre), operator)

    fairs.cancel_session(session=session, by=operator, now=NOON)

    assert propose(centre).open_places == 550


def test_set_aside_it_comes_back_when_orders_have_grown_by_another_threshold(centre: Centre, operator: User) -> None:
    first = order(centre, 550)
    for _click in range(2):
        fairs.set_aside(proposal=propose(centre) or SessionProposal.objects.get(), by=operator, now=NOON)
    assert propose(centre) is None
    order(centre, 299)
    assert propose(centre) is None

    LabourOrder.objects.filter(pk=first.pk).update(state="fulfilled", closed_at=NOON)
    assert propose(centre) is None  # 299 left: from there they count
    order(centre, 299)
    assert propose(centre) is None
    order(centre, 1)

    assert propose(centre).open_places == 599


def test_only_planners_of_the_centre_decide_and_a_refusal_changes_nothing(centre: Centre, operator: User) -> None:
    order(centre, 550)
    proposal = propose(centre)
    starts = datetime(2026, 3, 18, 8, tzinfo=HANOI)
    said = {"proposal": proposal, "title": "Theo đơn", "starts": starts, "ends": starts + timedelta(hours=3)}
    with pytest.raises(PermissionDenied):
        fairs.make_session(**said, by=staff(Role.OPERATOR), now=NOON)
    with pytest.raises(PermissionDenied):
        fairs.set_aside(proposal=proposal, by=staff(Role.FRONT_DESK, centre), now=NOON)
    with pytest.raises(fairs.Refused):
        fairs.make_session(**{**said, "title": " ", "starts": NOON - DAY}, by=operator, now=NOON)

    proposal.refresh_from_db()
    assert proposal.state == "proposed"
    assert not FairSession.objects.exists()


@pytest.mark.parametrize(
    ("places", "threshold", "least", "called"),
    [
        (0, 1, None, False),
        (299, 300, None, False),
        (300, 300, None, True),
        (550, 300, 550, False),
        (849, 300, 550, False),
        (850, 300, 550, True),
        (400, 300, 100, True),
        (399, 300, 100, False),
        (300, 300, 0, True),
    ],
)
def test_when_open_places_call_for_a_session(places: int, threshold: int, least: int | None, called: bool) -> None:
    assert rules.calls_for_session(places, threshold=threshold, least=least) is called


@pytest.mark.parametrize(
    ("today", "taken", "day"),
    [
        (date(2026, 3, 10), [], date(2026, 3, 17)),
        (date(2026, 3, 10), [date(2026, 3, 17)], date(2026, 3, 18)),
        (date(2026, 3, 6), [date(2026, 3, 13)], date(2026, 3, 16)),  # over a weekend
        (date(2026, 2, 9), [], date(2026, 2, 23)),  # over Tết
        (date(2026, 12, 25), [], date(2027, 1, 4)),
    ],
)
def test_the_day_is_a_free_working_day_from_a_week_ahead(today: date, taken: list[date], day: date) -> None:
    assert rules.day_for(today, taken=taken, is_working_day=reference.is_working_day) == day


def test_the_hours_proposed_leave_out_days_with_a_session(centre: Centre) -> None:
    FairSessionFactory(
        centre=centre, starts=datetime(2026, 3, 17, 7, 30, tzinfo=HANOI), ends=datetime(2026, 3, 17, 11, tzinfo=HANOI)
    )
    order(centre, 550)

    starts, ends = hours_for(propose(centre), now=NOON)

    assert (starts, ends) == (datetime(2026, 3, 18, 8, tzinfo=HANOI), datetime(2026, 3, 18, 11, tzinfo=HANOI))
