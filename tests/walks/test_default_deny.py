"""What is not opened on purpose is closed: to visitors, to wrong roles, to staff without their second step."""

import re
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, get_resolver, include, path, reverse
from django.urls.resolvers import RegexPattern

from nhipcau.accounts.http import PUBLIC, SIGNED_IN, access
from tests.house.test_addresses import is_listed
from tests.reached import addresses
from tests.walks import marks
from tests.walks.asking import Asker
from tests.walks.party import World
from tests.walks.routes import ALL, Route, _walk, things
from tests.walks.shown_to_all import PUBLIC_PAGES, SIGNED_IN_PAGES
from tests.walks.world import STAFF

pytestmark = pytest.mark.django_db


def page(request: HttpRequest, **arguments: Any) -> HttpResponse:
    return HttpResponse()


def forgotten() -> list[str]:
    """Addresses whose view says nothing about who may open it."""
    views = addresses(get_resolver().url_patterns)
    return [route for route, view in views if not hasattr(view, "access_declared") and not is_listed(view)]


@pytest.mark.promise("R41")
def test_every_address_says_who_may_open_it() -> None:
    assert forgotten() == []


def test_the_walker_finds_every_address_and_what_it_says() -> None:
    page.__module__ = "nhipcau.example"
    inner = ([path("<int:seeker_id>/sua/", access("seekers.edit")(page), name="edit")], "people")
    patterns = [
        path("", access(PUBLIC)(page), name="front"),
        path("nguoi/", include(inner)),
        path("quen/", page, name="forgotten"),
    ]
    found = _walk(URLResolver(RegexPattern(r"^/"), patterns))

    assert found == [
        Route("front", (), "public"),
        Route("people:edit", ("seeker_id",), "seekers.edit"),
        Route("forgotten", (), ""),
    ]
    views = dict(addresses(patterns))
    assert {route: hasattr(view, "access_declared") for route, view in views.items()} == {
        "": True,
        "nguoi/<int:seeker_id>/sua/": True,
        "quen/": False,
    }


@pytest.mark.promise("R41")
def test_what_is_open_is_on_a_list_that_says_why() -> None:
    assert {route.name for route in ALL if route.permission == PUBLIC} == set(PUBLIC_PAGES)
    assert {route.name for route in ALL if route.permission == SIGNED_IN} == set(SIGNED_IN_PAGES)


@pytest.mark.promise("R41")
def test_a_visitor_is_asked_to_sign_in_everywhere_else(world: World) -> None:
    asker = Asker()
    opened = [
        f"{method} {route.name} answers {answer.status}"
        for route in ALL
        if route.permission != PUBLIC
        for _name, arguments in things(route, world.a, only=0)
        for method in ("GET", "POST")
        for answer in [asker.ask(None, method, reverse(route.name, kwargs=arguments))]
        if answer.changed or not (answer.asks_to_sign_in or answer.status == 405)
    ]
    assert opened == []


@pytest.mark.promise("R51")
@pytest.mark.parametrize("who", [*STAFF, "recruiter"])
def test_without_the_second_step_work_opens_nothing(world: World, who: str) -> None:
    user, asker = world.a.users[who], Asker()
    asker.sign_in(user, method="password")
    own = re.compile(
        f"{re.escape(user.display_name)}|{re.escape(user.username)}"
    )  # the key of the second step names its owner
    opened = []
    for route in ALL:
        if route.permission == PUBLIC or route.stops_at_the_door(user):
            continue
        for name, arguments in things(route, world.a, only=STAFF.index(who) if who in STAFF else 0):
            for method in ("GET", "POST"):
                answer = asker.ask(user, method, reverse(route.name, kwargs=arguments))
                seen = marks.found_in(own.sub("", answer.body), "A")
                if answer.changed or seen or not (answer.refuses or is_of_signing_in(route)):
                    opened.append(f"{method} {route.name} {name}: {answer.status} {answer.to} {seen}")
    assert opened == []


def is_of_signing_in(route: Route) -> bool:
    """Setting up the step that is missing, one's own password, and one's own turn at a fair, of which there is none."""
    return route.name.startswith(("mfa_", "account_")) or route.name == "interviews:mine"
