"""What the page of a room asks: who is heard, a seat at a real media server, and that it is over."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.stage import api as stage
from nhipcau.foundation.stage.models import Seat, Stage
from nhipcau.gatherings.actions import ask_to_speak, end_gathering, end_speaking, take_out
from nhipcau.gatherings.models import Gathering, Member, Visit
from tests.conftest import NOON
from tests.gatherings.factories import GatheringFactory, MemberFactory
from tests.staging import OFFER, Running

PhoneOf = Callable[[Member], Client]


def ask(client: Client, at: Gathering, what: str, **said: Any) -> Any:
    return client.post(reverse(f"gatherings:{what}", args=[at.room]), {"said": json.dumps(said)})


def enter(client: Client, at: Gathering) -> int:
    return int(ask(client, at, "visit-enter").json()["me"])


@pytest.fixture
def listener(talk: Gathering) -> Member:
    made: Member = MemberFactory(gathering=talk, name="Hoa T.")
    return made


def test_a_page_hears_who_speaks_and_that_it_only_listens(
    at_centre: Client, phone_of: PhoneOf, listener: Member, talk: Gathering, media: Running
) -> None:
    host, me = enter(at_centre, talk), enter(phone_of(listener), talk)
    assert ask(at_centre, talk, "stage-join", me=host, offer=OFFER).json()["answer"]["type"] == "answer"

    told = ask(phone_of(listener), talk, "visit-tell", me=me).json()

    assert (told["open"], told["media"], told["speaks"], told["stage"]) == (True, True, False, 0)
    assert [(one["id"], one["role"]) for one in told["speakers"]] == [(host, "Moderator")]
    assert told["speakers"][0]["seat"] == Seat.objects.get(holder=f"visit:{host}").pk


def test_a_listener_gets_a_seat_to_listen_and_none_to_be_heard(
    at_centre: Client, phone_of: PhoneOf, listener: Member, talk: Gathering, media: Running
) -> None:
    host, phone = enter(at_centre, talk), phone_of(listener)
    me = enter(phone, talk)
    ask(at_centre, talk, "stage-join", me=host, offer=OFFER)

    refused = ask(phone, talk, "stage-join", me=me, offer=OFFER)
    assert refused.status_code == 409
    assert "The host has to ask you to speak first." in refused.json()["reasons"][0]
    assert not Seat.objects.filter(holder=f"visit:{me}").exists()

    assert ask(phone, talk, "stage-join", me=me, offer=None).json() == {"generation": 1, "answer": None}
    assert ask(phone, talk, "visit-tell", me=me).json()["stage"] == 1
    assert ask(phone, talk, "stage-hear", me=me, speaker=host, generation=1).status_code == 200
    assert ask(phone, talk, "stage-hear", me=me, speaker=host, generation=7).status_code == 410
    assert ask(phone, talk, "stage-answer", me=me, speaker=99, answer={"type": "answer", "sdp": "x"}).status_code == 410


def test_whoever_was_asked_speaks_until_the_turn_ends(
    phone_of: PhoneOf, listener: Member, talk: Gathering, operator: User, media: Running
) -> None:
    phone = phone_of(listener)
    me = enter(phone, talk)
    ask_to_speak(member=listener, by=operator, now=NOON)
    assert ask(phone, talk, "stage-join", me=me, offer=OFFER).status_code == 200
    assert list(stage.speaking(talk.topic)) == [f"visit:{me}"]

    end_speaking(member=listener, by=operator, now=NOON)
    outbox.deliver_waiting()

    assert stage.speaking(talk.topic) == {}
    assert ask(phone, talk, "stage-join", me=me, offer=OFFER).status_code == 409
    assert ask(phone, talk, "visit-tell", me=me).json()["speaks"] is False


def test_who_listens_again_already_keeps_the_seat(
    phone_of: PhoneOf, listener: Member, talk: Gathering, operator: User, media: Running
) -> None:
    phone = phone_of(listener)
    me = enter(phone, talk)
    ask_to_speak(member=listener, by=operator, now=NOON)
    ask(phone, talk, "stage-join", me=me, offer=OFFER)
    end_speaking(member=listener, by=operator, now=NOON)
    ask(phone, talk, "stage-join", me=me, offer=None)

    outbox.deliver_waiting()

    assert ask(phone, talk, "visit-tell", me=me).json()["stage"] == 1


def test_who_is_taken_out_is_heard_no_more(phone_of: PhoneOf, group: Gathering, mai: User, media: Running) -> None:
    candidate = MemberFactory(gathering=group, candidate=True)
    phone = phone_of(candidate)
    me = enter(phone, group)
    assert ask(phone, group, "stage-join", me=me, offer=OFFER).status_code == 200

    take_out(member=candidate, by=mai, now=NOON)
    outbox.deliver_waiting()

    assert stage.speaking(group.topic) == {}
    assert ask(phone, group, "visit-tell", me=me).status_code == 404


def test_when_it_ends_the_room_is_gone_from_its_server(
    at_desk: Client, group: Gathering, mai: User, media: Running
) -> None:
    me = enter(at_desk, group)
    ask(at_desk, group, "stage-join", me=me, offer=OFFER)

    end_gathering(gathering=group, by=mai, now=NOON)
    outbox.deliver_waiting()

    assert Stage.objects.get().closed_at == NOON
    assert ask(at_desk, group, "visit-tell", me=me).status_code == 409
    assert ask(at_desk, group, "stage-join", me=me, offer=OFFER).status_code == 409


def test_before_the_host_opens_nobody_is_seated(phone_of: PhoneOf, db: None) -> None:
    candidate = MemberFactory(gathering=GatheringFactory(group=True, soon=True), candidate=True)
    group, phone = candidate.gathering, phone_of(candidate)
    me = enter(phone, group)

    refused = ask(phone, group, "stage-join", me=me, offer=OFFER)

    assert refused.json()["reasons"] == ["The host has not opened the room yet."]
    assert ask(phone, group, "visit-tell", me=me).json()["open"] is False
    assert not Stage.objects.exists()


def test_without_a_media_server_the_page_is_told_to_try_again(
    phone_of: PhoneOf, listener: Member, talk: Gathering, settings: Any
) -> None:
    settings.MEDIA_SERVERS = []
    phone = phone_of(listener)
    me = enter(phone, talk)

    assert ask(phone, talk, "stage-join", me=me, offer=None).status_code == 503
    assert ask(phone, talk, "visit-tell", me=me).json()["media"] is False


def test_the_page_of_somebody_else_opens_nothing(
    phone_of: PhoneOf, listener: Member, talk: Gathering, media: Running
) -> None:
    """The page of another member of the same room, one of another room, one that is no number, one that was left."""
    other = MemberFactory(gathering=talk)
    theirs, mine = enter(phone_of(other), talk), enter(phone_of(listener), talk)
    elsewhere = MemberFactory(gathering=GatheringFactory(going_on=True), user=listener.user)
    far = enter(phone_of(elsewhere), elsewhere.gathering)
    phone = phone_of(listener)
    enter(phone, talk)

    for me in (theirs, far, mine, "1", True, None, 2**70):
        for what in ("visit-tell", "stage-join", "stage-hear", "stage-answer"):
            assert ask(phone, talk, what, me=me).status_code == 409
    assert not Seat.objects.exists()
    assert Visit.objects.get(pk=theirs).told_at == NOON
    assert ask(phone_of(MemberFactory()), talk, "visit-enter").status_code == 404


@pytest.mark.parametrize("listening", [1, 5])
def test_hearing_who_is_there_costs_the_same_for_one_or_many(
    at_centre: Client, talk: Gathering, django_assert_num_queries: Any, listening: int
) -> None:
    for member in MemberFactory.create_batch(listening, gathering=talk):
        Visit.objects.create(gathering=talk, member=member, by=member.user, joined_at=NOON, told_at=NOON)
    me = enter(at_centre, talk)

    with django_assert_num_queries(19):
        ask(at_centre, talk, "visit-tell", me=me, line={"connected": True, "rtt": 40})
