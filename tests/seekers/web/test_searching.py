"""The counter's search of people on its page."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from nhipcau.centres.api import Centre
from nhipcau.seekers.models import Seeker
from tests.seekers.factories import SeekerFactory
from tests.vacancies.places import Map

PEOPLE = reverse("seekers:people")


def test_each_part_can_be_taken_away_on_the_page(counter: Client, people: dict[str, Seeker]) -> None:
    page = counter.post(PEOPLE, {"q": "may viet yen duoi 9tr"})

    assert [(part.label, part.rest) for part in page.context["understood"]] == [
        ("may", "viet yen duoi 9tr"),
        ("muốn nhiều nhất 9 triệu", "may viet yen"),
        ("ở quanh Việt Yên", "may duoi 9tr"),
    ]
    for part in page.context["understood"]:
        assert counter.post(PEOPLE, {"q": part.rest}).context["found"].total >= 1
    assert "2 triệu" not in page.text
    assert counter.get(f"{PEOPLE}?q=may").context["typed"] == ""


def test_more_than_a_page_of_people_is_turned_page_by_page(counter: Client, centre: Centre) -> None:
    SeekerFactory.create_batch(25, centre=centre, wished_work="Thợ hàn")

    first = counter.post(PEOPLE, {"q": "tho han"})
    second = counter.post(PEOPLE, {"q": "tho han", "page": str(first.context["after"])})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (20, 5)
    assert (first.context["before"], second.context["before"], second.context["after"]) == (None, 1, None)
    shown = {row["seeker"].pk for page in (first, second) for row in page.context["rows"]}
    assert len(shown) == 25
    assert counter.post(PEOPLE, {"q": "tho han", "page": "99"}).context["rows"]


def test_a_search_by_wishes_costs_the_same_for_one_or_many(
    counter: Client, centre: Centre, here: Map, cost: Callable[[Callable[[], object]], int]
) -> None:
    SeekerFactory(centre=centre, commune=here.nenh, wished_work="Thợ hàn")
    one = cost(lambda: counter.post(PEOPLE, {"q": "tho han viet yen"}))
    SeekerFactory.create_batch(4, centre=centre, commune=here.bo_ha, wished_work="Thợ hàn")

    assert cost(lambda: counter.post(PEOPLE, {"q": "tho han viet yen"})) == one
