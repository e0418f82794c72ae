"""What the page of a room asks for its call: who is there, what waits, which relays."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.interviews.actions import end_guest
from nhipcau.interviews.models import CallPage, Desk, Interview, InterviewState, QueueTicket
from tests.conftest import NOON
from tests.interviews.factories import InterviewFactory
from tests.interviews.guesting import browser_of, invite

PhoneOf = Callable[[QueueTicket], Client]
OFFER = {"type": "offer", "sdp": "v=0\r\n"}


@pytest.fixture
def call(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


@pytest.fixture
def at_home(phone_of: PhoneOf, call: Interview) -> Client:
    return phone_of(call.ticket)


def ask(client: Client, call: Interview, what: str = "exchange", **said: Any) -> Any:
    return client.post(reverse(f"interviews:call-{what}", args=[call.room]), {"said": json.dumps(said)})


def test_whoever_comes_second_sees_who_is_there(at_desk: Client, at_home: Client, call: Interview) -> None:
    first = ask(at_desk, call, "enter").json()
    second = ask(at_home, call, "enter").json()

    assert (first["side"], first["pages"]) == ("enterprise", [])
    assert [one["id"] for one in second["pages"]] == [first["me"]]
    assert ask(at_desk, call, me=first["me"]).json()["pages"][0]["side"] == "person"


def test_what_one_says_the_other_fetches(at_desk: Client, at_home: Client, call: Interview) -> None:
    mine, yours = (ask(client, call, "enter").json()["me"] for client in (at_desk, at_home))
    offer = {"to": yours, "kind": "description", "body": OFFER}
    ask(at_desk, call, me=mine, signals=[offer], line={"connected": False, "rung": "full", "rtt": 40})

    (heard,) = ask(at_home, call, me=yours, known=0).json()["signals"]

    assert (heard["from"], heard["body"]) == (mine, OFFER)
    assert ask(at_home, call, me=yours, known=heard["id"]).json()["signals"] == []
    assert CallPage.objects.get(pk=mine).rtt == 40


def test_another_page_or_a_closed_room_is_told_so(at_desk: Client, at_home: Client, call: Interview) -> None:
    mine, yours = (ask(client, call, "enter").json()["me"] for client in (at_desk, at_home))

    assert ask(at_home, call, me=mine).status_code == 409
    Interview.objects.filter(pk=call.pk).update(state=InterviewState.CANCELLED)
    answer = ask(at_home, call, me=yours)

    assert answer.status_code == 409
    assert answer.json()["reasons"]
    assert ask(at_home, call, "enter").status_code == 409


@pytest.mark.parametrize("body", ["", "[]", "null", '{"me": "1"}', '{"me": -1}', '{"me": 1e400}', "{" * 300_000])
def test_a_body_that_is_nothing_is_refused_in_words(body: str, at_home: Client, call: Interview) -> None:
    answer = at_home.post(reverse("interviews:call-exchange", args=[call.room]), {"said": body})

    assert answer.status_code == 409
    assert answer.json()["reasons"]


@pytest.mark.parametrize(
    "line",
    [
        {"rtt": -1},
        {"rtt": "fast"},
        {"loss": 7},
        {"loss": "nan"},
        {"rung": "flying"},
        {"way": "pigeon"},
        {"drops": 10**9},
        7,
    ],
)
def test_figures_that_nobody_measured_change_nothing(line: Any, at_home: Client, call: Interview) -> None:
    me = ask(at_home, call, "enter").json()["me"]
    before = CallPage.objects.values().get(pk=me)

    assert ask(at_home, call, me=me, line=line).status_code == 200

    assert CallPage.objects.values().get(pk=me) == before


def test_an_ended_guest_passes_and_hears_nothing_more(room: Desk, lan: User, call: Interview) -> None:
    invitation = invite(room, lan)
    client = browser_of(invitation)
    me = ask(client, call, "enter").json()["me"]
    assert ask(client, call, me=me).status_code == 200
    end_guest(guest=invitation.guest, by=lan, now=NOON)

    answer = ask(client, call, me=me)

    assert answer.status_code == 403
    assert CallPage.objects.get(pk=me).side == "enterprise"


def test_a_page_that_is_closed_says_so(at_home: Client, call: Interview) -> None:
    me = ask(at_home, call, "enter").json()["me"]

    assert at_home.post(reverse("interviews:call-leave", args=[call.room]), {"me": me}).status_code == 204

    assert CallPage.objects.get(pk=me).left_at == NOON


def test_an_exchange_costs_the_same_for_one_signal_or_many(
    at_desk: Client, at_home: Client, call: Interview, django_assert_max_num_queries: Any
) -> None:
    mine, yours = (ask(client, call, "enter").json()["me"] for client in (at_desk, at_home))
    offer = {"to": yours, "kind": "description", "body": OFFER}

    with django_assert_max_num_queries(17) as one:
        ask(at_desk, call, me=mine, signals=[offer])
    with django_assert_max_num_queries(len(one)):
        ask(at_desk, call, me=mine, signals=[offer] * 20)
