"""Nobody gets or changes anything of another party by naming it in what is sent, asked, or watched."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from nhipcau.fairs.models import Registration
from nhipcau.foundation.live import api as live
from tests.walks import belongings, marks
from tests.walks.asking import Answer, Asker
from tests.walks.can import own_site
from tests.walks.party import World, undone
from tests.walks.routes import ALL
from tests.walks.sent import SENT, Sent
from tests.walks.test_foreign_ids import VISITORS
from tests.walks.test_whose_it_is import value_of

pytestmark = pytest.mark.django_db
ARGUMENTS = {route.name: route.arguments for route in ALL}
# What a topic's number is; the boards of fairs show numbers only and are watched by everybody.
TOPICS = {
    "desk": "desk_id",
    "seeker": "seeker_id",
    "call": "interview_id",
    "interview": "interview_id",
    "gathering": "gathering_id",
    "queue": "employer_id",
    "sheet": "sheet_id",
    "timetable": "session_id",
}
FOR_EVERYBODY = {"fair"}
WITHOUT_A_PARTY = {"demo"}


def test_a_board_is_watched_by_everybody_and_nothing_else_by_a_visitor(world: World) -> None:
    number = next(iter(world.b.ids["session_id"].values()))
    watched = {kind for kind in live._guards if live.may_watch(AnonymousUser(), f"{kind}:{number}")}
    assert watched & FOR_EVERYBODY == watched
    assert "fair" in watched


@pytest.mark.promise("R44")
@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.who} {sent.name}")
def test_naming_what_is_not_theirs_leads_to_nothing(world: World, sent: Sent) -> None:
    """The address and everything beside that name are one's own. What was typed may stand in its field again."""
    said = sent.said(world)
    typed = marks.found_in(" ".join(map(str, said.values())), "B")
    before = belongings.rows()
    with undone():
        answer = sends(world, sent, said)
        touched = belongings.touched(before, world.of_b)

    assert answer.status < 500
    assert marks.found_in(answer.body, "B") <= typed
    assert touched == set(sent.touches), sent.why


@pytest.mark.promise("R43")
@pytest.mark.parametrize("sent", [one for one in SENT if one.own], ids=lambda sent: f"{sent.who} {sent.name}")
def test_naming_what_is_theirs_does_what_it_says(world: World, sent: Sent) -> None:
    """The same with a thing of one's own: so it was not refused for another reason."""
    with undone():
        answer = sends(world, sent, sent.said(World(world.a, world.a, {})))

    happened = {
        "changes": bool(answer.changed),
        "shows": bool(marks.found_in(answer.body, "A")),
        "goes": answer.status == 302,
    }
    assert answer.status < 400
    assert happened[sent.own]


@pytest.mark.parametrize(("whose", "wished"), [("a", 1), ("b", 0)])
def test_an_opening_of_another_fair_is_not_taken_along_on_the_way(world: World, whose: str, wished: int) -> None:
    """Registering keeps its answers from step to step; the last one says what became of them."""
    asker, user = Asker(), world.a.users["in_line"]
    opening = getattr(world, whose).ids["opening_id"]["coming_second"]
    for name, said in (
        ("fairs:register-where", own_site(world.a)),
        ("fairs:register-wishes", {"do": "add", "opening": opening}),
        ("fairs:register-send", {}),
    ):
        assert asker.do(user, "POST", address(world, name, "coming"), said).status == 302
    assert Registration.objects.get(seeker=world.a.people["in_line"]).wishes.count() == wished


def sends(world: World, sent: Sent, said: Mapping[str, Any]) -> Answer:
    user, asker = world.a.users.get(sent.who), Asker()
    return asker.do(user, sent.method, address(world, sent.name, sent.which), said)


def address(world: World, name: str, which: str) -> str:
    return reverse(name, kwargs={argument: value_of(world.a, argument, which) for argument in ARGUMENTS[name]})


@pytest.mark.promise("R44")
@pytest.mark.parametrize("who", VISITORS)
def test_nobody_watches_what_is_not_theirs(world: World, who: str) -> None:
    user = world.a.users.get(who) or AnonymousUser()
    kinds = set(live._guards) - FOR_EVERYBODY - WITHOUT_A_PARTY
    assert kinds == set(TOPICS), "Say in TOPICS what the number of this topic is."
    heard = [
        f"{kind}:{number}"
        for kind in kinds
        for number in world.b.ids[TOPICS[kind]].values()
        if live.may_watch(user, f"{kind}:{number}")
    ]
    assert heard == []


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("desk", "recruiter"),
        ("seeker", "seeker"),
        ("call", "in_room"),
        ("interview", "in_room"),
        ("queue", "recruiter"),
        ("gathering", "seeker"),
        ("sheet", "recruiter"),
        ("timetable", "operator"),
    ],
)
def test_whose_it_is_watches_it(world: World, kind: str, who: str) -> None:
    numbers = world.a.ids[TOPICS[kind]].values()
    assert any(live.may_watch(world.a.users[who], f"{kind}:{number}") for number in numbers)
