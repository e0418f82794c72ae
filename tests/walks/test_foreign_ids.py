"""Nobody gets anything of what is not theirs by an id in an address: every address, every role, every kind of thing."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from tests.centres.factories import StaffRoleFactory
from tests.walks import marks
from tests.walks.asking import Answer, Asker
from tests.walks.opened import OF_THE_SYSTEM, OPEN, is_shown
from tests.walks.party import World
from tests.walks.routes import WITH_THINGS, WORDS, Route, things
from tests.walks.world import STAFF

pytestmark = pytest.mark.django_db
THROUGH_ALL = ("seeker", "recruiter", "operator")  # the others take one thing of a kind, each role another
VISITORS = ("nobody", "seeker", "recruiter", "former", *STAFF)
HTMX = {"HX-Request": "true"}
NOBODYS = {
    "walk_in_id": UUID(int=1),
    "room": "nobodys-room",
    "hall": "nobodys-hall",
    "username": "nobody-at-all",
    "token": "nobodys-file",
}


def test_every_argument_of_an_address_is_understood(world: World) -> None:
    known = {*WORDS, *world.b.ids}
    unknown = {f"{name} of {route.name}" for route in WITH_THINGS for name in route.arguments if name not in known}
    assert unknown == set(), (
        "Make one of each party in tests/walks/world.py (Party.keep), "
        "or, when it names nothing of anybody's, say so in WORDS of tests/walks/routes.py"
    )


@pytest.mark.promise("R44")
@pytest.mark.parametrize("who", VISITORS)
def test_things_of_the_other_party_are_not_there(world: World, who: str) -> None:
    user, asker = world.a.users.get(who), Asker()
    wrong = [
        f"{method} {route.name} {name}: {trouble}"
        for route in WITH_THINGS
        if (route.name, who) not in OF_THE_SYSTEM
        for name, arguments in things(route, world.b, only=one_of(route, who, user))
        for method, answer in asked(asker, route, user, arguments, htmx=who in THROUGH_ALL)
        for trouble in troubles(answer, shown=is_shown(route, name))
    ]
    assert wrong == []


def one_of(route: Route, who: str, user: User | None) -> int | None:
    if who in THROUGH_ALL and not route.stops_at_the_door(user):
        return None
    return VISITORS.index(who)


def asked(
    asker: Asker, route: Route, user: User | None, arguments: dict[str, Any], *, htmx: bool = False
) -> list[tuple[str, Answer]]:
    """Who is stopped at the door is stopped by any method that the address takes."""
    url = reverse(route.name, kwargs=arguments)
    answers = {"POST": asker.ask(user, "POST", url, said_of(arguments))}
    if route.stops_at_the_door(user) and answers["POST"].status != 405:
        return list(answers.items())
    answers["GET"] = asker.ask(user, "GET", url)
    if htmx and not route.stops_at_the_door(user) and answers["GET"].status != 405:
        answers["GET by htmx"] = asker.ask(user, "GET", url, **HTMX)
    return list(answers.items())


def said_of(arguments: dict[str, Any]) -> dict[str, str]:
    """Words that would do something, were it one's own."""
    return {
        "step": "cancelled",
        "then": "next",
        "given": "1",
        "words": "Chào",
        "reason": "Không đủ",
        "note": "Sửa lại",
        "answer": "Đã xem",
        "on": "2026-03-31",
        "day": "2026-03-19",
        "capacity": "5",
        "q": marks.PRIVATE,
        "full_name": "Ai Đó",
        "birth_date": "1/1/1990",
        "sex": "male",
        "edition": "1",
    }


def troubles(answer: Answer, *, shown: bool) -> list[str]:
    found = [f"shows {mark}" for mark in sorted(marks.found_in(answer.body + answer.to, "B"))]
    if answer.changed:
        found.append(f"changes {', '.join(answer.changed)}")
    if shown:
        return [*found, *(["breaks"] if answer.status >= 500 else [])]
    if not answer.refuses:
        found.append(f"answers {answer.status} {answer.to}")
    if marks.shows_public(answer.body, "B"):
        found.append("shows what is public of it")
    return found


@pytest.mark.promise("R45")
def test_what_is_not_theirs_and_what_does_not_exist_look_alike(world: World) -> None:
    """Asked by somebody who may open such a thing, were it theirs."""
    asker, different = Asker(), []
    for route in WITH_THINGS:
        user = next((one for one in map(world.a.users.get, VISITORS) if not route.stops_at_the_door(one)), None)
        hidden = [(name, theirs) for name, theirs in things(route, world.b) if not is_shown(route, name)]
        for name, theirs in hidden[:1] if route.name != "revive" else []:
            nobodys = {key: nobodys_thing(key, value) for key, value in theirs.items()}
            for method in ("GET", "POST"):
                both = [asker.ask(user, method, reverse(route.name, kwargs=kwargs)) for kwargs in (theirs, nobodys)]
                if len({(answer.status, answer.body) for answer in both}) > 1:
                    different.append(f"{method} {route.name} {name}: {[answer.status for answer in both]}")
    assert different == []


def nobodys_thing(argument: str, value: Any) -> Any:
    if argument in WORDS:
        return value
    return NOBODYS.get(argument, 999_999_999)


def test_every_open_address_says_why_and_exists() -> None:
    assert set(OPEN) - {route.name for route in WITH_THINGS} == set()
    assert all(one.why for one in OPEN.values())


@pytest.mark.parametrize("name", sorted(name for name, one in OPEN.items() if not one.to))
def test_what_is_public_of_the_other_party_is_seen_by_everybody(world: World, name: str) -> None:
    """The control of the marks: what may be seen is seen."""
    asker, route = Asker(), next(route for route in WITH_THINGS if route.name == name)
    seen = {
        thing
        for thing, arguments in things(route, world.b)
        if marks.shows_public(asker.ask(None, "GET", reverse(name, kwargs=arguments)).body, "B")
    }
    assert seen
    assert seen <= set(OPEN[name].shows)


def test_the_walk_notices_who_may_too_much(world: World) -> None:
    """The control: with the door of the other party opened to them, the same walk finds what they see and change."""
    operator = world.a.users["operator"]
    StaffRoleFactory(user=operator, centre=world.b.centre, role=Role.OPERATOR)
    asker = Asker()

    def found(name: str, method: str) -> str:
        route = next(route for route in WITH_THINGS if route.name == name)
        [(_thing, arguments)] = things(route, world.b, only=0)
        return "; ".join(troubles(dict(asked(asker, route, operator, arguments))[method], shown=False))

    assert "shows KinbimatB" in found("seekers:person", "GET")
    assert "vacancies_vacancy" in found("vacancies:publish", "POST")
    assert "answers 200" in found("fairs:plan", "GET")
