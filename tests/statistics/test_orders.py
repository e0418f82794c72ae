"""What became of an order, counted from what happened at fairs, tables and desks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nhipcau.centres.models import Role
from nhipcau.counselling.actions.duties import answer_follow_up
from nhipcau.counselling.models import About, Answer, FollowUp
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Reason, Stage
from nhipcau.statistics.queries import orders as queries
from nhipcau.statistics.queries.orders import Fair, Figures, Sent
from nhipcau.vacancies import actions
from nhipcau.vacancies.models import LabourOrder, OrderState
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import RegistrationFactory, SessionVacancyFactory, WishFactory
from tests.interviews.factories import InterviewFactory, OutcomeFactory
from tests.matching.factories import ReferralFactory
from tests.seekers.factories import SeekerFactory
from tests.statistics.test_orders_rules import MONDAY
from tests.vacancies.factories import LabourOrderFactory, OrderAskFactory, VacancyFactory

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def order() -> LabourOrder:
    return LabourOrderFactory(headcount=10, due_on=date(2026, 4, 5), placed_at=datetime(2026, 3, 1, 17, tzinfo=UTC))


def under(order, **more):
    return VacancyFactory(employer=order.employer, order=order, on_board=True, **more)


def talk(vacancy, seeker=None, **more):
    seeker = seeker or SeekerFactory()
    return InterviewFactory(
        desk__employer=vacancy.employer, ticket__seeker=seeker, ticket__vacancy=vacancy, done=True, **more
    )


def said(interview, *stages, at=NOON, day=None):
    for stage in stages:
        reason = Reason.PAY if stage == Stage.OFFER_DECLINED else ""
        OutcomeFactory(interview=interview, stage=stage, reason=reason, at=at, date=day or TODAY)
    return interview.seeker


def test_a_person_hired_twice_under_one_order_counts_once_on_the_first_day(order):
    first, second = under(order), under(order)
    seeker = said(talk(first), Stage.OFFER_ACCEPTED, at=NOON - timedelta(days=3))
    said(talk(second, seeker), Stage.OFFER_ACCEPTED, at=NOON)
    said(talk(VacancyFactory()), Stage.OFFER_ACCEPTED)  # under no order

    found = queries.people_of([order])[order.pk]

    assert found.hired == {seeker.pk: TODAY - timedelta(days=3)}
    assert {hire.vacancy_id for hire in interviews.hires_for([first.pk, second.pk])} == {first.pk, second.pk}


def test_a_hire_that_was_taken_back_is_none(order):
    vacancy = under(order)
    said(talk(vacancy), Stage.OFFER_ACCEPTED, Stage.OFFER_DECLINED)
    said(talk(vacancy), Stage.OFFER)
    stays = said(talk(vacancy), Stage.OFFER_DECLINED, Stage.OFFER_ACCEPTED)

    assert [*queries.people_of([order])[order.pk].hired] == [stays.pk]


def test_who_was_hired_after_a_sunday_evening_abroad_belongs_to_the_week_here(order):
    """23:30 on Sunday by Greenwich is half past six on Monday morning here."""
    said(talk(under(order)), Stage.OFFER_ACCEPTED, at=datetime(2026, 3, 8, 16, 59, tzinfo=UTC))
    said(talk(under(order)), Stage.OFFER_ACCEPTED, at=datetime(2026, 3, 8, 17, 0, tzinfo=UTC))

    weeks = queries.progress_of([order], TODAY)[order.pk].weeks

    assert [(week.first, week.hired) for week in weeks[:2]] == [(date(2026, 3, 2), 1), (MONDAY, 1)]
    assert queries.progress_of([order], TODAY)[order.pk].placed_on == date(2026, 3, 2)


def test_started_and_stayed_are_counted_from_the_later_lines(order):
    vacancy = under(order)
    said(talk(vacancy), Stage.OFFER_ACCEPTED, Stage.STARTED, day=TODAY - timedelta(days=1))
    said(talk(vacancy), Stage.OFFER_ACCEPTED, Stage.STARTED, Stage.RETAINED_1M, day=date(2026, 2, 9))

    figures = queries.figures_of_order(order)
    [_last_week, this_week, *_later] = queries.progress_of([order], TODAY)[order.pk].weeks

    assert (figures.hired, figures.started, figures.stayed) == (2, 2, 1)
    assert this_week.started == 1


def test_referred_straight_to_the_enterprise_and_at_work_there_is_hired(order):
    referral = ReferralFactory(vacancy=under(order))
    asked = FollowUp.objects.create(
        referral=referral, seeker=referral.seeker, employer=order.employer, centre=order.centre, months=1,
        due_on=TODAY, answer=Answer.NOT_HIRED, answered_at=NOON,
    )  # fmt: skip
    assert queries.figures_of_order(order).hired == 0

    FollowUp.objects.filter(pk=asked.pk).update(answer=Answer.AT_WORK, started_on=date(2026, 3, 4))
    found = queries.people_of([order])[order.pk]
    assert (found.hired, found.started) == ({referral.seeker_id: date(2026, 3, 4)},) * 2
    assert queries.figures_of_order(order) == Figures(0, 1, 0, 1, 1, 0)

    FollowUp.objects.filter(pk=asked.pk).update(started_on=date(2026, 2, 10))
    assert queries.figures_of_order(order).stayed == 1


@pytest.mark.parametrize(
    ("later", "hired"), [(Answer.LEFT, 1), (Answer.NOT_REACHED, 1), (Answer.STILL_WAITING, 1), (Answer.NOT_HIRED, 0)]
)
def test_who_went_to_work_stays_hired_whatever_is_answered_later(order, later, hired):
    referral = ReferralFactory(vacancy=under(order))
    asked = FollowUp.objects.create(
        about=About.REFERRAL, referral=referral, seeker=referral.seeker, employer=order.employer, centre=order.centre,
        months=1, due_on=TODAY,
    )  # fmt: skip
    by = staff(Role.COUNSELLOR, order.centre)
    answer_follow_up(follow_up=asked, answer=Answer.AT_WORK, started_on=date(2026, 3, 4), by=by, now=NOON)
    before = queries.progress_of([order], TODAY)[order.pk].weeks

    answer_follow_up(follow_up=asked, answer=later, by=by, now=NOON + timedelta(days=40))

    figures = queries.figures_of_order(order)
    assert (figures.hired, figures.started, figures.stayed) == (hired, hired, 0)
    assert (queries.progress_of([order], TODAY)[order.pk].weeks == before) == bool(hired)


def test_persons_are_counted_once_however_often_they_registered_or_talked(order):
    first, second = under(order), under(order)
    brought = [SessionVacancyFactory(participation__employer=order.employer, vacancy=row) for row in (first, second)]
    ticket = RegistrationFactory()
    for rank, line in enumerate(brought, 1):
        WishFactory(registration=ticket, session_vacancy=line, rank=rank)
    WishFactory(registration__state="cancelled", session_vacancy=brought[0])
    seeker = ticket.seeker
    talk(first, seeker)
    talk(second, seeker)
    for vacancy in (first, second):
        ReferralFactory(vacancy=vacancy, seeker=seeker)
    ReferralFactory(vacancy=first, withdrawn_at=NOON)

    assert queries.figures_of_order(order) == Figures(1, 1, 1, 0, 0, 0)


def test_what_has_been_done_is_read_from_the_fairs_the_desks_and_the_questions(order):
    vacancy = under(order)
    brought = SessionVacancyFactory(participation__employer=order.employer, vacancy=vacancy, headcount=40)
    SessionVacancyFactory(participation__employer=order.employer, vacancy=vacancy, participation__state="withdrawn")
    SessionVacancyFactory(
        participation__employer=order.employer, vacancy=vacancy, participation__session__state="cancelled"
    )
    session = brought.participation.session
    WishFactory(registration=RegistrationFactory(site=brought.participation.site), session_vacancy=brought)
    referral = ReferralFactory(vacancy=vacancy)
    ask = OrderAskFactory(order=order)

    done = queries.done_for(order, named=True)

    assert done.fairs == [Fair(session.starts.astimezone(NOON.tzinfo).date(), session.title, 40, 1)]
    assert done.referred == [Sent(referral.centre.short_name, 1, TODAY)]
    assert done.asked == [ask]
    assert queries.done_for(order, named=False).asked == []


def test_a_change_of_the_order_is_a_step_from_its_own_day_on(order):
    operator = staff(Role.OPERATOR, order.centre)
    for headcount, at in ((20, NOON - timedelta(days=3)), (15, NOON - timedelta(hours=1)), (12, NOON)):
        actions.change_order(order=order, headcount=headcount, due_on=order.due_on, reason="Đổi", by=operator, now=at)
        order.refresh_from_db()

    progress = queries.progress_of([order], TODAY)[order.pk]

    assert [(target.since, target.headcount) for target in progress.targets] == [
        (date(2026, 3, 2), 10),
        (TODAY - timedelta(days=3), 20),
        (TODAY, 12),
    ]


def test_a_closed_order_stands_still_on_its_last_day(order):
    vacancy = under(order)
    said(talk(vacancy), Stage.OFFER_ACCEPTED)
    actions.close_order(order=order, how="fulfilled", by=staff(Role.OPERATOR, order.centre), now=NOON)
    order.refresh_from_db()
    said(talk(vacancy), Stage.OFFER_ACCEPTED, at=NOON + timedelta(days=5))

    assert queries.progress_of([order], date(2027, 1, 1))[order.pk].hired == 1


@pytest.mark.parametrize("many", [1, 3])
def test_the_progress_of_many_orders_costs_the_same(many, django_assert_num_queries):
    orders = LabourOrderFactory.create_batch(many)
    for each in orders:
        said(talk(under(each)), Stage.OFFER_ACCEPTED)

    with django_assert_num_queries(4):
        progress = queries.progress_of(orders, TODAY)

    assert [one.hired for one in progress.values()] == [1] * many


def test_the_desk_counts_running_orders_that_are_behind(order):
    manager = staff(Role.MANAGER, order.centre)
    LabourOrderFactory(employer=order.employer, headcount=500, placed_at=NOON - timedelta(days=60))
    LabourOrderFactory(employer=order.employer, due_on=TODAY - timedelta(days=1))
    LabourOrderFactory(employer=order.employer, due_on=date(2027, 12, 31), headcount=1)  # on pace
    LabourOrderFactory(employer=order.employer, state=OrderState.REQUESTED)
    LabourOrderFactory()

    assert queries.orders_behind(manager, TODAY) == 2
    assert queries.orders_behind(recruiter(order.employer), TODAY) == 0
