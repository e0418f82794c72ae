"""A door device of a test: what it would seal, hash and send, done in Python as its page does it."""

import json
import uuid
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.actions.devices import enrol_door
from nhipcau.fairs.actions.roster import refresh_roster
from nhipcau.fairs.actions.uploading import Taken, upload
from nhipcau.fairs.models import Device, Registration, SessionSite
from nhipcau.fairs.rules import offline as rules
from nhipcau.foundation.crypto import sealing
from nhipcau.foundation.crypto.codes import new_code
from tests.centres.factories import staff
from tests.fairs.factories import STARTS, FairSessionFactory, RegistrationFactory, SessionSiteFactory


def running_site() -> SessionSite:
    site: SessionSite = SessionSiteFactory(session=FairSessionFactory(running=True))
    return site


def ticket_at(site: SessionSite, **said: Any) -> Registration:
    ticket: Registration = RegistrationFactory(site=site, code=new_code(), **said)
    return ticket


class Door:
    """Enrolled at a site by its own officer; `at` are minutes after the session's start."""

    def __init__(self, site: SessionSite, *, by: User | None = None, name: str = "Cửa 1", pin: str = "") -> None:
        self.by = by or staff(Role.FRONT_DESK, site.centre)
        made = enrol_door(site=site, name=name, pin=pin, by=self.by, now=site.session.starts)
        self.device: Device = Device.objects.select_related("session", "site__centre", "enrolled_by").get(
            pk=made.device.pk
        )
        self.token = made.token
        self.seq = 0

    def scan(self, ticket: Registration | str, at: int = 0, *, offset: int = 0, kind: str = "scan") -> dict[str, Any]:
        code = ticket if isinstance(ticket, str) else ticket.code
        salt = refresh_roster(session=self.device.session).salt
        return self._event(at, offset, kind=kind, lookup=rules.lookup_of(code, salt=salt))

    def walk_in(self, at: int = 0, **said: Any) -> dict[str, Any]:
        told = {
            "number": self.device.first_number,
            "name": "Vãng Lai",
            "born": "1990-05-02",
            "sex": "male",
            "agreed": True,
        }
        return self._event(at, 0, kind="walk_in", person=sealed(told | said, self.device.public_key))

    def _event(self, at: int, offset: int, **said: Any) -> dict[str, Any]:
        self.seq += 1
        wall = self.device.session.starts + timedelta(minutes=at) - timedelta(milliseconds=offset)
        when = {"id": str(uuid.uuid4()), "seq": self.seq, "at": int(wall.timestamp() * 1000), "offset": offset}
        return when | said

    def upload(self, *events: Any, unsent: int = 0, now: datetime = STARTS + timedelta(hours=4)) -> Taken:
        return upload(device=self.device, sent=events, unsent=unsent, now=now)


def sealed(said: dict[str, Any], point: str) -> dict[str, str]:
    once = ec.generate_private_key(ec.SECP256R1())
    shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b64decode(point)))
    mine = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key = sealing.derived(shared, salt=b"", purpose=rules.WALK_IN)
    return {"from": b64encode(mine).decode(), "body": sealing.seal(key, json.dumps(said).encode())}
