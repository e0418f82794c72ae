"""One score at the desk too: what is said today re-ranks, age is shown and counts for nothing, what is of life stays here."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre, Role
from nhipcau.counselling.models import Screening
from nhipcau.fairs.models import SessionSite
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.matching.models import NotForMe, Referral
from nhipcau.matching.queries.held import forget_held
from nhipcau.seekers.models import Seeker
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.counselling.factories import ScreeningFactory
from tests.fairs.factories import SessionSiteFactory
from tests.matching.factories import PreferenceFactory, ReferralFactory, sharing
from tests.seekers.factories import SeekerFactory
from tests.site.web.counsel_hall import at, brought, cost, here
from tests.vacancies.factories import VacancyFactory


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    forget_held()
    yield
    forget_held()


LIMIT = {"vacancy__age_to": 35, "vacancy__age_reason": "Việc cần nhanh tay"}


class TestSuits:
    def test_what_is_said_at_the_desk_ranks_anew_and_stays_out_of_the_file(
        self, desk: Client, hall: SessionSite
    ) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day")
        ticket = here(hall, seeker=person)
        sewing, welding = brought(hall, "Công nhân may"), brought(hall, "Thợ hàn CO2", vacancy__shift="night")
        file = Seeker.objects.filter(pk=person.pk).values().get()
        assert [one.row for one in desk.get(at("openings", ticket.pk)).context["rows"]] == [sewing, welding]
        desk.post(at("screening", ticket.pk), {"wish": "thợ hàn", "shift": "night"})
        rows = desk.get(at("openings", ticket.pk)).context["rows"]
        assert [one.row for one in rows] == [welding, sewing]
        assert any(line.words.startswith("Đúng việc người này tìm") for line in rows[0].told.explanation.lines)
        assert Seeker.objects.filter(pk=person.pk).values().get() == file
        desk.post(at("refer", ticket.pk, welding.pk))
        assert Referral.objects.get().why == ["wish", "shift"]

    def test_each_opening_shows_two_sides_its_strongest_reason_and_what_is_missing(
        self, desk: Client, hall: SessionSite
    ) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day", wished_pay=9_000_000, skills="")
        brought(hall, vacancy__shift="night", vacancy__requirements="Biết may 1 kim")
        page = desk.get(at("openings", here(hall, seeker=person).pk))
        (told,) = [one.told for one in page.context["rows"]]
        for bar in told.explanation.bars:
            assert bar.title in page.text
            assert f"{bar.percent} %" in page.text
        assert [line.criterion for line in told.missing] == ["skills"]
        for words in (told.explanation.strongest.words, told.missing[0].words, told.explanation.obstacles[0].words):
            assert page.text.count(words) >= 1
        assert all(line.words in page.text for line in told.explanation.lines if "“" not in line.words)

    def test_what_the_person_turned_down_comes_last_with_their_reason(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, wished_work="công nhân may"))
        refused, other = brought(hall), brought(hall, "Bảo vệ")
        assert [one.row for one in desk.get(at("openings", ticket.pk)).context["rows"]] == [refused, other]
        NotForMe.objects.create(seeker=ticket.seeker, vacancy=refused.vacancy, because="far", said_at=NOON)
        page = desk.get(at("openings", ticket.pk))
        assert [one.row for one in page.context["rows"]] == [other, refused]
        assert page.text.count("Đã nói: không hợp với tôi.") == 1

    def test_a_diploma_that_is_at_home_is_said_where_one_is_asked_for_and_moves_nothing(
        self, desk: Client, hall: SessionSite
    ) -> None:
        ticket = here(hall)
        asked = brought(hall, vacancy__qualification="elementary")
        brought(hall, vacancy__qualification="none")
        said = "Hôm nay chưa mang theo bằng hoặc chứng chỉ."
        before = {one.row: one.told.explanation.score for one in desk.get(at("openings", ticket.pk)).context["rows"]}
        assert said not in desk.get(at("openings", ticket.pk)).text
        screening = ScreeningFactory(seeker=ticket.seeker, occasion_id=hall.session_id, wish="", papers=[])
        page = desk.get(at("openings", ticket.pk))
        assert [one.row for one in page.context["rows"] if one.told.paper] == [asked]
        assert page.text.count(said) == 1
        assert {one.row: one.told.explanation.score for one in page.context["rows"]} == before
        Screening.objects.filter(pk=screening.pk).update(papers=["diploma"])
        assert said not in desk.get(at("openings", ticket.pk)).text


class TestAge:
    def test_a_counsellor_sees_the_limit_its_reason_and_that_it_counts_for_nothing(
        self, desk: Client, hall: SessionSite
    ) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, birth_date=date(1970, 1, 1)))
        wanted, free = brought(hall, **LIMIT), brought(hall)
        page = desk.get(at("openings", ticket.pk))
        assert [one.row for one in page.context["rows"]] == [wanted, free]
        assert len({one.told.explanation.score for one in page.context["rows"]}) == 1
        assert "đến 35" in page.text
        assert "Việc cần nhanh tay" in page.text
        assert "Không nêu luật nào" in page.text
        assert "người này 56 tuổi" in page.text

    def test_a_limit_of_the_law_names_its_ground_and_shuts(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, birth_date=date(1970, 1, 1)))
        by_law, free = brought(hall, **LIMIT, vacancy__age_ground="heavy"), brought(hall)
        page = desk.get(at("openings", ticket.pk))
        assert [one.row for one in page.context["rows"]] == [free, by_law]
        assert "Công việc nặng nhọc, độc hại" in page.text
        assert [one.gate for one in page.context["rows"][1].told.explanation.obstacles] == ["age"]


class TestLife:
    def test_open_doors_are_for_a_counsellor_and_stand_on_no_slip(
        self, desk: Client, hall: SessionSite, centre: Centre
    ) -> None:
        person = sharing(centre, birth_date=date(1980, 1, 1), has_disability=True, needs="Cần lối đi không bậc")
        ticket = here(hall, seeker=person)
        opening = brought(hall, vacancy__welcomes=["over_35", "disabled"])
        doors = ("Cần lối đi không bậc", "người khuyết tật", "người trên 35 tuổi")
        addresses = [
            at("openings", ticket.pk),
            at("why", ticket.pk, opening.pk),
            at("direct", person.pk),
            at("direct-why", person.pk, opening.vacancy_id),
        ]
        officer = sign_in(Client(), staff(Role.SITE_OFFICER, centre))
        for address in addresses:
            assert all(words in desk.get(address).text for words in doors), address
            assert not any(words in officer.get(address).text for words in doors), address
        desk.post(at("refer", ticket.pk, opening.pk))
        assert "welcome" not in Referral.objects.get().why


class TestMore:
    def test_each_step_is_counted_with_what_can_be_done_and_its_openings_on_a_tap(
        self, desk: Client, hall: SessionSite
    ) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day", qualification="none")
        ticket = here(hall, seeker=person)
        nights = {brought(hall, vacancy__shift="night").vacancy for _n in range(2)}
        trained = VacancyFactory(on_board=True, qualification="short", shift="day")
        page = desk.get(at("more", ticket.pk))
        steps = {row["step"].code: row for row in page.context["rows"]}
        assert {code: row["step"].more for code, row in steps.items()} == {"any_shift": 2, "more_training": 1}
        assert steps["any_shift"]["ask_url"] == at("screening", ticket.pk) + "#id_shift"
        assert all(row["step"].words in page.text and row["step"].do in page.text for row in page.context["rows"])
        for code, openings in (("any_shift", nights), ("more_training", {trained})):
            opened = desk.get(at("more", ticket.pk), {"neu": code})
            assert {one.vacancy for one in opened.context["shown"]} == openings
            assert all(one.title in opened.text for one in openings)

    def test_the_advice_is_put_in_the_note_and_kept_when_sent(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, qualification="none"))
        VacancyFactory(on_board=True, qualification="short")
        (row,) = desk.get(at("more", ticket.pk)).context["rows"]
        ScreeningFactory(seeker=ticket.seeker, occasion_id=hall.session_id, note="Mới nghỉ việc.")
        address = row["note_url"].partition("#")[0]
        note = desk.get(address).context["form"]["note"].value()
        assert note == "Mới nghỉ việc. Đã tư vấn học nghề."
        desk.post(at("screening", ticket.pk), {"wish": "may", "note": note})
        assert Screening.objects.get().note == note
        assert desk.get(address).context["form"]["note"].value() == note
        assert desk.get(at("screening", ticket.pk) + "?ghi=any_shift").context["form"]["note"].value() == note

    def test_what_is_said_today_is_what_is_otherwise(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, wished_shift="day"))
        brought(hall, vacancy__shift="night")
        assert [row["step"].code for row in desk.get(at("more", ticket.pk)).context["rows"]] == ["any_shift"]
        ScreeningFactory(seeker=ticket.seeker, occasion_id=hall.session_id, shift="any", wish="")
        assert desk.get(at("more", ticket.pk)).context["rows"] == []

    def test_without_a_fair_the_file_is_where_it_is_written(self, desk: Client, centre: Centre) -> None:
        person = sharing(centre, wished_shift="day")
        VacancyFactory(on_board=True, shift="night")
        (row,) = desk.get(at("direct-more", person.pk)).context["rows"]
        assert row["edit_url"] == f"/toi/nguoi/{person.pk}/sua/"
        assert desk.get(at("direct-more", person.pk), {"neu": "any_shift"}).context["opened"].more == 1
        assert desk.get(at("direct-more", person.pk), {"neu": "khac"}).context["opened"] is None

    def test_it_costs_the_same_for_one_or_three(self, desk: Client, hall: SessionSite) -> None:
        ticket = here(hall, seeker=sharing(hall.centre, wished_shift="day"))
        brought(hall, vacancy__shift="night")
        address = at("more", ticket.pk) + "?neu=any_shift"
        before = cost(lambda: desk.get(address))
        brought(hall, vacancy__shift="night")
        brought(hall, vacancy__shift="night")
        assert cost(lambda: desk.get(address)) == before


class TestWhy:
    def test_both_sides_to_the_last_point_with_edition_time_and_a_mark_that_stays(
        self, desk: Client, hall: SessionSite
    ) -> None:
        person = sharing(hall.centre, wished_work="công nhân may", wished_shift="day")
        ticket, opening = here(hall, seeker=person), brought(hall, vacancy__shift="two")
        page = desk.get(at("why", ticket.pk, opening.pk))
        told = page.context["told"].explanation
        assert sum(line.points for side in page.context["sides"] for line in side["lines"]) == told.score
        assert sum(side["bar"].points for side in page.context["sides"]) == told.score
        for said in (page.context["edition"], page.context["mark"], "12:00", person.full_name, opening.vacancy.title):
            assert said in page.text
        assert desk.get(at("why", ticket.pk, opening.pk)).context["mark"] == page.context["mark"]
        by_file = desk.get(at("direct-why", person.pk, opening.vacancy_id))
        assert (by_file.context["mark"], by_file.context["told"].explanation) == (page.context["mark"], told)
        ScreeningFactory(seeker=person, occasion_id=hall.session_id, wish="may", shift="any")
        then = desk.get(at("why", ticket.pk, opening.pk))
        assert then.context["mark"] != page.context["mark"]
        assert then.context["told"].explanation.score > told.score
        assert desk.get(at("direct-why", person.pk, opening.vacancy_id)).context["mark"] == page.context["mark"]

    def test_reading_writes_nothing(self, desk: Client, hall: SessionSite) -> None:
        ticket, opening = here(hall), brought(hall)
        before = AuditRecord.objects.count()
        for name, ids in (("why", [ticket.pk, opening.pk]), ("more", [ticket.pk])):
            assert desk.get(at(name, *ids)).status_code == 200
            assert desk.post(at(name, *ids)).status_code == 405
        assert AuditRecord.objects.count() == before

    def test_what_is_not_theirs_is_not_there(self, desk: Client, hall: SessionSite, centre: Centre) -> None:
        ours, theirs = sharing(centre), SeekerFactory()
        ticket, opening = here(hall, seeker=ours), brought(hall)
        point = SessionSiteFactory(session=hall.session, centre=CentreFactory(), role=SessionSite.Role.MEETING_POINT)
        elsewhere = here(point)
        foreign = here(hall, seeker=sharing())  # a ticket here, a file kept by another centre
        hidden = VacancyFactory()  # not on the board
        for address in (
            at("why", elsewhere.pk, opening.pk),
            at("more", elsewhere.pk),
            at("why", foreign.pk, opening.pk),
            at("why", ticket.pk, 0),
            at("direct-why", theirs.pk, opening.vacancy_id),
            at("direct-why", ours.pk, hidden.pk),
            at("direct-more", theirs.pk),
        ):
            assert desk.get(address).status_code == 404, address
        assert foreign.seeker.centre.short_name in desk.get(at("more", foreign.pk)).text
        assert "rows" not in desk.get(at("more", foreign.pk)).context
        assert desk.get(at("why", ticket.pk, opening.pk)).status_code == 200

    @pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.MANAGER, Role.SWITCHBOARD])
    def test_who_does_not_refer_does_not_read_why(self, role: Role, hall: SessionSite, centre: Centre) -> None:
        ticket, opening = here(hall), brought(hall)
        somebody = sign_in(Client(), staff(role, centre))
        for address in (
            at("why", ticket.pk, opening.pk),
            at("more", ticket.pk),
            at("direct-why", ticket.seeker_id, opening.vacancy_id),
            at("direct-more", ticket.seeker_id),
        ):
            assert somebody.get(address).status_code == 403


class TestDirect:
    def test_the_counsellor_sees_what_the_person_is_suggested_and_what_was_sent_is_gone(
        self, desk: Client, centre: Centre, counsellor: User
    ) -> None:
        person = sharing(centre, wished_work="công nhân may", wished_shift="day")
        hall = SessionSiteFactory()
        best, good, sent = brought(hall).vacancy, brought(hall, "Bảo vệ").vacancy, brought(hall).vacancy
        brought(hall, vacancy__shift="night")  # shut
        ReferralFactory(seeker=person, vacancy=sent, centre=centre, made_by=counsellor)
        page = desk.get(at("direct", person.pk))
        assert [one.vacancy for one in page.context["rows"]] == [best, good]

    def test_a_search_shows_what_stands_against_too(self, desk: Client, centre: Centre) -> None:
        person = sharing(centre, wished_shift="day")
        shut = VacancyFactory(on_board=True, title="Thợ hàn CO2", shift="night")
        page = desk.get(at("direct", person.pk), {"q": "tho han"})
        assert [one.vacancy for one in page.context["rows"]] == [shut]
        assert page.context["rows"][0].explanation.obstacles

    def test_who_switched_suggestions_off_is_suggested_nothing_here_either(self, desk: Client, centre: Centre) -> None:
        person = sharing(centre)
        opening = VacancyFactory(on_board=True, title="Thợ hàn CO2")
        assert opening.title in desk.get(at("direct", person.pk)).text
        PreferenceFactory(seeker=person, suggestions=False)
        page = desk.get(at("direct", person.pk))
        assert opening.title not in page.text
        assert "đã tắt gợi ý" in page.text
        assert opening.title in desk.get(at("direct", person.pk), {"q": "tho han"}).text
