from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, Participation, SessionSite
from nhipcau.fairs.queries.readiness import not_ready
from nhipcau.fairs.rules.taking_part import seats_of
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.interviews.models import Desk
from nhipcau.vacancies.models import Vacancy
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.fairs.factories import (
    STARTS,
    FairSessionFactory,
    ParticipationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> FairSession:
    return SessionSiteFactory().session


@pytest.fixture
def opening() -> Vacancy:
    return VacancyFactory(on_board=True, headcount=50)


def ask(session: FairSession, opening: Vacancy, by: User | None = None, **changes: Any) -> Participation:
    said: dict[str, Any] = {
        "employer": opening.employer,
        "vacancies": [(opening, 20)],
        "site": session.sites.first(),
        "online": False,
        "interviewers": 1,
    }
    return fairs.apply(session=session, by=by or recruiter(opening.employer), now=NOON, **(said | changes))


def desks(session: FairSession) -> list[tuple[str, int | None, int]]:
    rows = Desk.objects.filter(occasion_kind="fair", occasion_id=session.pk, closed_at=None).order_by("pk")
    return list(rows.values_list("channel", "place", "number"))


def test_an_enterprise_brings_openings_with_headcount_and_pay_of_the_day(
    session: FairSession, opening: Vacancy
) -> None:
    participation = ask(session, opening)

    assert (participation.state, participation.centre, participation.applied_at) == ("applied", session.centre, NOON)
    brought = participation.vacancies.get()
    assert (brought.vacancy, brought.headcount, brought.pay_from) == (opening, 20, 8_000_000)


def test_asking_again_changes_the_application_until_it_is_answered(session: FairSession, opening: Vacancy) -> None:
    second = VacancyFactory(on_board=True, employer=opening.employer)
    ask(session, opening)

    participation = ask(session, opening, vacancies=[(second, 3)], interviewers=2)

    assert Participation.objects.get() == participation
    assert participation.vacancies.values_list("vacancy", "headcount").get() == (second.pk, 3)
    fairs.approve_participation(participation=participation, by=staff(Role.OPERATOR, session.centre), now=NOON)
    with pytest.raises(Refused):
        ask(session, opening)


def test_an_enterprise_that_is_not_verified_is_told_why_it_must_wait(session: FairSession) -> None:
    opening = VacancyFactory(on_board=True, headcount=20, employer=EmployerFactory(waiting=True))

    with pytest.raises(Refused) as refusal:
        ask(session, opening)

    assert refusal.value.reasons == ["Trung tâm chưa xác minh doanh nghiệp. Hãy gọi trung tâm để được làm sớm."]
    assert not Participation.objects.exists()


def test_every_wrong_opening_and_seat_is_named_at_once(session: FairSession, opening: Vacancy) -> None:
    foreign = VacancyFactory(on_board=True)
    unread = VacancyFactory(employer=opening.employer)
    wrong = {
        "vacancies": [(foreign, 1), (unread, 1), (opening, 51)],
        "site": SessionSiteFactory(),
        "interviewers": 0,
    }

    with pytest.raises(Refused) as refusal:
        ask(session, opening, **wrong)

    assert len(refusal.value.reasons) == 5
    assert not Participation.objects.exists()


def test_a_session_takes_enterprises_from_the_announcement_until_it_runs(opening: Vacancy) -> None:
    for state, open_to_them in [("draft", False), ("announced", True), ("ready", True), ("cancelled", False)]:
        session = SessionSiteFactory(session__state=state).session
        if open_to_them:
            assert ask(session, opening).state == "applied"
        else:
            with pytest.raises(Refused):
                ask(session, opening)


@pytest.mark.parametrize(
    ("interviewers", "at_site", "online", "seats"),
    [(3, True, False, (3, 0)), (2, False, True, (0, 2)), (1, True, True, (1, 1)), (5, True, True, (3, 2))],
)
def test_each_interviewer_gets_a_table_or_a_room(
    interviewers: int, at_site: bool, online: bool, seats: tuple[int, int]
) -> None:
    assert seats_of(interviewers, at_site=at_site, online=online) == seats


def test_approval_gives_the_next_free_numbers_once(session: FairSession, opening: Vacancy) -> None:
    operator = staff(Role.OPERATOR, session.centre)
    hall = session.sites.get().place_id
    first = ask(session, opening, online=True, interviewers=2)
    second = ask(session, VacancyFactory(on_board=True, headcount=20), online=True, interviewers=3)

    for participation in (first, first, second):
        participation = fairs.approve_participation(participation=participation, by=operator, now=NOON)

    assert (participation.state, participation.decided_by) == ("approved", operator)
    assert desks(session) == [
        ("onsite", hall, 1),
        ("online", None, 1),
        ("onsite", hall, 2),
        ("onsite", hall, 3),
        ("online", None, 2),
    ]
    assert Desk.objects.filter(employer=opening.employer, recruiter__isnull=False).count() == 1
    kinds = [kind.rsplit(".", 1)[1] for kind in OutboxMessage.objects.values_list("kind", flat=True)]
    assert kinds == ["ParticipationApproved", "ParticipationApproved"]


def test_a_rejection_says_why_and_the_enterprise_may_ask_again(session: FairSession, opening: Vacancy) -> None:
    operator = staff(Role.OPERATOR, session.centre)
    participation = ask(session, opening)

    with pytest.raises(Refused):
        fairs.reject_participation(participation=participation, reason="  ", by=operator, now=NOON)
    rejected = fairs.reject_participation(participation=participation, reason="Hết bàn", by=operator, now=NOON)

    assert (rejected.state, rejected.reason) == ("rejected", "Hết bàn")
    assert OutboxMessage.objects.get().body["reason"] == "Hết bàn"
    again = ask(session, opening)
    assert (again.pk, again.state, again.reason) == (participation.pk, "applied", "")


def test_an_opening_that_people_chose_cannot_be_left_out_when_coming_back() -> None:
    brought = WishFactory().session_vacancy
    participation = brought.participation
    Participation.objects.filter(pk=participation.pk).update(state="withdrawn")
    other = VacancyFactory(on_board=True, headcount=20, employer=participation.employer)

    with pytest.raises(Refused) as refusal:
        ask(participation.session, other)

    assert refusal.value.reasons == [f"Đã có người chọn “{brought.vacancy.title}”: hãy giữ việc này trong đơn."]
    assert participation.vacancies.get() == brought


def test_the_way_of_an_enterprise_through_the_day(session: FairSession, opening: Vacancy) -> None:
    user = recruiter(opening.employer)
    participation = ask(session, opening, by=user)
    operator = staff(Role.OPERATOR, session.centre)
    participation = fairs.approve_participation(participation=participation, by=operator, now=NOON)

    participation = fairs.set_up(participation=participation, by=user, now=NOON)
    assert participation.state == "set_up"
    with pytest.raises(Refused):  # too early: the session is not ready
        fairs.arrive(participation=participation, by=user, now=NOON)
    FairSession.objects.filter(pk=session.pk).update(state="running", opened_at=STARTS)
    participation = fairs.arrive(participation=participation, by=user, now=STARTS)
    assert participation.state == "present"
    assert fairs.leave(participation=participation, by=operator, now=STARTS).state == "left"


def test_withdrawing_gives_the_tables_back(session: FairSession, opening: Vacancy) -> None:
    user = recruiter(opening.employer)
    participation = ask(session, opening, by=user)
    fairs.approve_participation(participation=participation, by=staff(Role.OPERATOR, session.centre), now=NOON)

    withdrawn = fairs.withdraw(participation=participation, by=user, now=NOON)

    assert withdrawn.state == "withdrawn"
    assert desks(session) == []


def test_a_linked_centre_answers_for_its_own_site_and_only_for_that(session: FairSession, opening: Vacancy) -> None:
    partner = CentreFactory()
    point = SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)
    theirs = ask(session, opening, site=point)
    ours = ask(session, VacancyFactory(on_board=True, headcount=20))
    operator = staff(Role.OPERATOR, partner)

    assert theirs.centre == partner
    theirs = fairs.approve_participation(participation=theirs, by=operator, now=NOON)
    with pytest.raises(PermissionDenied):
        fairs.approve_participation(participation=ours, by=operator, now=NOON)

    ours.refresh_from_db()
    assert (theirs.state, ours.state) == ("approved", "applied")
    assert desks(session) == [("onsite", point.place_id, 1)]


