"""The page of an order's map: counts for the centre and the enterprise, nobody named, the map and the table agree."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from nhipcau.centres.models import Role
from nhipcau.matching.queries.held import forget_held
from nhipcau.reference.models import Commune
from nhipcau.vacancies.models import LabourOrder, OrderState, Status, Vacancy
from tests.accounts.signing import sign_in
from tests.centres.factories import staff
from tests.employers.counting import queries_of
from tests.employers.factories import recruiter
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory, seeker_user
from tests.vacancies.factories import LabourOrderFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_held() -> None:
    forget_held()


@pytest.fixture
def order() -> LabourOrder:
    made: LabourOrder = LabourOrderFactory(headcount=30)
    return made


@pytest.fixture
def factory() -> Commune:
    return CommuneFactory(name="Vân Trung", latitude=21.27, longitude=106.10)


@pytest.fixture
def opening(order: LabourOrder, factory: Commune) -> Vacancy:
    made: Vacancy = VacancyFactory(on_board=True, order=order, employer=order.employer, commune=factory)
    return made


@pytest.fixture
def desk(client: Client, order: LabourOrder) -> Client:
    return sign_in(client, staff(Role.OPERATOR, order.centre))


def page(order: LabourOrder) -> str:
    return reverse("statistics:order-sources", args=[order.pk])


def people_of(count: int, name: str, **place: float) -> Commune:
    home: Commune = CommuneFactory(name=name, **place)
    SeekerFactory.create_batch(count, commune=home, will_move=False)
    return home


def test_communes_are_counted_in_the_table_and_drawn_on_the_map(
    desk: Client, order: LabourOrder, opening: Vacancy
) -> None:
    near = people_of(4, "Nếnh", latitude=21.25, longitude=106.08)
    few = people_of(2, "Ít Người", latitude=21.30, longitude=106.12)
    SeekerFactory(full_name="Hoàng Thị Rất Lạ", commune=near)
    with override("vi"):
        text = " ".join(html.unescape(desk.get(page(order)).text).split())

    assert "7 người hợp với đơn hàng này, cho 10 chỗ" in text
    assert f'<span class="number">1.</span> {near.label} </th> <td data-label="Số người" class="num">5</td>' in text
    assert f"<title>{near.label}: 5</title>" in text
    assert few.label not in text
    assert "Xã, phường ít người, hoặc chưa rõ nơi ở" in text
    assert "Rất Lạ" not in text


def test_beyond_the_twenty_on_the_map_every_named_commune_stands_in_the_table(
    desk: Client, order: LabourOrder, opening: Vacancy
) -> None:
    homes = [people_of(3, f"Thôn {n}", latitude=21.25, longitude=106.08) for n in range(22)]
    with override("vi"):
        text = " ".join(html.unescape(desk.get(page(order)).text).split())
    assert "Thêm 2 xã, phường" in text
    assert all(home.label in text for home in homes)
    assert text.count('<text class="inside"') == 20
    assert '<span class="number">22.</span>' in text


def test_an_order_for_people_of_some_provinces_counts_nobody_else(
    desk: Client, order: LabourOrder, opening: Vacancy, factory: Commune
) -> None:
    here = people_of(3, "Nếnh", latitude=21.25, longitude=106.08)
    there = people_of(4, "Chi Lăng", latitude=21.30, longitude=106.12)

    def found() -> tuple[bool, bool]:
        text = desk.get(page(order)).text
        return here.label in text, there.label in text

    assert found() == (True, True)
    order.provinces.set([there.province])
    assert found() == (False, True)
    order.provinces.clear()
    LabourOrder.objects.update(outside_province=False)
    Commune.objects.filter(pk=here.pk).update(province=order.centre.province)
    assert found() == (True, False)


def test_what_alone_keeps_people_away_is_said_from_three_on(desk: Client, order: LabourOrder, opening: Vacancy) -> None:
    home = CommuneFactory(latitude=21.25, longitude=106.08)
    SeekerFactory.create_batch(3, commune=home, wished_pay=40_000_000)
    SeekerFactory.create_batch(2, commune=home, wished_shift="night")
    Vacancy.objects.update(shift="flexible")
    with override("vi"):
        text = desk.get(page(order)).text
    assert "Chỉ vì lương mà 3 người không đến" in text
    assert "Chỉ vì ca làm" not in text


def test_over_all_openings_of_the_order_a_person_counts_once(
    desk: Client, order: LabourOrder, opening: Vacancy
) -> None:
    VacancyFactory(on_board=True, order=order, employer=order.employer, commune=opening.commune)
    people_of(3, "Nếnh", latitude=21.25, longitude=106.08)
    found = desk.get(page(order)).context["found"]
    assert (found.sourcing.people, found.openings, found.places) == (3, 2, 20)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.SUBMITTED])
def test_without_an_opening_on_the_board_there_is_a_hint(
    desk: Client, order: LabourOrder, opening: Vacancy, status: str
) -> None:
    Vacancy.objects.update(status=status)
    answer = desk.get(page(order))
    assert answer.context["found"] is None
    assert reverse("vacancies:order", args=[order.pk]) in answer.text


def test_the_enterprise_reads_it_too_and_nobody_else(client: Client, order: LabourOrder, opening: Vacancy) -> None:
    assert sign_in(client, recruiter(order.employer)).get(page(order)).status_code == 200
    for stranger, answer in ((recruiter(), 404), (staff(Role.OPERATOR), 404), (seeker_user(SeekerFactory()), 403)):
        assert sign_in(Client(), stranger).get(page(order)).status_code == answer
    assert Client().get(page(order)).status_code == 302


def test_before_the_centre_has_said_yes_there_is_no_map(desk: Client, order: LabourOrder) -> None:
    LabourOrder.objects.update(state=OrderState.REQUESTED)
    assert desk.get(page(order)).status_code == 404


def test_both_pages_of_the_order_lead_there(desk: Client, order: LabourOrder) -> None:
    for name in ("vacancies:order", "statistics:order"):
        assert f'href="{page(order)}"' in desk.get(reverse(name, args=[order.pk])).text


def test_it_costs_the_same_for_one_opening_and_for_many(desk: Client, order: LabourOrder, opening: Vacancy) -> None:
    people_of(3, "Nếnh", latitude=21.25, longitude=106.08)
    one = queries_of(desk, page(order))
    VacancyFactory.create_batch(5, on_board=True, order=order, employer=order.employer, commune=opening.commune)
    people_of(3, "Bố Hạ", latitude=21.47, longitude=106.22)
    assert queries_of(desk, page(order)) == one
