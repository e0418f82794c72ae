"""The roster of a session is kept sealed: each line opens with the ticket that it is about, and with nothing else."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.fairs.models import Device, FairSession, Roster, RosterLine
from nhipcau.fairs.queries import roster as queries
from nhipcau.fairs.queries.roster import Line
from nhipcau.fairs.rules import offline as rules
from nhipcau.foundation.crypto import sealing


@dataclass(frozen=True)
class Carried:
    """What a door has to change: sealed lines by lookup (empty: void), and who is in."""

    version: int
    people: dict[str, str]
    seen: list[list[Any]]
    names: str


@transaction.atomic
def refresh_roster(*, session: FairSession) -> Roster:
    """Seal what is new or changed. Doors that ask at the same time wait for one another."""
    Roster.objects.get_or_create(session=session, defaults={"salt": secrets.token_hex(16)})
    roster = Roster.objects.select_for_update().get(session=session)
    known = {line.registration_id: line for line in roster.lines.all()}
    changed = [line for line in queries.lines_of(session) if _differs(line, known.get(line.registration_id))]
    if not changed:
        return roster
    roster.version += 1
    rows = [_sealed(line, roster) for line in changed]
    new = [row for row in rows if row.registration_id not in known]
    for row in rows:
        if row.registration_id in known:
            row.pk = known[row.registration_id].pk
    RosterLine.objects.bulk_create(new, batch_size=1000)
    RosterLine.objects.bulk_update(
        [row for row in rows if row.registration_id in known], ["digest", "body", "version"], batch_size=500
    )
    roster.save(update_fields=["version"])
    return roster


def carry(*, device: Device, since: int, seen_since: datetime | None) -> Carried:
    """What changed since the version that the device has; all of it when it has none."""
    roster = refresh_roster(session=device.session)
    lines = roster.lines.filter(version__gt=since).values_list("lookup", "body")
    names = ""
    if device.index_key and (since < roster.version or not since):
        plain = json.dumps(queries.names_for(device, roster), ensure_ascii=False, separators=(",", ":"))
        names = sealing.seal(bytes.fromhex(device.index_key), plain.encode())
    return Carried(roster.version, dict(lines), queries.seen_since(roster, seen_since), names)


def _differs(line: Line, kept: RosterLine | None) -> bool:
    if kept is None:
        return not line.void
    return kept.digest != _digest(line)


def _digest(line: Line) -> str:
    return hashlib.sha256(_plain(line)).hexdigest()


def _plain(line: Line) -> bytes:
    return b"" if line.void else json.dumps(line.says, ensure_ascii=False, separators=(",", ":")).encode()


def _sealed(line: Line, roster: Roster) -> RosterLine:
    plain = _plain(line)
    key = sealing.derived(line.code.encode(), salt=bytes.fromhex(roster.salt), purpose=rules.PEOPLE)
    return RosterLine(
        roster=roster,
        registration_id=line.registration_id,
        lookup=rules.lookup_of(line.code, salt=roster.salt),
        digest=_digest(line),
        body=sealing.seal(key, plain) if plain else "",
        version=roster.version,
    )
