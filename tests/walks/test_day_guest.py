"""An extra interviewer sees the one table of the invitation, over all addresses, and nothing once it is over."""

from typing import Any

import pytest
from django.urls import get_resolver, reverse

from nhipcau.accounts.http import PUBLIC
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions import end_guest
from tests.conftest import NOON
from tests.walks import marks
from tests.walks.asking import Answer, Asker
from tests.walks.guests import DESK
from tests.walks.guests import answer as answered
from tests.walks.party import Party, World
from tests.walks.routes import ALL, WORDS, Route
from tests.walks.test_foreign_ids import said_of
from tests.walks.test_ids_in_bodies import FOR_EVERYBODY, TOPICS
from tests.walks.test_reading_changes_nothing import names

pytestmark = pytest.mark.django_db
# Of the own table, and of the talks that were held there: what a guest may open.
OWN = {
    "interviews:call", "interviews:came", "interviews:desk", "interviews:desks", "interviews:fail", "interviews:finish",
    "interviews:guest-leave", "interviews:hand-over", "interviews:pause", "interviews:remind", "interviews:absent", "interviews:result",
    "interviews:resume", "interviews:sheet", "interviews:sheet-row", "interviews:skip", "interviews:start",
    "interviews:talk", "interviews:check", "interviews:check-note",
}  # fmt: skip
OF_NO_TABLE = {"interviews:desks", "interviews:guest-leave", "interviews:check", "interviews:check-note"}
THERE = {"desk_id": {DESK}, "interview_id": {"done", "invited"}}
# Whom they meet there: who was met at the table, who waits for it, who sits at it, what was noted of the talks.
MET = ("done", "invited", "seeker", "waits", "in_line")


@pytest.fixture
def guest(world: World) -> tuple[Asker, Any]:
    asker, user = Asker(), world.a.users["guest"]
    asker.sign_in(user, method="day-link")
    return asker, user


def every_thing(route: Route, party: Party) -> list[tuple[bool, dict[str, Any]]]:
    """All things of the party that this address can name, and whether they are of the guest's table."""
    chosen: list[tuple[bool, dict[str, Any]]] = [(True, {})]
    for argument in route.arguments:
        values = {"": WORDS[argument]} if argument in WORDS else party.ids.get(argument, {})
        of_mine = THERE.get(argument, set() if argument not in WORDS else {""})
        chosen = [
            (own and name in of_mine, {**known, argument: value})
            for own, known in chosen
            for name, value in values.items()
        ]
    return chosen


def asked(asker: Asker, user: Any, route: Route, arguments: dict[str, Any]) -> list[Answer]:
    url = reverse(route.name, kwargs=arguments)
    return [asker.ask(user, "GET", url), asker.ask(user, "POST", url, said_of(arguments))]


@pytest.mark.promise("R43")
@pytest.mark.parametrize("whose", ["a", "b"])
def test_a_guest_opens_the_own_table_and_nothing_else(world: World, guest: tuple[Asker, Any], whose: str) -> None:
    asker, user = guest
    party, opened, wrong = getattr(world, whose), set(), []
    for route in ALL:
        if route.permission == PUBLIC:
            continue
        named = every_thing(route, party)
        for own, arguments in named[:1] if route.stops_at_the_door(user) else named:
            for answer in asked(asker, user, route, arguments):
                if answer.refuses:
                    if answer.changed:
                        wrong.append(f"{route.name} {arguments} refuses and changes {answer.changed}")
                elif route.name in OWN and own and (whose == "a" or not route.names_a_thing):
                    opened.add(route.name)
                else:
                    wrong.append(f"{route.name} {arguments}: {answer.status} {answer.to}")
    assert wrong == []
    assert opened == (OWN if whose == "a" else OWN & OF_NO_TABLE)


@pytest.mark.promise("R48")
def test_of_people_a_guest_reads_only_whom_the_table_meets(world: World, guest: tuple[Asker, Any]) -> None:
    asker, user = guest
    seen = {
        mark
        for route in ALL
        if route.name in OWN
        for own, arguments in every_thing(route, world.a)
        if own
        for answer in asked(asker, user, route, arguments)
        for mark in marks.found_in(answer.body, "A")
    }
    people = {world.a.people[name].full_name.rsplit(" ", 1)[0].lower() for name in MET}
    others = {"phỏng vấn", "nhận xét", "khách mời", "tuyển dụng recruiter"}
    others |= {"961777", "muốn làm", "tay nghề"}  # what they agreed to show to enterprises
    strange = {
        mark
        for mark in seen
        if not any(mark.lower().startswith(name) or name in mark.lower() for name in people | others)
    }
    assert strange == set()


def test_a_guest_works_at_the_table(world: World, guest: tuple[Asker, Any]) -> None:
    """The twin of the refusals."""
    asker, user = guest
    desk = reverse("interviews:desk", args=[world.a.ids["desk_id"][DESK]])
    assert asker.ask(user, "GET", desk).status == 200
    sheet = reverse("interviews:sheet", args=[world.a.ids["desk_id"][DESK]])
    assert "interviews_outcome" in asker.ask(user, "POST", sheet, answered(world.a)).changed
    call = reverse("interviews:call", args=[world.a.ids["desk_id"][DESK]])
    assert "interviews_interview" in asker.ask(user, "POST", call).changed


def test_addresses_of_libraries_are_closed_to_a_guest(world: World, guest: tuple[Asker, Any]) -> None:
    asker, user = guest
    ours = {route.name for route in ALL}
    addresses = [name for name in names(get_resolver()) if name not in ours]
    answers = {name: asker.ask(user, "GET", reverse(name)).status for name in addresses}
    assert {name for name, status in answers.items() if status != 403} <= {"set-language"}


@pytest.mark.promise("R44")
def test_a_guest_watches_the_own_table_only(world: World) -> None:
    user = world.a.users["guest"]
    heard = {
        (kind, party.letter, name)
        for party in (world.a, world.b)
        for kind in set(live._guards) - FOR_EVERYBODY
        if kind in TOPICS
        for name, number in party.ids[TOPICS[kind]].items()
        if live.may_watch(user, f"{kind}:{number}")
    }
    assert heard == {("desk", "A", DESK), ("queue", "A", "verified")}


@pytest.mark.promise("R55")
def test_once_it_is_over_nothing_opens(world: World, guest: tuple[Asker, Any]) -> None:
    asker, user = guest
    invited = world.a.thing("guest_id.here")
    end_guest(guest=invited, by=world.a.users["recruiter"], now=NOON)
    asker.before = None
    opened = [
        f"{route.name} {arguments}"
        for route in ALL
        if route.permission != PUBLIC
        for own, arguments in every_thing(route, world.a)
        if own
        for answer in asked(asker, user, route, arguments)
        if not answer.refuses
    ]
    assert opened == []
