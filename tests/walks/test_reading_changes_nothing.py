"""Looking at pages changes nothing and shows nothing of others; sending needs the token of one's own page."""

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from nhipcau.accounts.http import PUBLIC
from tests.walks import marks
from tests.walks.asking import Asker
from tests.walks.can_fair import CAN
from tests.walks.party import World
from tests.walks.routes import ALL, things
from tests.walks.test_foreign_ids import HTMX, THROUGH_ALL, VISITORS

pytestmark = pytest.mark.django_db


@pytest.mark.promise("R59")
@pytest.mark.parametrize("who", VISITORS)
def test_reading_changes_nothing_and_no_list_shows_the_other_party(world: World, who: str) -> None:
    user, asker = world.a.users.get(who), Asker()
    wrong = []
    for route in ALL:
        if route.stops_at_the_door(user) or (route.permission == PUBLIC and who not in READ_ALL):
            continue
        for name, arguments in things(route, world.a, only=VISITORS.index(who)):
            for headers in ({}, HTMX) if who in THROUGH_ALL else ({},):
                answer = asker.ask(user, "GET", reverse(route.name, kwargs=arguments), **headers)
                leaks = marks.found_in(answer.body, "B") if (route.name, who) not in KEPT_TOGETHER else set()
                if answer.changed or leaks or answer.status >= 500:
                    wrong.append(f"{route.name} {name}: {answer.status} {answer.changed} {leaks}")
    assert wrong == []


READ_ALL = ("nobody", *THROUGH_ALL)  # public pages are the same for every role of the staff
# In the demo every message is read by everybody, so that a visitor finds the code to sign in with.
KEPT_TOGETHER = {("demo:sms", who) for who in VISITORS}


@pytest.mark.promise("R59")
def test_nothing_is_taken_without_the_token_of_the_page(world: World) -> None:
    """By those who may, with what they would send; and at every address, of libraries too."""
    asker = Asker()
    taken = []
    for route in ALL:
        can = CAN.get(route.name)
        user = world.a.users.get(can.who if can else "operator")
        for _name, arguments in things(route, world.a, only=0):
            answer = asker.ask(user, "POST", reverse(route.name, kwargs=arguments), csrf="strict", **HTMX)
            if answer.status != 403 or answer.changed:
                taken.append(f"{route.name}: {answer.status} {answer.changed}")
    assert taken == []


def test_nothing_of_a_library_is_taken_without_the_token_either(world: World) -> None:
    asker = Asker()
    addresses = [name for name in names(get_resolver()) if name not in {route.name for route in ALL}]
    answers = {name: asker.ask(world.a.users["operator"], "POST", reverse(name), csrf="strict") for name in addresses}
    assert "set-language" in answers
    assert {name for name, answer in answers.items() if answer.status != 403} == set()


def names(resolver: URLResolver) -> list[str]:
    parts = [part for part in resolver.url_patterns if isinstance(part, URLPattern)]
    return [str(part.name) for part in parts if part.name and not part.pattern.converters]


def test_a_page_that_is_open_takes_nothing_from_a_visitor_without_the_token(world: World) -> None:
    asker = Asker()
    for route in (route for route in ALL if route.permission == PUBLIC):
        for _name, arguments in things(route, world.a, only=0):
            assert asker.ask(None, "POST", reverse(route.name, kwargs=arguments), csrf="strict").status == 403
