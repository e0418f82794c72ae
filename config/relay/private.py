"""The relay of one machine: written into a folder of its own, started by whoever keeps it."""

import shutil
import socket
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from config.private import places
from config.relay import certificate, files
from config.relay.files import Place

REALM = "nhipcau"
TABLES = {  # of coturn 4.6.1: it asks for secrets of a database beside ours
    "turnusers_lt": "realm, name, hmackey",
    "turn_secret": "realm, value",
    "allowed_peer_ip": "realm, ip_range",
    "denied_peer_ip": "realm, ip_range",
    "turn_origin_to_realm": "origin, realm",
    "turn_realm_option": "realm, opt, value",
    "oauth_key": "kid, ikm_key, timestamp, lifetime, as_rs_alg, realm",
    "admin_user": "name, realm, password",
}
NOBODY = "192.0.2.1"  # RFC 5737: nothing is sent there


@dataclass(frozen=True, kw_only=True)
class Relay:
    """What the pages must know, and the command that makes it true."""

    secret: str
    stun: str
    udp: str
    tcp: str
    tls: str
    command: tuple[str, ...]

    @property
    def urls(self) -> tuple[str, ...]:
        return (self.stun, self.udp, self.tcp, self.tls)

    @property
    def environment(self) -> dict[str, str]:
        return {"RELAY_SECRET": self.secret, "RELAY_URLS": ",".join(self.urls)}


def program() -> str | None:
    return shutil.which("turnserver")


def prepare(folder: Path, *, address: str, ports: tuple[int, int], secret: str) -> Relay:
    """Write its configuration and certificate. `ports`: the one for UDP and TCP, the one for TLS."""
    places.private_folder(folder)
    pem, key = certificate.make(folder, (address,))
    port, tls_port = ports
    place = Place(addresses=(address,), port=port, tls_port=tls_port, certificate=pem, key=key, realm=REALM)
    written = folder / "turnserver.conf"
    files.write_closed(written, files.private(place, secret=secret, folder=folder).encode())
    make_tables(folder / "users")
    host = f"[{address}]" if ":" in address else address
    return Relay(
        secret=secret,
        stun=f"stun:{host}:{port}",
        udp=f"turn:{host}:{port}?transport=udp",
        tcp=f"turn:{host}:{port}?transport=tcp",
        tls=f"turns:{host}:{tls_port}?transport=tcp",
        command=command(written),
    )


def make_tables(path: Path) -> None:
    """Empty ones. Where they are missing, each of its threads makes them, and whoever calls meanwhile is refused: a locked
    database counts as a wrong password. Debian's package makes those of the service."""
    with closing(sqlite3.connect(path)) as kept, kept:
        for name, columns in TABLES.items():
            kept.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")


def command(written: Path) -> tuple[str, ...]:
    return (program() or "turnserver", "-c", str(written))


def reached_at(host: str) -> str:
    """The address that others reach: loopback unless HOST opens the demo; where it opens all, the one that leads out."""
    if host in {"", "localhost"}:
        return "127.0.0.1"
    if host not in {"0.0.0.0", "::"}:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        try:
            outward.connect((NOBODY, 9))
        except OSError:
            return "127.0.0.1"
        return str(outward.getsockname()[0])


def free_ports(address: str, *, above: int, count: int = 2) -> tuple[int, ...]:
    """The next ones that neither a UDP nor a TCP program of this machine has."""
    found: list[int] = []
    for port in range(above + 1, min(above + 400, 65536)):
        if is_free(port, address):
            found.append(port)
        if len(found) == count:
            return tuple(found)
    raise OSError(f"no {count} free ports above {above}")


def is_free(port: int, address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(family, kind) as trial:
                trial.bind((address, port))
        except OSError:
            return False
    return True
