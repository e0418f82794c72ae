"""What everybody reads about the centres."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from tests.accounts.signing import sign_in
from tests.centres.factories import CentreFactory, PlaceFactory, staff

PUBLIC = reverse("centres:public")
HOURS = "Thứ Hai–Thứ Sáu, 7:30–17:00"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_or_many(
    client: Client, db: None, number: int, django_assert_num_queries
) -> None:
    for centre in CentreFactory.create_batch(number):
        PlaceFactory.create_batch(2, centre=centre)

    with django_assert_num_queries(2):
        page = client.get(PUBLIC)

    assert page.text.count("<article") == number


def test_hours_hotline_places_and_the_way_of_working_stand_there(client: Client, db: None) -> None:
    centre = CentreFactory(opening_hours=HOURS, phone="0912345678", service_process="Bước một")
    PlaceFactory(centre=centre, name="Điểm cầu Việt Yên", computers=12)

    page = client.get(PUBLIC).text

    for words in (HOURS, 'href="tel:0912345678"', "0912 345 678", "Điểm cầu Việt Yên", "12 máy tính", "Bước một"):
        assert page.count(words) == 1, words


def test_an_empty_list_says_so(client: Client, db: None) -> None:
    assert client.get(PUBLIC).status_code == 200


def test_the_manager_writes_what_everybody_reads(client: Client, db: None) -> None:
    centre = CentreFactory()
    sign_in(client, staff(Role.MANAGER, centre))
    edit = reverse("centres:edit", args=[centre.pk])
    assert client.get(edit).status_code == 200

    answer = client.post(edit, {"address": "Số 1", "phone": "1900 1234", "opening_hours": HOURS})

    assert answer.headers["Location"] == PUBLIC
    assert client.get(PUBLIC).text.count(HOURS) == 1


def test_a_wrong_hotline_is_said_beside_its_field(client: Client, db: None) -> None:
    centre = CentreFactory()
    sign_in(client, staff(Role.MANAGER, centre))

    page = client.post(
        reverse("centres:edit", args=[centre.pk]), {"address": "Số 1", "phone": "113", "opening_hours": HOURS}
    )

    assert list(page.context["form"].errors) == ["phone"]


def test_the_manager_writes_what_stands_on_official_papers(client: Client, db: None) -> None:
    centre = CentreFactory()
    sign_in(client, staff(Role.MANAGER, centre))
    said = {
        "superior": "Sở Nội vụ tỉnh Bắc Ninh",
        "document_sign": "TTDVVL",
        "signatory": "Dương Minh Đức",
        "signatory_title": "Giám đốc",
    }
    facts = {"address": "Số 1", "phone": "1900 1234", "opening_hours": HOURS}

    client.post(reverse("centres:edit", args=[centre.pk]), facts | said)

    centre.refresh_from_db()
    assert {name: getattr(centre, name) for name in said} == said
    assert "Dương Minh Đức" not in client.get(PUBLIC).text


@pytest.mark.parametrize(("typed", "kept"), [("120", 120), ("", 300), ("0", 300), ("nhiều", 300)])
def test_the_manager_sets_how_many_open_places_call_for_a_session(
    client: Client, db: None, typed: str, kept: int
) -> None:
    centre = CentreFactory(order_threshold=300)
    sign_in(client, staff(Role.MANAGER, centre))
    facts = {"address": "Số 1", "phone": "1900 1234", "opening_hours": HOURS, "order_threshold": typed}

    client.post(reverse("centres:edit", args=[centre.pk]), facts)

    centre.refresh_from_db()
    assert centre.order_threshold == kept