def test_strangers_neither_ask_nor_answer_nor_come(session: FairSession, opening: Vacancy) -> None:
    participation = ParticipationFactory(session=session, site=session.sites.get(), state="applied")
    stranger = recruiter()

    with pytest.raises(PermissionDenied):
        ask(session, opening, by=stranger)
    for answer in (fairs.approve_participation, fairs.set_up, fairs.withdraw, fairs.arrive):
        with pytest.raises(PermissionDenied):
            answer(participation=participation, by=stranger, now=NOON)
    with pytest.raises(PermissionDenied):
        fairs.reject_participation(participation=participation, reason="x", by=staff(Role.OPERATOR), now=NOON)

    participation.refresh_from_db()
    assert participation.state == "applied"
    assert Participation.objects.count() == 1


def test_readiness_names_what_each_enterprise_lacks(session: FairSession, opening: Vacancy) -> None:
    asked = ask(session, opening)
    bare = ParticipationFactory(session=session, site=session.sites.get())
    said_ready = SessionVacancyFactory(participation__session=session, participation__state="set_up").participation
    recruiter(said_ready.employer)

    rows = {row.participation: row.missing for row in not_ready(session)}

    assert rows == {
        asked: ["chờ duyệt"],
        bare: ["chưa có việc làm", "chưa có bàn, chưa có phòng", "chưa ai đăng nhập được"],
        said_ready: ["chưa có bàn, chưa có phòng"],
    }


def test_withdrawn_enterprises_are_not_waited_for() -> None:
    session = FairSessionFactory()
    ParticipationFactory(session=session, state="withdrawn")

    assert not_ready(session) == []
