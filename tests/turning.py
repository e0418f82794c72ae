"""A small TURN client (RFC 8656) for tests: asks a real relay, over UDP, TCP or TLS, and tells what it answered."""

import hashlib
import hmac
import ipaddress
import os
import re
import socket
import ssl
import struct
import zlib
from dataclasses import dataclass, field
from types import TracebackType

from nhipcau.foundation.relay.api import Credentials

COOKIE = 0x2112A442
ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND = 0x003, 0x004, 0x008, 0x009
SEND, DATA = 0x016, 0x017
SUCCESS, ERROR = 0x100, 0x110
USERNAME, INTEGRITY, ERROR_CODE, CHANNEL, LIFETIME = 0x0006, 0x0008, 0x0009, 0x000C, 0x000D
PEER, PAYLOAD, REALM, NONCE, RELAYED = 0x0012, 0x0013, 0x0014, 0x0015, 0x0016
FAMILY, TRANSPORT, FINGERPRINT = 0x0017, 0x0019, 0x8028
UDP = struct.pack("!I", 17 << 24)
URL = re.compile(r"turns?:(?:\[([^]]+)]|([^:]+)):(\d+)\?transport=(udp|tcp)")


@dataclass(frozen=True)
class Answer:
    kind: int
    said: dict[int, bytes] = field(default_factory=dict)
    transaction: bytes = b""

    @property
    def error(self) -> int:
        """0 where it succeeded."""
        code = self.said.get(ERROR_CODE)
        return code[2] * 100 + code[3] if code else 0

    @property
    def lifetime(self) -> int:
        return int(struct.unpack("!I", self.said[LIFETIME])[0])

    @property
    def relayed(self) -> tuple[str, int]:
        return told_address(self.said[RELAYED], self.transaction)


class Client:
    """One connection to a relay: `with Client(relay.udp, credentials) as client: client.allocate()`."""

    def __init__(self, url: str, given: Credentials | tuple[str, str], *, patience: float = 3) -> None:
        found = URL.fullmatch(url)
        assert found is not None, url
        host, self.stream = found[1] or found[2], found[4] == "tcp"
        where, kind = (host, int(found[3])), socket.SOCK_STREAM if self.stream else socket.SOCK_DGRAM
        self.socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind)
        self.socket.settimeout(patience)
        self.socket.connect(where)
        if url.startswith("turns:"):
            trusting = ssl.create_default_context()
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
            self.socket = trusting.wrap_socket(self.socket)
        self.username, self.password = (given.username, given.password) if isinstance(given, Credentials) else given
        self.realm = self.nonce = b""

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def allocate(self, *, ipv6: bool = False, lifetime: int | None = None) -> Answer:
        """As browsers do: asked without a name first, then with the realm and nonce that were told."""
        wanted = [(TRANSPORT, UDP)]
        if ipv6:
            wanted.append((FAMILY, bytes([2, 0, 0, 0])))
        if lifetime is not None:
            wanted.append((LIFETIME, struct.pack("!I", lifetime)))
        first = self.ask(ALLOCATE, wanted, signed=False)
        return self.again(ALLOCATE, wanted, first) if first.error == 401 else first

    def again(self, method: int, attributes: list[tuple[int, bytes]], refused: Answer) -> Answer:
        """With the realm and the nonce of a refusal."""
        self.realm, self.nonce = refused.said.get(REALM, self.realm), refused.said.get(NONCE, self.nonce)
        return self.ask(method, attributes)

    def refresh(self, lifetime: int = 600) -> Answer:
        return self.ask(REFRESH, [(LIFETIME, struct.pack("!I", lifetime))])

    def permit(self, address: str) -> Answer:
        return self.ask(CREATE_PERMISSION, [(PEER, b"")], peer=(address, 9))

    def bind_channel(self, address: str, *, channel: int = 0x4000) -> Answer:
        return self.ask(CHANNEL_BIND, [(CHANNEL, struct.pack("!HH", channel, 0)), (PEER, b"")], peer=(address, 9))

    def send(self, address: tuple[str, int], payload: bytes) -> None:
        """An indication: nobody answers."""
        transaction = os.urandom(12)
        body = pack(PEER, address_of(address, transaction)) + pack(PAYLOAD, payload)
        self.socket.sendall(head(SEND, len(body), transaction) + body)

    def received(self) -> bytes:
        """What a peer sent to the relayed address."""
        while (heard := self.read()).kind != DATA:
            continue
        return heard.said[PAYLOAD]

    def ask(
        self, method: int, attributes: list[tuple[int, bytes]], *, signed: bool = True, peer: tuple[str, int] = ("", 0)
    ) -> Answer:
        transaction = os.urandom(12)
        body = b"".join(pack(k, address_of(peer, transaction) if k == PEER else value) for k, value in attributes)
        if signed:
            name = self.username.encode()
            body += pack(USERNAME, name) + pack(REALM, self.realm) + pack(NONCE, self.nonce)
            key = hashlib.md5(b":".join([name, self.realm, self.password.encode()])).digest()
            mac = hmac.new(key, head(method, len(body) + 24, transaction) + body, hashlib.sha1).digest()
            body += pack(INTEGRITY, mac)
        crc = zlib.crc32(head(method, len(body) + 8, transaction) + body) ^ 0x5354554E
        body += pack(FINGERPRINT, struct.pack("!I", crc))
        self.socket.sendall(head(method, len(body), transaction) + body)
        while (answer := self.read()).transaction != transaction:
            continue
        return answer

    def read(self) -> Answer:
        if self.stream:
            start = self.exactly(20)
            message = start + self.exactly(struct.unpack("!H", start[2:4])[0])
        else:
            message = self.socket.recv(4096)
        return parsed(message)

    def exactly(self, length: int) -> bytes:
        got = b""
        while len(got) < length:
            more = self.socket.recv(length - len(got))
            if not more:
                raise ConnectionError("the relay closed the connection")
            got += more
        return got


def head(kind: int, length: int, transaction: bytes) -> bytes:
    return struct.pack("!HHI", kind, length, COOKIE) + transaction


def pack(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def parsed(message: bytes) -> Answer:
    kind, length, _cookie = struct.unpack("!HHI", message[:8])
    said, at = {}, 20
    while at < 20 + length:
        name, size = struct.unpack("!HH", message[at : at + 4])
        said[name] = message[at + 4 : at + 4 + size]
        at += 4 + size + -size % 4
    return Answer(kind, said, message[8:20])


def address_of(peer: tuple[str, int], transaction: bytes) -> bytes:
    packed = ipaddress.ip_address(peer[0]).packed
    hidden = bytes(a ^ b for a, b in zip(packed, struct.pack("!I", COOKIE) + transaction, strict=False))
    return struct.pack("!HH", 1 if len(packed) == 4 else 2, peer[1] ^ (COOKIE >> 16)) + hidden


def told_address(value: bytes, transaction: bytes) -> tuple[str, int]:
    _family, port = struct.unpack("!HH", value[:4])
    plain = bytes(a ^ b for a, b in zip(value[4:], struct.pack("!I", COOKIE) + transaction, strict=False))
    return str(ipaddress.ip_address(plain)), port ^ (COOKIE >> 16)
