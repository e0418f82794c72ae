"""Each "cannot" of the walk has its "can": the same address answers to whose the thing is, and does what it says."""

import pytest
from django.urls import reverse

from tests.walks.asking import Answer, Asker
from tests.walks.can_fair import CAN
from tests.walks.party import Party, World, undone
from tests.walks.routes import WITH_THINGS, WORDS, Route

pytestmark = pytest.mark.django_db


def test_every_address_with_a_thing_in_it_has_somebody_who_may() -> None:
    missing = {route.name for route in WITH_THINGS} - set(CAN)
    assert missing == set(), "Say in tests/walks/can.py or can_fair.py who may, with which thing, and what is sent."
    assert set(CAN) - {route.name for route in WITH_THINGS} == set()


@pytest.mark.promise("R43")
@pytest.mark.parametrize("route", WITH_THINGS, ids=lambda route: route.name)
def test_whose_it_is_may(world: World, route: Route) -> None:
    answer = done(world.a, route)

    expected = CAN[route.name].answers
    assert answer.status == expected if expected else answer.status < 400
    assert not answer.asks_to_sign_in
    assert bool(answer.changed) == (CAN[route.name].body is not None and CAN[route.name].writes), answer.to


def done(party: Party, route: Route) -> Answer:
    can, asker = CAN[route.name], Asker()
    user = party.users.get(can.who)
    url = reverse(route.name, kwargs={name: value_of(party, name, can.which) for name in route.arguments})
    with undone():
        for name, said in can.before:
            kwargs = {argument: value_of(party, argument, can.which) for argument in route.arguments}
            assert asker.do(user, "POST", reverse(name, kwargs=kwargs), said(party)).status == 302
        if can.body is None:
            return asker.do(user, "GET", url)
        return asker.do(user, "POST", url, can.body(party))


def value_of(party: Party, argument: str, which: str) -> object:
    if argument in WORDS:
        return WORDS[argument]
    values = party.ids[argument]
    return values[which] if which else next(iter(values.values()))
