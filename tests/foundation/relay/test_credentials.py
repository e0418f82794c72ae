"""Credentials of the relay: what they look like, and what a real coturn gives for them."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from nhipcau.foundation.relay import api as relaying
from nhipcau.foundation.relay.api import Credentials, NotSetUp
from tests.conftest import NOON
from tests.relaying import Running
from tests.turning import Client

Way = Callable[[Running], str]
WAYS: dict[str, Way] = {"udp": lambda relay: relay.udp, "tcp": lambda relay: relay.tcp, "tls": lambda relay: relay.tls}
ways = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def given(minutes: float = 30, name: str = "room-a") -> Credentials:
    return relaying.credentials(name=name, now=NOON, until=NOON + timedelta(minutes=minutes))


def test_a_username_names_its_end_and_the_password_proves_it(settings) -> None:
    settings.RELAY_URLS, settings.RELAY_SECRET = ["turn:relay.vn:3478?transport=udp"], "north"

    made = given()

    assert made.username == "1773120600:room-a"
    assert made.password == "uE7HP2/dNAe47AbJ335US4FITsY="
    assert made.until == NOON + timedelta(minutes=30)


def test_a_browser_is_given_the_relay_with_credentials_and_stun_without(settings) -> None:
    settings.RELAY_URLS = ["stun:relay.vn:3478", "turn:relay.vn:3478?transport=udp", "turns:relay.vn:443?transport=tcp"]
    settings.RELAY_SECRET = "north"
    made = given()

    assert relaying.ice_servers(made) == [
        {"urls": ["stun:relay.vn:3478"]},
        {
            "urls": ["turn:relay.vn:3478?transport=udp", "turns:relay.vn:443?transport=tcp"],
            "username": made.username,
            "credential": made.password,
        },
    ]


@pytest.mark.parametrize(
    ("urls", "secret"), [([], ""), (["stun:relay.vn:3478"], "north"), (["turn:relay.vn:3478"], "")]
)
def test_without_a_relay_nothing_is_made_up(settings, urls: list[str], secret: str) -> None:
    settings.RELAY_URLS, settings.RELAY_SECRET = urls, secret

    assert not relaying.is_set_up()
    with pytest.raises(NotSetUp):
        given()


@pytest.mark.parametrize("name", ["", "room:a", "phòng", "a b"])
def test_a_name_that_the_relay_could_misread_is_refused(settings, name: str) -> None:
    settings.RELAY_URLS, settings.RELAY_SECRET = ["turn:relay.vn:3478"], "north"

    with pytest.raises(ValueError, match="letters, digits"):
        given(name=name)


def test_they_end_by_the_relays_clock_however_the_clock_in_force_is_set(settings) -> None:
    """The demo plays a morning of another day: what counts is how long it is until the end."""
    settings.RELAY_URLS, settings.RELAY_SECRET = ["turn:relay.vn:3478"], "north"
    played = NOON - timedelta(days=200)

    made = relaying.credentials(name="a", now=played, until=played + timedelta(minutes=5))

    assert made.until == NOON + timedelta(minutes=5)


@ways
def test_ours_get_an_address_of_the_relay(relay: Running, way: Way) -> None:
    with Client(way(relay), given()) as client:
        answer = client.allocate()

        assert (answer.error, answer.relayed[0]) == (0, "127.0.0.1")


@ways
def test_wrong_expired_and_foreign_ones_get_nothing(relay: Running, settings, way: Way) -> None:
    right = given()
    settings.RELAY_SECRET = "the secret of another installation"
    foreign = given()
    settings.RELAY_SECRET = relay.secret
    expired = given(minutes=-1)
    later = (f"{int(right.username.partition(':')[0]) + 3600}:room-a", right.password)

    for bad in (foreign, expired, later, (right.username, "guessed"), ("", "")):
        with Client(way(relay), bad) as client:
            assert client.allocate().error in {400, 401}
            assert client.refresh().error != 0
            assert client.permit("127.0.0.1").error != 0


def test_two_people_hear_each_other_through_it(relay: Running) -> None:
    with Client(relay.udp, given(name="room-a")) as one, Client(relay.tls, given(name="room-b")) as other:
        here, there = one.allocate().relayed, other.allocate().relayed
        assert (one.permit(there[0]).error, other.permit(here[0]).error) == (0, 0)

        one.send(there, "xin chào".encode())

        assert other.received().decode() == "xin chào"


def test_the_private_one_relays_to_its_own_address_and_to_nobody_else(relay: Running) -> None:
    with Client(relay.udp, given()) as client:
        client.allocate()

        assert client.permit("127.0.0.1").error == 0
        refused = [client.permit(address).error for address in ("127.0.0.2", "10.0.0.1", "192.168.1.1", "8.8.8.8")]
        assert refused == [403] * 4


def test_a_paused_relay_is_silent_and_then_goes_on(relay: Running) -> None:
    with Client(relay.udp, given(), patience=0.3) as client:
        client.allocate()
        relay.pause()
        with pytest.raises(TimeoutError):
            client.refresh()
        relay.go_on()

        assert client.refresh().error == 0


def test_what_runs_at_the_end_goes_on_and_nothing_new_begins(relay: Running) -> None:
    """Decision 0025 stands on this: coturn looks at the end only when an allocation is made."""
    short = given(minutes=1 / 60)
    with Client(relay.udp, short) as running, Client(relay.udp, short) as late:
        assert running.allocate().error == 0
        time.sleep(2.2)

        assert late.allocate().error == 401
        assert running.refresh().error == 0


def test_no_allocation_outlives_ten_minutes_without_its_page(relay: Running) -> None:
    """Asked for an hour, it gives 600 seconds; what is said to be over is over."""
    with Client(relay.udp, given()) as client:
        assert client.allocate(lifetime=3600).lifetime == 600
        assert client.refresh(3600).lifetime == 600

        assert client.refresh(0).lifetime == 0
        time.sleep(1.5)

        assert client.permit("127.0.0.1").error == 438
        assert client.refresh().error == 438  # a stranger again, who is asked to begin anew


def test_its_log_names_no_one_who_called(relay: Running) -> None:
    with Client(relay.udp, given(name="seen-nowhere")) as client:
        client.allocate()
        client.permit("127.0.0.1")

    assert "seen-nowhere" not in relay.log.read_text()
