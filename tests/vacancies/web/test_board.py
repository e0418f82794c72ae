import pytest
from django.urls import reverse

from nhipcau.vacancies.models import Complaint, Status
from tests.conftest import NOON
from tests.employers.counting import queries_of
from tests.employers.factories import EmployerFactory
from tests.reference.factories import IndustrialParkFactory, OccupationFactory
from tests.vacancies.factories import VacancyFactory
from tests.vacancies.places import small_map

pytestmark = pytest.mark.django_db
BOARD = reverse("vacancies:board")


@pytest.mark.parametrize("query", ["", "?q=cong+nhan+viet+yen", "?q=cong+nhan&tinh=ZZ&sap=pay"])
def test_the_board_costs_the_same_for_one_or_many(client, query):
    here = small_map()
    VacancyFactory(on_board=True, commune=here.nenh)
    cost_of_one = queries_of(client, BOARD + query)
    park, trade = IndustrialParkFactory(), OccupationFactory()
    VacancyFactory.create_batch(2, on_board=True, commune=here.bo_ha, park=park, occupation=trade)

    assert queries_of(client, BOARD + query) == cost_of_one


def test_what_was_understood_can_be_taken_away_piece_by_piece(client):
    here = small_map()
    VacancyFactory(on_board=True, title="Công nhân may", commune=here.nenh, has_dormitory=True)

    page = client.get(BOARD, {"q": "cong nhan may viet yen co ky tuc xa"})

    chips = page.context["understood"]
    assert chips[0].label == "công nhân may"
    assert [chip.url for chip in chips] == [
        f"{BOARD}?q=viet+yen+co+ky+tuc+xa",
        f"{BOARD}?q=cong+nhan+may+viet+yen",
        f"{BOARD}?q=cong+nhan+may+co+ky+tuc+xa",
    ]
    assert len(page.context["page"]) == 1


def test_the_whole_search_stands_in_its_address(client):
    here = small_map()
    asked = {
        "q": "may",
        "tinh": here.province.pk,
        "xa": here.nenh.pk,
        "luong": "8",
        "ca": "day",
        "ktx": "1",
        "tuoi": "1",
        "sap": "pay",
    }

    page = client.get(BOARD, asked)

    day_off = next(chip for chip in page.context["quick"] if chip.on)
    province, commune = here.province.pk, here.nenh.pk
    assert day_off.url == f"{BOARD}?q=may&tinh={province}&xa={commune}&luong=8&ktx=1&tuoi=1&sap=pay"
    assert len(page.context["chosen"]) == 4
    assert list(page.context["communes"]) == sorted([here.bo_ha, here.near, here.nenh], key=lambda one: one.sort_key)


def test_typing_brings_back_only_the_answers_under_a_short_address(client):
    VacancyFactory(on_board=True, title="Thợ hàn")

    asked = {"q": "tho han", "tinh": "", "luong": "", "ca": ""}
    page = client.get(BOARD, asked, headers={"HX-Request": "true"})

    assert page.text.count("<article") == 1
    assert "<html" not in page.text
    assert page.headers["HX-Push-Url"] == f"{BOARD}?q=tho+han"
    assert "HX-Request" in page.headers["Vary"]


@pytest.mark.parametrize(
    "query", ["luong=abc", "tinh=%00%00", "ca=x&sap=y&dn=z", "page=-3", "page=999", "q=%00may", "luong=9999"]
)
def test_an_odd_address_is_answered_all_the_same(client, query):
    assert client.get(f"{BOARD}?{query}").status_code == 200


def test_an_empty_answer_says_what_to_try(client):
    page = client.get(BOARD, {"q": "phi hanh gia", "ktx": "1"})

    assert page.context["page"].paginator.count == 0
    assert f'href="{BOARD}"' in page.text


def test_openings_of_one_enterprise_can_be_asked_for(client):
    employer = EmployerFactory()
    meant = VacancyFactory(on_board=True, employer=employer)
    VacancyFactory(on_board=True)

    assert list(client.get(BOARD, {"dn": employer.pk}).context["page"]) == [meant]


def test_a_page_of_an_opening_says_first_things_first(client):
    vacancy = VacancyFactory(
        on_board=True, benefits=["insurance"], conditions=["standing"], welcomes=["over_35"], description="May áo"
    )
    VacancyFactory(on_board=True, employer=vacancy.employer, title="Thợ cắt")

    text = client.get(reverse("vacancies:vacancy", args=[vacancy.pk])).text

    assert text.index("8.000.000") < text.index("May áo")
    assert "Thợ cắt" in text
    assert f"{reverse('fairs:coming')}?viec={vacancy.pk}" in text


def test_pay_by_the_day_is_said_by_the_day(client):
    vacancy = VacancyFactory(on_board=True, pay_kind="day", pay_from=300_000, pay_to=400_000)

    assert "300.000–400.000" in client.get(reverse("vacancies:vacancy", args=[vacancy.pk])).text


def test_what_was_on_the_board_says_that_it_is_gone_and_what_never_was_is_not_there(client):
    closed = VacancyFactory(on_board=True, status=Status.CLOSED)
    never = VacancyFactory()

    assert client.get(reverse("vacancies:vacancy", args=[closed.pk])).status_code == 410
    assert client.get(reverse("vacancies:vacancy", args=[never.pk])).status_code == 404
    assert client.get(reverse("vacancies:complain", args=[closed.pk])).status_code == 404


def test_anybody_reports_a_false_opening(client):
    vacancy = VacancyFactory(on_board=True)
    url = reverse("vacancies:complain", args=[vacancy.pk])

    client.get(url)
    nothing = client.post(url, {"kind": "", "words": "Lừa đảo"})
    client.post(url, {"kind": "false", "words": "Lừa đảo"})

    assert "Lừa đảo" in nothing.text
    report = Complaint.objects.get()
    assert (report.vacancy, report.kind, report.made_at) == (vacancy, "false", NOON)


def test_the_twenty_first_report_in_an_hour_is_told_that_many_were_made(client):
    vacancy = VacancyFactory(on_board=True)
    for _one in range(20):
        Complaint.objects.create(vacancy=vacancy, kind="false", made_at=NOON)

    page = client.post(reverse("vacancies:complain", args=[vacancy.pk]), {"kind": "false"})

    assert len(page.context["form"].non_field_errors()) == 1
    assert Complaint.objects.count() == 20
