"""The counselling desk of a fair: our people only, reasons with each opening, one tap into the queue."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.models import GroupAdvice, OfferedOpening, Screening
from nhipcau.fairs.models import Registration, RegistrationState, SessionSite, SessionVacancy
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.interviews.models import QueueTicket, TicketState
from nhipcau.matching.models import Referral
from nhipcau.seekers.models import Shared
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.counselling.factories import GroupAdviceFactory, ScreeningFactory
from tests.fairs.factories import (
    AttendanceFactory,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.interviews.factories import DeskFactory
from tests.matching.factories import ReferralFactory, sharing
from tests.seekers.factories import SeekerFactory


@pytest.fixture
def centre(db: None) -> Centre:
    return CentreFactory()


@pytest.fixture
def hall(centre: Centre) -> SessionSite:
    """Of a fair that is on."""
    today = {"starts": NOON - timedelta(hours=4), "ends": NOON + timedelta(hours=2)}
    return SessionSiteFactory(session=FairSessionFactory(centre=centre, running=True, **today))


@pytest.fixture
def counsellor(centre: Centre) -> User:
    return staff(Role.COUNSELLOR, centre)


@pytest.fixture
def desk(counsellor: User) -> Client:
    return sign_in(Client(), counsellor)


def here(hall: SessionSite, **more: Any) -> Registration:
    """Somebody who agreed, checked in at the hall."""
    said: dict[str, Any] = {"seeker": sharing(hall.centre), "code": new_code()} | more
    ticket: Registration = RegistrationFactory(site=hall, state=RegistrationState.CHECKED_IN, **said)
    AttendanceFactory(registration=ticket)
    return ticket


def brought(hall: SessionSite, title: str = "Công nhân may", **more: Any) -> SessionVacancy:
    """By an enterprise with a table in the hall."""
    participation = ParticipationFactory(session=hall.session, site=hall)
    row: SessionVacancy = SessionVacancyFactory(participation=participation, vacancy__title=title, **more)
    DeskFactory(employer=participation.employer, occasion_id=hall.session_id, place=hall.place)
    return row


def at(name: str, *args: int) -> str:
    return reverse(f"counsel:{name}", args=args)


def cost(ask: Callable[[], Any]) -> int:
    ask()
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
    return len(queries)


class TestFinding:
    def test_one_fair_today_is_opened_at_once(self, desk: Client, hall: SessionSite) -> None:
        assert desk.get(at("desk")).headers["Location"] == at("session", hall.session_id)

    def test_without_a_fair_the_desk_says_what_can_be_done(self, desk: Client) -> None:
        assert at("groups") in desk.get(at("desk")).text

    def test_a_scanned_ticket_goes_to_the_questions(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        answer = desk.post(at("find", hall.session_id), {"code": ticket.code})
        assert answer.headers["Location"] == at("screening", ticket.pk)

    def test_a_code_of_another_site_is_no_code_here(self, desk: Client, hall: SessionSite) -> None:
        point = SessionSiteFactory(session=hall.session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
        theirs = here(point)
        answer = desk.post(at("find", hall.session_id), {"code": theirs.code})
        assert answer.status_code == 422
        assert f'value="{theirs.code}"' in answer.text
        assert theirs.seeker.full_name not in answer.text
        assert desk.get(at("screening", theirs.pk)).status_code == 404
        assert desk.get(at("openings", theirs.pk)).status_code == 404

    def test_a_site_officer_sees_the_own_people_only(self, hall: SessionSite) -> None:
        point = SessionSiteFactory(session=hall.session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
        theirs, ours = here(hall), here(point)
        officer = sign_in(Client(), staff(Role.SITE_OFFICER, point.centre))
        assert officer.get(at("session", hall.session_id)).status_code == 200
        assert officer.get(at("screening", ours.pk)).status_code == 200
        assert officer.get(at("screening", theirs.pk)).status_code == 404

    def test_by_name_or_number_and_never_in_the_address(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        for typed in (ticket.seeker.full_name.split()[-1], str(ticket.number)):
            page = desk.post(at("find", hall.session_id), {"q": typed}, headers={"HX-Request": "true"}).text
            assert at("screening", ticket.pk) in page
            assert "<html" not in page

    @pytest.mark.parametrize("page", ["session", "find"])
    def test_the_desk_costs_the_same_for_one_or_three(self, desk: Client, hall: SessionSite, page: str) -> None:
        def ask() -> Any:
            return (
                desk.post(at(page, hall.session_id), {"q": "ng"})
                if page == "find"
                else desk.get(at(page, hall.session_id))
            )

        def one() -> None:
            ticket = here(hall)
            ScreeningFactory(seeker=ticket.seeker, occasion_id=hall.session_id)

        one()
        before = cost(ask)
        one()
        one()
        assert cost(ask) == before


class TestQuestions:
    def test_what_is_in_the_file_stands_there_already(self, desk: Client, hall: SessionSite) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day", draws_benefit=True)
        form = desk.get(at("screening", here(hall, seeker=person).pk)).context["form"]
        assert [form[name].value() for name in ("wish", "shift", "draws_benefit")] == ["công nhân may", "day", True]
        assert "agrees" not in form.fields

    def test_a_file_of_another_centre_shows_nothing_until_it_is_shared(
        self, desk: Client, hall: SessionSite, counsellor: User
    ) -> None:
        person = sharing(wished_work="việc riêng của tôi")
        ticket = here(hall, seeker=person)
        for name in ("screening", "openings"):
            page = desk.get(at(name, ticket.pk)).text
            assert person.centre.short_name in page
            assert "việc riêng" not in page
        assert desk.post(at("screening", ticket.pk), {"wish": "may"}).status_code == 403
        assert not Screening.objects.exists()
        Shared.objects.create(seeker=person, centre=hall.centre, why="Xa nhà", by=counsellor, at=NOON)
        assert "việc riêng" in desk.get(at("screening", ticket.pk)).text

    def test_what_was_typed_is_not_lost_when_something_is_wrong(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        answer = desk.post(at("screening", ticket.pk), {"wish": "may", "place": "không đâu cả", "farthest_km": "12"})
        assert answer.status_code == 422
        assert 'value="không đâu cả"' in answer.text
        assert 'value="12"' in answer.text
        assert not Screening.objects.exists()

    def test_the_permission_is_asked_for_with_its_words(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=SeekerFactory(centre=hall.centre))
        opening = brought(hall)
        assert "agrees" in desk.get(at("screening", ticket.pk)).context["form"].fields
        desk.post(at("refer", ticket.pk, opening.pk))
        assert not Referral.objects.exists()
        desk.post(at("screening", ticket.pk), {"wish": "may", "agrees": "on"})
        desk.post(at("refer", ticket.pk, opening.pk))
        assert Referral.objects.count() == 1

    def test_a_site_officer_is_not_asked_about_health(self, hall: SessionSite, desk: Client) -> None:
        ticket = here(hall)
        officer = sign_in(Client(), staff(Role.SITE_OFFICER, hall.centre))
        assert "needs" in desk.get(at("screening", ticket.pk)).context["form"].fields
        assert "needs" not in officer.get(at("screening", ticket.pk)).context["form"].fields
        desk.post(at("screening", ticket.pk), {"needs": "Đau lưng"})
        assert "Đau lưng" not in desk.get(at("screening", ticket.pk)).text
        assert officer.post(at("needs", ticket.pk)).status_code == 403
        assert "Đau lưng" in desk.post(at("needs", ticket.pk)).text
        assert "Đau lưng" not in desk.get(at("openings", ticket.pk)).text


class TestReferring:
    def test_best_first_with_reasons_obstacles_and_the_queue(self, desk: Client, hall: SessionSite) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day", wished_pay=9_000_000)
        ticket = here(hall, seeker=person)
        other = brought(hall, "Bảo vệ", vacancy__shift="night", vacancy__pay_to=7_000_000, vacancy__pay_from=None)
        best = brought(hall, "Công nhân may", vacancy__shift="day", headcount=1)
        page = desk.get(at("openings", ticket.pk))
        assert [one.row for one in page.context["rows"]] == [best, other]
        assert [why.value for why in page.context["rows"][0].fit.whys] == ["wish", "shift", "pay"]
        assert len(page.context["rows"][1].fit.obstacles) == 2
        assert (page.context["rows"][0].end.waiting, page.context["rows"][0].end.wait.p50) == (0, 0)

    def test_one_tap_refers_wishes_queues_and_a_second_changes_nothing(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, wished_work="may"))
        opening = brought(hall)
        for _tap in range(2):
            assert desk.post(at("refer", ticket.pk, opening.pk)).headers["Location"] == at("openings", ticket.pk)

        referral = Referral.objects.get()
        assert (referral.why, referral.occasion_id, referral.employer) == (
            ["wish"],
            hall.session_id,
            opening.participation.employer,
        )
        assert list(ticket.wishes.values_list("session_vacancy", flat=True)) == [opening.pk]
        assert QueueTicket.objects.get().state == TicketState.WAITING
        assert not OfferedOpening.objects.exists()

    def test_who_is_still_expected_joins_the_queue_at_the_door(self, desk: Client, hall: SessionSite) -> None:
        ticket = RegistrationFactory(site=hall, seeker=sharing(hall.centre))
        desk.post(at("refer", ticket.pk, brought(hall).pk))
        assert ticket.wishes.count() == 1
        assert not QueueTicket.objects.exists()

    def test_of_those_who_draw_benefit_every_offer_is_in_the_book(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, draws_benefit=True))
        first, second = brought(hall), brought(hall)
        desk.post(at("refer", ticket.pk, first.pk))
        desk.post(at("answer", ticket.pk, second.pk), {"response": "refused"})
        lines = OfferedOpening.objects.order_by("pk").values_list("vacancy", "response", "referral__number")
        assert list(lines) == [(first.vacancy_id, "interested", 1), (second.vacancy_id, "refused", None)]

    def test_a_full_ticket_says_so_and_nothing_of_it_happens(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        for rank in range(1, hall.session.most_wishes + 1):
            WishFactory(registration=ticket, session_vacancy=brought(hall), rank=rank)
        opening = brought(hall)
        page = desk.post(at("refer", ticket.pk, opening.pk), headers={"HX-Request": "true"}).text
        assert page.count('role="alert"') == 1
        assert not Referral.objects.exists()

        off = ticket.wishes.first().session_vacancy_id
        desk.post(at("take-off", ticket.pk, off))
        desk.post(at("refer", ticket.pk, opening.pk))
        assert Referral.objects.count() == 1
        assert off not in ticket.wishes.values_list("session_vacancy", flat=True)

    def test_an_opening_of_another_fair_or_site_is_not_found(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        elsewhere = ParticipationFactory(session=hall.session, site=SessionSiteFactory(session=hall.session))
        for opening in (SessionVacancyFactory(), SessionVacancyFactory(participation=elsewhere)):
            assert desk.post(at("refer", ticket.pk, opening.pk)).status_code == 404
        assert not Referral.objects.exists()

    def test_a_search_narrows_and_the_page_costs_the_same_for_one_or_three(
        self, desk: Client, hall: SessionSite
    ) -> None:
        ticket = here(hall)
        brought(hall)
        before = cost(lambda: desk.get(at("openings", ticket.pk)))
        wanted, _other = brought(hall, "Thợ hàn"), brought(hall)
        assert cost(lambda: desk.get(at("openings", ticket.pk))) == before
        found = desk.get(at("openings", ticket.pk), {"q": "tho han"}).context["rows"]
        assert [one.row for one in found] == [wanted]


class TestSlips:
    def test_one_or_all_as_a_pdf_that_no_proxy_keeps(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall)
        assert desk.get(at("slips", ticket.pk)).status_code == 404
        made = ReferralFactory(seeker=ticket.seeker, occasion_kind="fair", occasion_id=hall.session_id)
        for address in (at("slips", ticket.pk), at("slip", made.pk), at("slip", made.pk) + "?kho=80"):
            answer = desk.get(address)
            assert answer.content.startswith(b"%PDF-")
            assert answer.headers["Cache-Control"] == "no-store"
        stranger = sign_in(Client(), staff(Role.COUNSELLOR))
        assert stranger.get(at("slip", made.pk)).status_code == 404
        assert stranger.post(at("withdraw", made.pk)).status_code == 404
        assert desk.post(at("withdraw", made.pk)).headers["Location"] == at("openings", ticket.pk)
        assert desk.get(at("slips", ticket.pk)).status_code == 404

    def test_straight_to_the_enterprise_from_the_file(self, desk: Client, centre: Centre) -> None:
        person = sharing(centre, wished_work="may")
        opening = brought(SessionSiteFactory()).vacancy
        assert opening.title in desk.get(at("direct", person.pk)).text
        desk.post(at("refer-direct", person.pk, opening.pk))
        made = Referral.objects.get()
        assert (made.occasion_kind, made.why, made.vacancy) == ("", ["wish"], opening)
        assert desk.post(at("withdraw", made.pk)).headers["Location"] == at("direct", person.pk)
        assert desk.get(at("direct", SeekerFactory().pk)).status_code == 404

    def test_the_list_of_the_board_costs_the_same_for_one_or_three(self, desk: Client, centre: Centre) -> None:
        person, point = sharing(centre), SessionSiteFactory()
        brought(point)
        ReferralFactory(seeker=person)
        before = cost(lambda: desk.get(at("direct", person.pk)))
        for _n in range(2):
            brought(point)
            ReferralFactory(seeker=person)
        assert cost(lambda: desk.get(at("direct", person.pk))) == before


class TestGroups:
    def test_a_line_belongs_to_the_fair_of_today_or_to_none(self, desk: Client, hall: SessionSite) -> None:
        said = {"topic": "work", "people": "40", "minutes": "15"}
        desk.post(at("groups"), said | {"session": hall.session_id})
        desk.post(at("groups"), said | {"session": "", "people": "7"})
        assert list(GroupAdvice.objects.order_by("pk").values_list("occasion_id", "people")) == [
            (hall.session_id, 40),
            (None, 7),
        ]
        other = FairSessionFactory(running=True)
        assert desk.post(at("groups"), said | {"session": other.pk}).status_code == 422
        assert GroupAdvice.objects.count() == 2

    def test_the_day_costs_the_same_for_one_or_three(self, desk: Client, centre: Centre, counsellor: User) -> None:
        GroupAdviceFactory(centre=centre, by=counsellor)
        before = cost(lambda: desk.get(at("groups")))
        lines = GroupAdviceFactory.create_batch(2, centre=centre, by=counsellor)
        assert cost(lambda: desk.get(at("groups"))) == before
        desk.post(at("strike-out", lines[0].pk))
        assert GroupAdvice.objects.count() == 2
