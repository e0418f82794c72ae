"""What pages of openings fetch for the person: how one opening suits, and one line on each card of the board."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from nhipcau.centres.models import Role
from nhipcau.matching.api import switch_suggestions
from nhipcau.matching.suitability import Criterion, Opening, Person
from nhipcau.matching.suitability.sentences import Reader, explained
from nhipcau.matching.web.suggested_shown import Shown
from nhipcau.vacancies.models import Status, Vacancy
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory
from tests.matching.test_suitability import FACTORY, SEWER
from tests.matching.web.looking import HTMX, cards, home, one, phone_of, sewing, somebody
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
VI = {"Accept-Language": "vi"}


def card(person: Person, opening: Opening) -> Shown:
    with override("vi"):
        return Shown(Vacancy(), explained(person, opening, Reader.PERSON), None)


def test_an_opening_shows_its_bars_and_sentences_to_the_person() -> None:
    opening = sewing()
    client = phone_of(somebody())
    page = client.get(one(opening), headers=VI).text
    part = client.get(one(opening), headers={**HTMX, **VI})
    for words in ("Việc này có hợp với bạn không?", "Hợp với mong muốn của bạn", "Gần nhà", "Không hợp vì:"):
        assert words in page
        assert words in part.text
    assert "<html" in page
    assert "<html" not in part.text
    assert "HX-Request" in part.headers["Vary"]


def test_what_stands_in_the_way_is_said_in_words() -> None:
    far = CommuneFactory(province=home().province, latitude=home().latitude + 0.5, longitude=home().longitude)
    page = phone_of(somebody()).get(one(sewing(commune=far, shift="night")), headers=VI).text
    assert "Quá xa: 55 km" in page
    assert "Khác ca: “Ca đêm”; bạn chọn “Chỉ làm ca ngày”." in page


def test_doors_that_stand_open_are_told_to_the_person() -> None:
    me = somebody(has_disability=True, needs="xe lăn")
    opening = sewing(welcomes=["disabled"])
    page = phone_of(me).get(one(opening), headers=VI).text
    assert "Doanh nghiệp ưu tiên người khuyết tật." in page
    assert "xe lăn" in page
    assert "khuyết tật" not in phone_of(somebody()).get(one(opening), headers=VI).text


def test_nothing_is_compared_for_who_switched_it_off() -> None:
    me, opening = somebody(), sewing()
    switch_suggestions(seeker=me, on=False, by=seeker_user(me), now=NOON)
    client = phone_of(me)
    part = client.get(one(opening), headers={**HTMX, **VI}).text
    assert "Bạn đã tắt gợi ý nên không có gì được so sánh." in part
    assert "<progress" not in part
    assert client.get(cards(opening), headers=HTMX).status_code == 204


def test_only_what_is_on_the_board_is_told() -> None:
    client = phone_of(somebody())
    hidden = [VacancyFactory(), sewing(status=Status.CLOSED)]
    shown = sewing()
    assert [client.get(one(each)).status_code for each in (*hidden, shown)] == [404, 404, 200]
    part = client.get(cards(*hidden, shown), headers=HTMX).text
    assert part.count("hx-swap-oob") == 1
    assert f'id="suits-{shown.pk}"' in part


def test_cards_get_their_number_reason_and_obstacle_in_one_answer() -> None:
    near, night = sewing(), sewing(shift="night")
    part = phone_of(somebody()).get(cards(near, night), headers={**HTMX, **VI}).text
    assert part.index(f"suits-{near.pk}") < part.index(f"suits-{night.pk}")
    assert part.count("Hợp ") >= 2
    assert "✓</b> Gần nhà" in part
    assert "Cản trở:" in part.split(f"suits-{night.pk}")[1]
    assert "Cản trở:" not in part.split(f"suits-{night.pk}")[0]


def test_at_most_thirty_cards_are_answered_and_nonsense_is_not() -> None:
    client = phone_of(somebody())
    openings = [sewing() for _n in range(31)]
    assert client.get(cards(*openings), headers=HTMX).text.count("hx-swap-oob") == 30
    for typed in ("", "?viec=", "?viec=x&viec=-1"):
        assert client.get(reverse("suggested:cards") + typed, headers=HTMX).status_code == 204
    assert client.get(reverse("suggested:cards") + "?viec=" + "9" * 30, headers=HTMX).text.strip() == ""
    assert client.get(reverse("suggested:mine") + "?vua-bo=" + "9" * 30).status_code == 200


def test_cards_cost_the_same_for_one_or_many() -> None:
    client, openings = phone_of(somebody()), [sewing(employer=EmployerFactory()) for _n in range(5)]

    def cost(*some: Vacancy) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(cards(*some), headers=HTMX).status_code == 200
        return len(seen)

    cost(openings[0])
    assert cost(openings[0]) == cost(*openings)


def test_the_board_asks_once_for_all_its_cards_and_only_for_who_has_a_file() -> None:
    openings = [sewing(), sewing()]
    board, me = reverse("vacancies:board"), somebody()
    page = phone_of(me).get(board).text
    assert page.count(reverse("suggested:cards")) == 1
    assert all(f"viec={each.pk}&" in page and f'id="suits-{each.pk}" hidden' in page for each in openings)
    clerk = sign_in(Client(), staff(Role.COUNSELLOR, me.centre))
    for other in (Client(), clerk):
        assert "suits-" not in other.get(board).text


def test_an_openings_page_asks_for_its_part_and_has_a_link_without_scripts() -> None:
    opening, me = sewing(), somebody()
    page = reverse("vacancies:vacancy", args=[opening.pk])
    assert phone_of(me).get(page).text.count(f'"{one(opening)}"') == 2
    assert one(opening) not in Client().get(page).text


def test_a_part_is_left_out_until_somebody_says_who_is_looking() -> None:
    me, opening = somebody(), sewing()
    SeekerFactory(account=seeker_user(me))
    client = phone_of(me)
    assert client.get(one(opening), headers=HTMX).status_code == 204
    assert client.get(cards(opening), headers=HTMX).status_code == 204
    assert client.get(one(opening)).headers["Location"].startswith(reverse("seekers:choose"))


def test_the_strongest_reason_and_what_costs_most_are_those_of_the_lines() -> None:
    reason, lacking = card(SEWER, FACTORY).reason, card(SEWER, replace(FACTORY, skills=frozenset({39}))).lacking
    assert reason
    assert reason.words.startswith("Gần nhà")  # that it is the work looked for, its title says
    assert lacking
    assert lacking.words == "Thiếu: Chứng chỉ hàn 3G."
    worst = max(
        (line for line in card(Person(), FACTORY).explanation.lines if line.points < line.most),
        key=lambda line: line.most - line.points,
    )
    assert worst.criterion == Criterion.OCCUPATION
    said = card(Person(), FACTORY).lacking
    assert said
    assert (said.words, said.points) == (worst.words, worst.points)


def test_a_trifle_is_not_called_missing() -> None:
    """Ten points for a contract and ten for the day to start are lost by everybody who said nothing of them."""
    told = card(SEWER, FACTORY)
    assert told.explanation.score < told.explanation.most
    assert told.lacking is None


def test_what_is_missing_comes_before_what_is_only_not_as_wished() -> None:
    """Work that is hardly like the wish costs more points than the language, but it is the language that is missing."""
    person = replace(SEWER, wishes=("8212",), done=(), languages=frozenset({"en"}))
    told = card(person, replace(FACTORY, languages=frozenset({"ko"})))
    lost = {line.criterion: line.most - line.points for line in told.explanation.lines}
    assert lost[Criterion.OCCUPATION] > lost[Criterion.LANGUAGE] > 0
    assert told.lacking
    assert told.lacking.words == "Thiếu ngoại ngữ: tiếng Hàn."
