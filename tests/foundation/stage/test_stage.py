"""Rooms on real media servers: who is let in, who hears whom, and what becomes of a room whose server dies."""

import threading

import pytest
from django.db import connection

from nhipcau.foundation.stage import api as stage
from nhipcau.foundation.stage.janus import Denied, Server
from nhipcau.foundation.stage.models import Seat, Stage
from tests.conftest import NOON
from tests.staging import OFFER, SECRET, Running

pytestmark = pytest.mark.django_db
KEY = "interview:1"


def sits(holder: str, *, sends: bool = True, key: str = KEY) -> stage.Joined:
    return stage.join(key=key, holder=holder, offer=OFFER if sends else None, speakers=4, now=NOON)


def test_whoever_comes_first_opens_the_room_and_is_answered(media: Running) -> None:
    joined = sits("page:1")

    assert joined.generation == 1
    assert joined.answer is not None
    assert joined.answer["type"] == "answer"
    assert "a=candidate:" in joined.answer["sdp"]
    assert Stage.objects.get().server in media.addresses
    assert stage.keep(key=KEY, holder="page:1") == 1


@pytest.mark.parametrize("sends", [True, False])
def test_whose_connection_does_not_stand_yet_is_not_heard_yet(media: Running, sends: bool) -> None:
    sits("page:1", sends=sends)
    sits("page:2", sends=False)

    assert stage.hear(key=KEY, holder="page:2", speaker="page:1", generation=1) == {}
    assert list(stage.speaking(KEY)) == (["page:1"] if sends else [])


@pytest.mark.parametrize(("key", "holder"), [("interview:2", "page:2"), (KEY, "page:9")])
def test_a_foreign_room_or_seat_hears_nothing(media: Running, key: str, holder: str) -> None:
    sits("page:1")
    sits("page:2")
    sits("page:3", key="interview:2")

    with pytest.raises(stage.Gone):
        stage.hear(key=key, holder=holder, speaker="page:1", generation=1)


def test_the_server_denies_whoever_has_not_our_secret(media: Running) -> None:
    sits("page:1")

    with pytest.raises(Denied):
        Server(media.addresses[0], "another secret of thirty-two letters").begin()
    assert Server(media.addresses[0], SECRET).begin() > 0


def test_what_a_page_says_of_its_network_does_not_reach_the_server() -> None:
    assert "192.0.2.77" in OFFER["sdp"]

    told = stage.without_network(OFFER)

    assert "192.0.2.77" not in told["sdp"]
    assert "a=ice-ufrag:abcd" in told["sdp"]


def test_a_page_that_joins_again_is_another_to_be_heard(media: Running) -> None:
    sits("page:1")
    before = stage.speaking(KEY)["page:1"]

    sits("page:1")

    assert stage.speaking(KEY)["page:1"] != before
    assert Seat.objects.count() == 1


def test_rooms_stand_on_the_server_with_the_fewest_seats(media: Running) -> None:
    for number in range(4):
        sits("page:1", key=f"interview:{number}")

    on = list(Stage.objects.values_list("server", flat=True))
    assert {on.count(address) for address in media.addresses} == {2}


def test_a_room_whose_server_dies_is_opened_on_the_other_and_everybody_is_told(media: Running) -> None:
    sits("page:1")
    sits("page:2")
    died = Stage.objects.get().server
    media.kill(died)

    told = [stage.keep(key=KEY, holder=holder) for holder in ("page:1", "page:2")]

    assert told == [0, 0]
    assert Stage.objects.get().server != died
    assert [sits("page:1").generation, sits("page:2").generation] == [2, 2]
    assert stage.keep(key=KEY, holder="page:2") == 2


def test_a_server_that_was_started_again_knows_nothing_and_the_room_is_opened_anew(media: Running) -> None:
    sits("page:1")
    media.kill(Stage.objects.get().server)
    media.revive()

    assert stage.keep(key=KEY, holder="page:1") == 0
    assert sits("page:1").generation == 2


def test_a_seat_alone_that_ended_does_not_move_the_room(media: Running) -> None:
    sits("page:1")
    Server(Stage.objects.get().server, SECRET).end(Seat.objects.get().session)

    assert stage.keep(key=KEY, holder="page:1") == 0
    assert Stage.objects.get().generation == 1
    assert sits("page:1").generation == 1


def test_where_no_server_answers_it_is_said(media: Running, settings) -> None:
    settings.MEDIA_SERVERS = ["http://127.0.0.1:9/janus"]

    with pytest.raises(stage.Unreachable):
        sits("page:1")
    assert not Stage.objects.exists()


def test_a_closed_room_is_gone_from_its_server(media: Running) -> None:
    sits("page:1")
    room = Stage.objects.get()

    stage.close(key=KEY, now=NOON)
    stage.close(key=KEY, now=NOON)

    server = Server(room.server, SECRET)
    session = server.begin()
    known = server.tell(session, server.attach(session), {"request": "exists", "room": room.number})
    assert known["exists"] is False
    assert not stage.stands(KEY)
    assert stage.keep(key=KEY, holder="page:1") == 0


@pytest.mark.django_db(transaction=True)
def test_ten_who_come_at_once_are_in_one_room(media: Running) -> None:
    def come(number: int) -> None:
        try:
            stage.join(key=KEY, holder=f"page:{number}", offer=None, speakers=4, now=NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Stage.objects.count() == 1
    assert Seat.objects.filter(stage__closed_at=None, generation=1).count() == 10
