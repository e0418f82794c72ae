"""Reasons with each opening, one tap into the queue, and the slip."""

from django.test import Client

from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.models import OfferedOpening
from nhipcau.fairs.models import SessionSite
from nhipcau.interviews.models import QueueTicket, TicketState
from nhipcau.matching.models import Referral
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.fairs.factories import (
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.matching.factories import ReferralFactory, sharing
from tests.seekers.factories import SeekerFactory
from tests.site.web.counsel_hall import at, brought, cost, here


class TestReferring:
    def test_best_first_with_reasons_obstacles_and_the_queue(self, desk: Client, hall: SessionSite) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day", wished_pay=9_000_000)
        ticket = here(hall, seeker=person)
        other = brought(hall, "Bảo vệ", vacancy__shift="night", vacancy__pay_to=7_000_000, vacancy__pay_from=None)
        best = brought(hall, "Công nhân may", vacancy__shift="day", headcount=1)
        page = desk.get(at("openings", ticket.pk))
        assert [one.row for one in page.context["rows"]] == [best, other]
        told = [one.told for one in page.context["rows"]]
        assert told[0].explanation.strongest.words.startswith("Lương 8–12 triệu/tháng")
        assert not told[0].explanation.obstacles
        assert [one.gate for one in told[1].explanation.obstacles] == ["pay", "shift"]
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
