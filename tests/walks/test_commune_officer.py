"""A commune officer sees the villagers they wrote down, over all addresses, and nobody else of the own centre."""

import pytest
from django.urls import reverse

from nhipcau.accounts.http import PUBLIC
from tests.walks import marks
from tests.walks.asking import Asker
from tests.walks.party import World
from tests.walks.routes import ALL, things
from tests.walks.shown_to_all import SIGNED_IN_PAGES
from tests.walks.test_foreign_ids import said_of

pytestmark = pytest.mark.django_db
OWN = {
    "fairs:villagers",
    "fairs:villager",
    "fairs:villager-ticket",
    "fairs:villager-cancel",
    "fairs:villager-list",
    "fairs:villager-empty",
    "fairs:villager-lines",
}
OWN_WORDS = ("người xã", "danh sách", "nhân viên commune")


@pytest.mark.promise("R43")
def test_a_commune_officer_opens_only_what_is_theirs(world: World) -> None:
    """Of the own centre too: neither files, nor tickets that others gave, nor the fair's desks."""
    user, asker = world.a.users["commune"], Asker()
    opened, shown = set(), set()
    for route in ALL:
        if route.permission == PUBLIC or route.name in SIGNED_IN_PAGES or route.stops_at_the_door(user):
            continue
        for name, arguments in things(route, world.a):
            for method in ("GET", "POST"):
                answer = asker.ask(user, method, reverse(route.name, kwargs=arguments), said_of(arguments))
                if not answer.refuses:
                    opened.add(route.name)
                    assert not name or name in ("village", "sent"), (route.name, name)
                shown |= {mark for mark in marks.found_in(answer.body, "A") if not mark.endswith(OWN_WORDS)}
    assert shown == set()
    assert opened == OWN


def test_what_is_theirs_opens(world: World) -> None:
    """The twin of the refusals above."""
    user, asker = world.a.users["commune"], Asker()
    ticket = world.a.ids["registration_id"]["village"]
    answer = asker.ask(user, "GET", reverse("fairs:villager-ticket", args=[ticket]))
    assert (answer.status, "người xã" in answer.body) == (200, True)
    assert "người xã" in asker.ask(user, "GET", reverse("fairs:villagers")).body
    assert asker.ask(user, "POST", reverse("fairs:villager-cancel", args=[ticket])).changed != ()
