import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.reference.factories import (
    CommuneFactory,
    IndustrialParkFactory,
    IndustryFactory,
    OccupationFactory,
    ProvinceFactory,
    TrainingFieldFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = {
    "places": (ProvinceFactory, 5),
    "communes": (CommuneFactory, 5),
    "parks": (IndustrialParkFactory, 1),
    "occupations": (OccupationFactory, 1),
    "industries": (IndustryFactory, 1),
    "training-fields": (TrainingFieldFactory, 1),
}


@pytest.mark.parametrize("address", FACTORIES)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_stranger_gets_rows_at_the_same_cost_for_one_or_many(
    client: Client,
    address: str,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    factory, queries = FACTORIES[address]
    made = [factory(name=f"Thử nghiệm {row}") for row in range(rows)]

    with django_assert_num_queries(queries):
        response = client.get(reverse(f"reference:{address}"), {"q": "thu nghiem"})

    assert response.text.count('role="option"') == rows
    assert f'data-value="{made[0].code}"' in response.text


def test_an_empty_question_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(reverse("reference:places"), {"q": "  "})
    assert response.text.strip() == ""


def test_names_from_outside_are_escaped(client: Client) -> None:
    OccupationFactory(name='Thợ "mẫu" <b>', code="X999")
    response = client.get(reverse("reference:occupations"), {"q": "tho mau"})
    assert 'data-label="Thợ &quot;mẫu&quot; &lt;b&gt;"' in response.text


def test_a_very_long_question_is_cut_and_nothing_breaks(client: Client) -> None:
    response = client.get(reverse("reference:places"), {"q": "việt yên, " * 500})
    assert response.status_code == 200


def test_suggestions_are_asked_for_not_sent(client: Client) -> None:
    assert client.post(reverse("reference:places")).status_code == 405
