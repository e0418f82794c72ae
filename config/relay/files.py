"""What stands in turnserver.conf (coturn 4.6.1, Debian 12), in service and for the demo and the tests."""

import os
from dataclasses import dataclass
from pathlib import Path

from config.relay import ranges

# Whatever the kind. One relay thread: with more, allocations failed on virtual machines, and one carries 300 calls.
ALWAYS = """
use-auth-secret
fingerprint
stale-nonce=600
max-allocate-lifetime=600
relay-threads=1
no-multicast-peers
no-tcp-relay
no-cli
no-dtls
no-tlsv1
no-tlsv1_1
no-rfc5780
no-stun-backward-compatibility
response-origin-only-with-rfc5780
no-software-attribute
no-dynamic-ip-list
no-dynamic-realms
log-file=stdout
simple-log
""".strip()
# Bytes a second and allocations. One side of a call takes one allocation for each address of the relay and each network of
# the device (a telephone: 3 addresses, 2 networks, IPv4 and IPv6), and leaves them for ten minutes when it is cut off.
LIMITS = """
user-quota=36
total-quota=10000
max-bps=400000
min-port=49152
max-port=65535
""".strip()


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a relay listens and from where it relays."""

    addresses: tuple[str, ...]
    port: int  # UDP and TCP
    tls_port: int
    certificate: Path
    key: Path
    realm: str


def production(place: Place, *, secrets: tuple[str, ...], behind: str = "") -> str:
    """`secrets`: none, to show it; two while they are changed. `behind`: the public address, where the one of the machine is translated; then its own is the one exception."""
    denied = [f"# {why}\ndenied-peer-ip={span}" for span, why in ranges.DENIED]
    translated = []
    if behind:
        own = place.addresses[0]
        translated = [f"external-ip={behind}/{own}", f"# other people of this relay\nallowed-peer-ip={own}"]
    parts = ["# Nhịp Cầu: the relay of calls", *where(place), *translated, *kept(secrets), ALWAYS, LIMITS, *denied]
    return "\n".join(parts) + "\n"


def private(place: Place, *, secret: str, folder: Path) -> str:
    """For one machine: it relays to its own addresses and to nobody else, loopback only where it listens there."""
    loopback = [address for address in place.addresses if is_loopback(address)]
    allowed = [f"allowed-peer-ip={address}" for address in place.addresses]
    parts = [
        *("# The demo or the tests of this checkout", *where(place), *kept((secret,)), ALWAYS),
        *(f"userdb={folder / 'users'}", f"pidfile={folder / 'pid'}"),
        *(["allow-loopback-peers"] if loopback else []),
        *(*allowed, f"denied-peer-ip={ranges.EVERYTHING}"),
    ]
    return "\n".join(parts) + "\n"


def where(place: Place) -> list[str]:
    return [
        f"realm={place.realm}",
        *(f"listening-ip={address}" for address in place.addresses),
        *(f"relay-ip={address}" for address in place.addresses),
        *(f"listening-port={place.port}", f"tls-listening-port={place.tls_port}"),
        *(f"cert={place.certificate}", f"pkey={place.key}"),
    ]


def kept(secrets: tuple[str, ...]) -> list[str]:
    """The first line that fits decides, so several may stand there."""
    return [f"static-auth-secret={secret}" for secret in secrets] or [
        "# static-auth-secret=… is written, never printed"
    ]


def is_loopback(address: str) -> bool:
    return address == "::1" or address.startswith("127.")


def write_closed(path: Path, body: bytes, mode: int = 0o600) -> None:
    """Closed from its first byte on; what was there before is gone."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(body)
