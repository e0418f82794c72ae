"""The relay's configuration: what it refuses in service, on the real coturn, and what stands beside that."""

import ipaddress
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from config.relay import certificate, files, private, ranges
from config.relay.files import Place
from tests.relaying import SECRET, free_ports, need_turnserver, started, token_of
from tests.turning import Client

INSIDE_IPV4 = (
    *("127.0.0.1", "127.255.0.9", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "192.0.0.8", "198.18.0.1"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.7", "203.0.113.9", "192.88.99.1"),
)
INSIDE_IPV6 = (
    *("::1", "::", "::7f00:1", "::a00:0", "::a00:100", "::c0a8:100", "fe80::1", "febf::1", "fec0::1", "fc00::1"),
    *("fdff:1::2", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:7f00:1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::a00:1", "2002:7f00:1::1", "2002:c0a8:101::1", "2001::1", "2001:db8::1", "100::1", "ff02::1"),
)
OUTSIDE_IPV4 = (
    "8.8.8.8",
    "1.1.1.1",
    "11.0.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "223.5.5.5",
)
OUTSIDE_IPV6 = ("2606:4700::1111", "2401:d800::1", "2a00:1450::1", "2001:ee0::1", "2003::1")
# What coturn refuses by itself, whatever the file says.
OF_ITSELF = {
    "0.0.0.0",
    "0.1.2.3",
    "::",
    "127.0.0.1",
    "127.255.0.9",
    "::1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "ff02::1",
}


@pytest.fixture(scope="module")
def as_written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("as-written"), lambda body: body) as url:
        yield url


@pytest.fixture(scope="module")
def without_ranges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same file with the denied lines taken out."""
    with served(tmp_path_factory.mktemp("without"), without_denied) as url:
        yield url


def without_denied(body: str) -> str:
    return "\n".join(line for line in body.splitlines() if not line.startswith("denied-peer-ip"))


@contextmanager
def served(folder: Path, change: Callable[[str], str]) -> Iterator[str]:
    """A relay in service, but for where it listens; gives its UDP address."""
    need_turnserver()
    port, tls_port = free_ports()
    pem, key = certificate.make(folder, ("127.0.0.1",))
    here = Place(
        addresses=("127.0.0.1", "::1"), port=port, tls_port=tls_port, certificate=pem, key=key, realm="relay.test"
    )
    private.make_tables(folder / "users")
    written = folder / "turnserver.conf"
    own = f"\nuserdb={folder / 'users'}\npidfile={folder / 'pid'}\n"
    written.write_text(change(files.production(here, secrets=("old" * 12, SECRET))) + own)
    with started(private.command(written), port, folder / "log"):
        yield f"turn:127.0.0.1:{port}?transport=udp"


def asked(url: str, addresses: tuple[str, ...], *, ipv6: bool) -> dict[str, tuple[int, int]]:
    """What it answers to CreatePermission and to ChannelBind, by address; 0: granted."""
    found = {}
    with Client(url, token_of(SECRET)) as client:
        assert client.allocate(ipv6=ipv6).error == 0
        for number, address in enumerate(addresses):
            found[address] = (client.permit(address).error, client.bind_channel(address, channel=0x4000 + number).error)
    return found


@pytest.mark.parametrize(("ipv6", "inside"), [(False, INSIDE_IPV4), (True, INSIDE_IPV6)], ids=["IPv4", "IPv6"])
def test_in_service_nothing_inside_a_network_is_reached(
    as_written: str, without_ranges: str, ipv6: bool, inside: tuple[str, ...]
) -> None:
    refused = asked(as_written, inside, ipv6=ipv6)
    without = asked(without_ranges, inside, ipv6=ipv6)

    assert refused == dict.fromkeys(inside, (403, 403))
    assert {address for address, said in without.items() if said == (403, 403)} == OF_ITSELF & {*inside}
    assert {said for address, said in without.items() if address not in OF_ITSELF} == {(0, 0)}


@pytest.mark.parametrize(("ipv6", "outside"), [(False, OUTSIDE_IPV4), (True, OUTSIDE_IPV6)], ids=["IPv4", "IPv6"])
def test_in_service_people_on_the_internet_are_reached(as_written: str, ipv6: bool, outside: tuple[str, ...]) -> None:
    assert asked(as_written, outside, ipv6=ipv6) == dict.fromkeys(outside, (0, 0))


def test_an_indication_reaches_nobody_who_was_not_permitted(as_written: str) -> None:
    """Send needs a permission, and a refused one is none: the neighbour on loopback hears nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as neighbour, Client(as_written, token_of(SECRET)) as client:
        neighbour.bind(("127.0.0.1", 0))
        neighbour.settimeout(0.3)
        assert client.allocate().error == 0
        client.permit("127.0.0.1")

        client.send(neighbour.getsockname(), b"to the database")

        with pytest.raises(TimeoutError):
            neighbour.recv(100)


def test_one_person_takes_no_more_than_a_device_needs(as_written: str) -> None:
    """And while a secret is changed, both are good."""
    with Client(as_written, token_of("old" * 12)) as old:
        assert old.allocate().error == 0
    token = token_of(SECRET, name="greedy")
    clients = [Client(as_written, token) for _number in range(37)]
    said = [client.allocate().error for client in clients]
    for client in clients:
        client.socket.close()

    assert said == [0] * 36 + [486]


def test_the_first_who_call_are_not_refused(tmp_path: Path) -> None:
    """coturn would make its tables then, one thread locking out the other, and take that for a wrong password."""
    need_turnserver()
    ports = free_ports()
    told = private.prepare(tmp_path / "relay", address="127.0.0.1", ports=ports, secret=SECRET)

    with started(told.command, ports[0], tmp_path / "log"), ExitStack() as opened:
        clients = [opened.enter_context(Client(told.udp, token_of(SECRET))) for _number in range(8)]
        with ThreadPoolExecutor(8) as together:
            said = list(together.map(lambda client: client.allocate().error, clients))

    assert said == [0] * 8


def test_every_range_is_one_that_coturn_compares_rightly() -> None:
    """IPv6 byte by byte, each alone: both ends agree in front, and behind that one byte the range takes all."""
    for span, _why in ranges.IPV6:
        first, last = (ipaddress.ip_address(end).packed for end in span.split("-"))
        assert any(first), span
        assert all(low <= high for low, high in zip(first, last, strict=True)), span
    for span, _why in ranges.IPV4:
        low, high = (ipaddress.ip_address(end) for end in span.split("-"))
        assert low < high


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    """With Python's own library alone, as on the machine of a relay."""
    return subprocess.run(
        [sys.executable, "-S", "-m", "config.relay", *words],
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_opened_to_the_room_the_demo_relays_to_its_own_address_and_not_to_loopback(tmp_path: Path) -> None:
    told = private.prepare(tmp_path / "relay", address="192.168.1.5", ports=(8002, 8003), secret=SECRET)
    lines = (tmp_path / "relay" / "turnserver.conf").read_text().splitlines()

    assert told.udp == "turn:192.168.1.5:8002?transport=udp"
    assert [line for line in lines if "peer" in line] == [
        "no-multicast-peers",
        "allowed-peer-ip=192.168.1.5",
        f"denied-peer-ip={ranges.EVERYTHING}",
    ]
    assert (tmp_path / "relay").stat().st_mode & 0o777 == 0o700
    assert [private.reached_at(host) for host in ("", "localhost", "192.168.1.5")] == ["127.0.0.1"] * 2 + [
        "192.168.1.5"
    ]


WHERE = ("--name", "relay.example.vn", "--address", "203.0.113.7")


def test_the_operators_file_is_shown_without_its_secret() -> None:
    said = run("print", "production", *WHERE)

    lines = said.stdout.splitlines()
    assert [line for line in lines if "auth-secret" in line] == [
        "# static-auth-secret=… is written, never printed",
        "use-auth-secret",
    ]
    assert {"realm=relay.example.vn", "listening-ip=203.0.113.7", "tls-listening-port=443", "no-cli"} <= {*lines}
    assert "allow-loopback-peers" not in lines
    assert [line for line in lines if line.startswith("denied-peer-ip=")] == [
        f"denied-peer-ip={span}" for span, _why in ranges.DENIED
    ]


def test_behind_a_router_only_the_own_address_is_excepted() -> None:
    """Two people of one relay are peers by its own address, which is a private one there."""
    said = run("print", "production", "--name", "r.vn", "--address", "10.0.0.5", "--behind", "203.0.113.7").stdout

    lines = said.splitlines()
    assert "external-ip=203.0.113.7/10.0.0.5" in lines
    assert [line for line in lines if line.startswith("allowed")] == ["allowed-peer-ip=10.0.0.5"]


def written(folder: Path, secrets: str, mode: int = 0o600) -> "subprocess.CompletedProcess[str]":
    kept = folder / "secret"
    kept.write_text(secrets)
    kept.chmod(mode)
    return run("write", str(folder / "turnserver.conf"), *WHERE, "--secrets", str(kept))


def test_the_operators_file_is_written_closed_to_others(tmp_path: Path) -> None:
    said = written(tmp_path, f"{'n' * 40}\n{'o' * 40}\n")

    target = tmp_path / "turnserver.conf"
    assert said.stdout == f"{target}\n"
    assert target.stat().st_mode & 0o777 == 0o640
    secrets = [line for line in target.read_text().splitlines() if line.startswith("static-auth-secret")]
    assert secrets == [f"static-auth-secret={'n' * 40}", f"static-auth-secret={'o' * 40}"]


@pytest.mark.parametrize(
    ("secrets", "mode", "says"),
    [
        ("", 0o600, "must be 32 or more letters, digits, - or _. Make one: openssl rand -hex 32"),
        ("short", 0o600, "must be 32 or more letters, digits, - or _. Make one: openssl rand -hex 32"),
        ("s" * 40 + "#", 0o600, "must be 32 or more letters, digits, - or _. Make one: openssl rand -hex 32"),
        ("s" * 40, 0o644, "Everybody may read"),
    ],
)
def test_a_secret_that_could_be_guessed_misread_or_seen_is_refused(
    tmp_path: Path, secrets: str, mode: int, says: str
) -> None:
    said = written(tmp_path, secrets, mode)

    assert said.returncode == 1
    assert says in said.stderr.splitlines()[1]
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


@pytest.mark.parametrize(
    ("urls", "secret", "says"),
    [
        ("turn:relay.vn:3478?transport=udp", "", "RELAY_SECRET must be 32 or more letters"),
        ("turn://relay.vn", "s" * 40, "is no turn:, turns: or stun: address"),
        ("turn:relay.vn:3478?transport=udp,stun:relay.vn:3478", "s" * 40, ""),
        ("", "", ""),
    ],
)
def test_addresses_of_a_relay_without_its_secret_stop_the_start(urls: str, secret: str, says: str) -> None:
    words = [sys.executable, "-c", "import config.settings.base"]
    environment = {**os.environ, "RELAY_URLS": urls, "RELAY_SECRET": secret, "DATABASE_URL": "postgresql://a@b/c"}

    said = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=30)

    assert (said.returncode == 1, says in said.stderr) == (bool(says), True)
