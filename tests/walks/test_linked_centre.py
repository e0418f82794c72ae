"""Staff of a centre that joined by a link see its own site of that session, and nothing of the host or of a third centre.

The table of the promises, 3.2: own people, own numbers; of the others only what everybody sees.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.foundation.crypto.codes import new_code
from tests.centres.factories import CentreFactory, PlaceFactory
from tests.fairs.factories import RegistrationFactory, SessionSiteFactory
from tests.seekers.factories import SeekerFactory
from tests.walks import marks
from tests.walks.asking import Asker
from tests.walks.opened import is_shown
from tests.walks.party import Party, World
from tests.walks.routes import WITH_THINGS, Route, things
from tests.walks.test_foreign_ids import asked, said_of, troubles
from tests.walks.test_shared_fair import JOINED

pytestmark = pytest.mark.django_db
STAFF = ("site_officer", "operator", "manager", "front_desk")
POINT = SessionSite.Role.MEETING_POINT


@dataclass
class Morning:
    """The first party joined the running session of the second by a link; a third centre is there, too."""

    world: World
    own: SessionSite
    person: Registration
    other: SessionSite
    stranger: Registration

    @property
    def party(self) -> Party:
        return self.world.a


@pytest.fixture
def morning(world: World) -> Morning:
    Centre.objects.filter(pk=world.a.centre.pk).update(joined_by_link=True)
    session, third = world.b.thing("session_id.running"), CentreFactory()
    own = SessionSiteFactory(session=session, centre=world.a.centre, place=world.a.thing("place_id.mobile"), role=POINT)
    other = SessionSiteFactory(session=session, centre=third, place=PlaceFactory(centre=third), role=POINT)
    mine = RegistrationFactory(site=own, seeker=world.a.people["called"], code=new_code())
    theirs = SeekerFactory(full_name=world.b.private("người điểm khác"), centre=third)
    stranger = RegistrationFactory(site=other, seeker=theirs, code=new_code())
    return Morning(world, own, mine, other, stranger)


@pytest.mark.promise("R44")
@pytest.mark.parametrize("who", STAFF)
def test_nothing_of_the_host_is_there_over_all_addresses(morning: Morning, who: str) -> None:
    world, user, asker = morning.world, morning.party.users[who], Asker()
    every = None if who == "operator" else STAFF.index(who)
    wrong = [
        f"{method} {route.name} {name}: {trouble}"
        for route in WITH_THINGS
        for name, arguments in things(route, world.b, only=0 if route.stops_at_the_door(user) else every)
        for method, answer in asked(asker, route, user, arguments)
        for trouble in troubles(answer, shown=is_joined(morning, route, arguments) or is_shown(route, name))
    ]
    assert wrong == []


def is_joined(morning: Morning, route: Route, arguments: dict[str, Any]) -> bool:
    return arguments.get("session_id") == morning.own.session_id and route.name in JOINED


SITE = (
    "site",
    "people",
    "people-in",
    "people-out",
    "open-site",
    "change-site",
    "remove-site",
    "badges",
    "tickets-file",
)
TICKET = ("ticket", "ticket-paper", "slip", "cancel", "wishes", "go-home")


@pytest.mark.promise("R44")
@pytest.mark.parametrize("who", STAFF)
def test_nothing_of_a_third_centre_in_the_same_session_is_there(morning: Morning, who: str) -> None:
    user, asker = morning.party.users[who], Asker()
    session, other = morning.own.session_id, morning.other
    addresses = [
        *(reverse(f"fairs:{name}", args=[other.pk]) for name in SITE),
        *(reverse(f"fairs:{name}", args=[morning.stranger.pk]) for name in TICKET),
        *(reverse(f"seekers:{name}", args=[morning.stranger.seeker_id]) for name in ("person", "edit", "share")),
        *(
            reverse(f"statistics:{name}", args=[session, centre])
            for name in ("own-report", "own-report-pdf", "own-report-sheet")
            for centre in (other.centre_id, other.session.centre_id)
        ),
        reverse("statistics:report", args=[session]),
    ]
    wrong = []
    for url in addresses:
        for method in ("GET", "POST"):
            answer = asker.ask(user, method, url, said_of({}))
            if not answer.refuses or answer.changed or marks.found_in(answer.body, "B"):
                wrong.append(f"{method} {url} {answer.status} {answer.changed}")
    assert wrong == []


@pytest.mark.parametrize("kind", ["registration", "seeker"])
def test_people_of_a_third_centre_are_not_let_in_by_id(morning: Morning, kind: str) -> None:
    number = morning.stranger.pk if kind == "registration" else morning.stranger.seeker_id
    door = reverse("fairs:let-in", args=[morning.own.session_id])
    answer = Asker().ask(morning.party.users["front_desk"], "POST", door, {kind: number})
    assert (answer.status, answer.changed) == (404, ())


TWINS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "fairs:site": ("site_officer", "site", {}),
    "fairs:people": ("site_officer", "site", {}),
    "fairs:people-in": ("site_officer", "site", {}),
    "fairs:people-out": ("manager", "site", {"purpose": "Báo cáo Sở Nội vụ"}),
    "fairs:change-site": ("operator", "site", {"capacity": "70"}),
    "fairs:ticket": ("front_desk", "ticket", {}),
    "fairs:ticket-paper": ("front_desk", "ticket", {}),
    "seekers:person": ("manager", "person", {}),
    "seekers:edit": ("front_desk", "person", {}),
    "statistics:own-report": ("site_officer", "report", {}),
    "statistics:own-report-pdf": ("manager", "report", {}),
    "statistics:own-report-sheet": ("operator", "report", {}),
}


@pytest.mark.promise("R43")
@pytest.mark.parametrize("name", sorted(TWINS))
def test_the_own_things_work(morning: Morning, name: str) -> None:
    """The twin: what is refused above is not refused because nothing works there."""
    who, kind, said = TWINS[name]
    ids = {
        "site": [morning.own.pk],
        "ticket": [morning.person.pk],
        "person": [morning.person.seeker_id],
        "report": [morning.own.session_id, morning.party.centre.pk],
    }
    method = "POST" if said else "GET"
    answer = Asker().ask(morning.party.users[who], method, reverse(name, args=ids[kind]), said)
    assert answer.status < 400
    assert bool(answer.changed) == bool(said)


def test_the_host_sees_how_many_came_and_not_who(morning: Morning) -> None:
    """Every page of the session, as every colleague of the host: no name of the linked centres' people."""
    asker, seen = Asker(), []
    for route in WITH_THINGS:
        if route.arguments not in (("session_id",), ("site_id",)):
            continue
        for site in (morning.own, morning.other):
            value = site.session_id if route.arguments == ("session_id",) else site.pk
            for who, user in colleagues(morning.world.b):
                if route.stops_at_the_door(user):
                    continue
                answer = asker.ask(user, "GET", reverse(route.name, args=[value]))
                found = marks.found_in(answer.body, "A") or ("người điểm khác" in answer.body and who)
                if found and site.centre_id != user_centre(morning.world.b):
                    seen.append(f"{who} {route.name}: {found}")
    assert seen == []
    cockpit = reverse("fairs:cockpit", args=[morning.own.session_id])
    assert morning.own.place.name in asker.ask(morning.world.b.users["operator"], "GET", cockpit).body  # type: ignore[union-attr]


def colleagues(party: Party) -> list[tuple[str, User]]:
    return [(who, party.users[who]) for who in STAFF]


def user_centre(party: Party) -> int:
    return party.centre.pk
