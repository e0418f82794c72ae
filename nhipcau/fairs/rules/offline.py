"""A door without network: whose device it is, when a scan was, what it may not stand in the way of. Pure."""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.fairs.models import Device, FairSession

KEPT_AFTER: Final = timedelta(hours=24)  # a device and its roster, after the session's end
EARLIEST_SCAN: Final = timedelta(hours=12)  # before the session's beginning
DECIDED_WITHIN: Final = timedelta(days=30)  # about people written down without network; then they are forgotten
SILENT_AFTER: Final = timedelta(minutes=10)  # who was not heard of for so long may hold scans that nobody knows of
BATCH: Final = 200
NUMBERS: Final = 199  # call numbers a door holds
SHORTEST_PIN: Final = 8
MOST: Final = 2**31 - 1
FARTHEST_OFF: Final = 100 * 365 * 86_400_000  # milliseconds: a clock that lost its battery says 1970
TOKEN_BYTES: Final = 32
LETTERS: Final = "ABCDEGHKLMNPQRSTUVXY"  # those of the Vietnamese alphabet that are not taken for a digit
PEOPLE, NAMES, WALK_IN = "nhipcau roster", "nhipcau names", "nhipcau walk-in"
YEARS: Final = (1920, 2100)
LOOKUP: Final = re.compile(r"[0-9a-f]{64}")


class Kind(StrEnum):
    SCAN = "scan"
    NAME = "name"
    WALK_IN = "walk_in"
    STAYS = "stays"
    GOES = "goes"


ANSWERS: Final = (Kind.STAYS, Kind.GOES)  # what somebody says who came to another site than their interview times


@dataclass(frozen=True)
class Said:
    """One event as a device sent it. `at` is its own clock; `offset` is what must be added to it, in milliseconds."""

    id: uuid.UUID
    seq: int
    kind: Kind
    at: datetime
    offset: int
    lookup: str = ""
    person: Mapping[str, Any] | None = None

    @property
    def own_id(self) -> uuid.UUID:
        """Whoever copies a device gives two people the same id: what it is about tells them apart."""
        return uuid.uuid5(self.id, f"{self.kind} {self.lookup}")


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def lookup_of(code: str, *, salt: str) -> str:
    """How a device knows a ticket: SHA-256 of the session's salt and the code, in hex."""
    return hashlib.sha256(bytes.fromhex(salt) + code.encode()).hexdigest()


def read_event(sent: Any) -> Said | None:
    """None when it is none of ours."""
    try:
        kind = Kind(sent["kind"])
        said = Said(
            id=uuid.UUID(str(sent["id"])),
            seq=int(sent["seq"]),
            kind=kind,
            at=datetime.fromtimestamp(int(sent["at"]) / 1000, UTC),
            offset=int(sent.get("offset") or 0),
            lookup="" if kind == Kind.WALK_IN else str(sent.get("lookup") or ""),
            person=sent.get("person") if isinstance(sent.get("person"), dict) else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError, RecursionError):
        return None
    known = bool(said.person) if said.kind == Kind.WALK_IN else LOOKUP.fullmatch(said.lookup) is not None
    fits = 0 <= said.seq < MOST and abs(said.offset) < FARTHEST_OFF
    return said if known and fits else None


def when(said: Said, session: FairSession) -> datetime:
    """The device's clock put right, and never outside the day: whenever it arrives, the answer is the same."""
    first, last = session.starts - EARLIEST_SCAN, session.ends + KEPT_AFTER
    try:
        return min(max(said.at + timedelta(milliseconds=said.offset), first), last)
    except OverflowError:  # beyond the year 1 or 9999
        return last if said.offset > 0 else first


def letter_of(index: int) -> str:
    """A, B, … Y, AA, AB …"""
    first, second = divmod(index, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[second]


def label_of(device: Device, number: int) -> str:
    """The number on the device's own paper: A-001 is the first it holds."""
    return f"{device.letter}-{number - (device.first_number or 0) + 1:03d}"


def is_alive(device: Device, *, now: datetime) -> bool:
    return device.ended_at is None and now < device.ends_at


def may_hold_scans(device: Device, *, now: datetime) -> bool:
    """Said that it holds some, or was not heard of for a while. Ended and waived ones hold nobody up."""
    if device.ended_at is not None or device.waived_at is not None or device.kind != Device.Kind.DOOR:
        return False
    return device.unsent > 0 or now - device.last_contact_at > SILENT_AFTER


def reasons_not_to_close(devices: Iterable[Device], *, now: datetime) -> list[str]:
    """Every door that may still hold people whom nobody knows to be here."""
    reasons = []
    for device in devices:
        if not may_hold_scans(device, now=now):
            continue
        minutes = int((now - device.last_contact_at) / timedelta(minutes=1))
        if device.unsent:
            words = _("%(door)s still holds %(count)s scans that were not sent. Open it where there is network.")
        else:
            words = _("%(door)s was not heard of for %(minutes)s minutes and may hold scans. Open it or end it.")
        reasons.append(words % {"door": device.name, "count": device.unsent, "minutes": minutes})
    return reasons


def reasons_not_to_enrol(session: FairSession, *, name: str, pin: str, now: datetime) -> list[str]:
    reasons = []
    if not name:
        reasons.append(_("Give it a name, such as Door 1."))
    if pin and len(pin) < SHORTEST_PIN:
        reasons.append(_("A PIN for names has at least %(count)s characters.") % {"count": SHORTEST_PIN})
    if now >= session.ends + KEPT_AFTER:
        reasons.append(_("This fair is over."))
    return reasons


def read_birth(typed: str) -> tuple[int | None, date | None]:
    """(year, day): "1990" has no day. (None, None) when it is neither. The page sends 1990 or 1990-05-02."""
    parts = typed.strip().split("-")
    try:
        year, day = int(parts[0]), date(*map(int, parts)) if len(parts) == 3 else None
    except (TypeError, ValueError, OverflowError):
        return None, None
    return (year, day) if YEARS[0] <= year < YEARS[1] else (None, None)


def readable(typed: str) -> str:
    """Without what no text of ours may hold: control characters and halves of letters."""
    return "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in typed)
