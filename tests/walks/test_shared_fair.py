"""Two centres in one fair: a linked centre receives people at its own site, and gets nothing of the other sites."""

import pytest
from django.urls import reverse

from nhipcau.fairs.models import SessionSite
from tests.fairs.factories import SessionSiteFactory
from tests.walks import marks
from tests.walks.asking import Asker
from tests.walks.party import World
from tests.walks.routes import WITH_THINGS
from tests.walks.test_foreign_ids import said_of
from tests.walks.world import STAFF

pytestmark = pytest.mark.django_db
# What a linked centre may open of the session that it joins; the rest is its host's.
JOINED = {
    "fairs:news", "fairs:same-phone",
    "counsel:find", "counsel:session",
    "fairs:board", "fairs:door", "fairs:door-openings", "fairs:door-search", "fairs:enterprises", "fairs:let-in",
    "fairs:openings", "fairs:our-times", "fairs:papers", "fairs:scan", "fairs:session", "fairs:walk-in",
}  # fmt: skip


@pytest.fixture
def joined(world: World) -> SessionSite:
    """The first centre's meeting point in the fair of the second, which runs."""
    made: SessionSite = SessionSiteFactory(
        session=world.b.thing("session_id.running"),
        centre=world.a.centre,
        place=world.a.thing("place_id.meeting_point"),
        role=SessionSite.Role.MEETING_POINT,
    )
    return made


@pytest.mark.promise("R44")
@pytest.mark.parametrize("who", STAFF)
def test_a_linked_centre_gets_nothing_of_the_other_sites(world: World, joined: SessionSite, who: str) -> None:
    user, asker = world.a.users[who], Asker()
    arguments = {"session_id": joined.session_id}
    opened, shown = set(), set()
    for route in WITH_THINGS:
        if route.arguments != ("session_id",) or route.stops_at_the_door(user):
            continue
        url = reverse(route.name, kwargs=arguments)
        for method in ("GET", "POST"):
            answer = asker.ask(user, method, url, said_of(arguments))
            shown |= {f"{route.name}: {mark}" for mark in marks.found_in(answer.body, "B")}
            if not answer.refuses:
                opened.add(route.name)

    assert shown == set()
    assert opened <= JOINED


@pytest.mark.parametrize("kind", ["registration", "seeker"])
def test_people_of_the_other_sites_are_not_let_in_by_id(world: World, joined: SessionSite, kind: str) -> None:
    numbers = world.b.ids[f"{kind}_id"]
    url = reverse("fairs:let-in", args=[joined.session_id])

    answer = Asker().ask(world.a.users["front_desk"], "POST", url, {kind: numbers.get("late") or numbers["called"]})

    assert (answer.status, answer.changed) == (404, ())


def test_the_own_site_works(world: World, joined: SessionSite) -> None:
    """The twin: what is refused above is not refused because nothing works there."""
    asker, desk = Asker(), world.a.users["front_desk"]
    door = reverse("fairs:let-in", args=[joined.session_id])
    assert asker.ask(desk, "POST", door, {"seeker": world.a.people["called"].pk}).status == 302
    for name in ("fairs:site", "fairs:people"):
        assert asker.ask(world.a.users["site_officer"], "GET", reverse(name, args=[joined.pk])).status == 200
