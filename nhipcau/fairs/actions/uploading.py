"""What a door did without network arrives: a union by id, so order, delay and repetition change nothing.

The device is what may do this, by its token, while it lives; the officer who enrolled it stands in the books.
"""

import hashlib
import json
import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions import staying, walk_ins
from nhipcau.fairs.actions.counter import admit
from nhipcau.fairs.actions.devices import note_contact
from nhipcau.fairs.actions.door import CheckIn, Result, attend
from nhipcau.fairs.actions.following import follow
from nhipcau.fairs.actions.queueing import stand_in_line
from nhipcau.fairs.actions.roster import refresh_roster
from nhipcau.fairs.events import PersonCheckedIn
from nhipcau.fairs.models import (
    Device,
    Registration,
    RegistrationState,
    RosterLine,
    ScanEvent,
    SessionSite,
    UnreadEntry,
    WalkIn,
)
from nhipcau.fairs.rules import offline as rules
from nhipcau.fairs.rules.offline import Kind, Said
from nhipcau.fairs.rules.people import LETS_IN, NOT_IN_YET
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.crypto.codes import read_code
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox

FRESH = timedelta(minutes=10)  # a scan so young brings back somebody who had gone home
LONGEST = 20_000  # characters kept of an entry that nobody understands
logger = logging.getLogger(__name__)


@dataclass
class Taken:
    """`ids` and `bad` need not be sent again: kept, whether new or known; or kept aside, for nobody understands them."""

    ids: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)


def upload(*, device: Device, sent: Iterable[Any], unsent: int, now: datetime) -> Taken:
    """Take a batch, each event by itself, so that one that is odd holds nobody up. `unsent`: what is left after it."""
    taken = Taken()
    batch = list(sent)[: rules.BATCH]
    events = [(one, rules.read_event(one)) for one in batch]
    if any(said is not None and said.lookup for _one, said in events):
        refresh_roster(session=device.session)
    known = _known([said for _one, said in events if said])
    for one, said in sorted(events, key=lambda pair: pair[1].seq if pair[1] else 0):
        if said is not None and (said.own_id in known or _understood(device, said, now)):
            taken.ids.append(str(said.id))
            continue
        keep_aside(device=device, sent=one, now=now)
        taken.bad.append(_id_of(one))
    note_contact(device=device, unsent=unsent, now=now)
    return taken


def _id_of(sent: Any) -> str:
    said = sent.get("id") if isinstance(sent, dict) else None
    return said if isinstance(said, str) and rules.readable(said) == said else ""


def _known(events: list[Said]) -> set[uuid.UUID]:
    """Those that came before: of a batch that is sent again, all of them."""
    ids = [said.own_id for said in events]
    scans = ScanEvent.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {*scans, *WalkIn.objects.filter(pk__in=ids).values_list("pk", flat=True)}


def _understood(device: Device, said: Said, now: datetime) -> bool:
    """False when the event itself is the trouble, whatever it is. A database that fails is the trouble of all of them."""
    try:
        return take(device=device, said=said, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Device %s sent an entry that could not be taken", device.pk)
        return False


def keep_aside(*, device: Device, sent: Any, now: datetime) -> None:
    """As it came, once, for staff to see: nothing that a door sends is thrown away, and nothing stops what follows."""
    try:
        text = json.dumps(sent)[:LONGEST]
    except RecursionError:
        text = json.dumps(_id_of(sent))
    digest = hashlib.sha256(text.encode()).hexdigest()
    UnreadEntry.objects.bulk_create(
        [UnreadEntry(device=device, digest=digest, sent=text, received_at=now)], ignore_conflicts=True
    )
    live.touch(f"fair:{device.session_id}")


@transaction.atomic
def take(*, device: Device, said: Said, now: datetime) -> bool:
    """One event. False: it cannot be read."""
    if said.kind == Kind.WALK_IN:
        return walk_ins.take(device=device, said=said, now=now)
    if said.kind in rules.ANSWERS:
        staying.take(device=device, said=said, person=_held(device, said.lookup, ""), now=now)
        return True
    take_scan(device=device, said=said, now=now)
    return True


@transaction.atomic
def take_scan(*, device: Device, said: Said, now: datetime, code: str = "") -> CheckIn:
    """A scan, with its time put right. Whoever it is about was there from then on, also when the day is over.

    Raises nothing for a person: unknown, cancelled or of another session, the scan is kept all the same.
    """
    person = _held(device, said.lookup, code)
    ours = person is not None and person.session_id == device.session_id
    at = rules.when(said, device.session)
    new_scan = staying.keep(device, said, person if ours else None, at, now)
    if person is None or person.state == RegistrationState.CANCELLED:
        return CheckIn(Result.UNKNOWN, person)
    if not ours:
        return CheckIn(Result.OTHER_SESSION, person)
    if person.session.state not in LETS_IN:
        return CheckIn(Result.WELCOME, person, at)
    if not new_scan:
        return CheckIn(Result.ALREADY, person, at)
    first_at, new, latest = attend(person, device.site, at)
    moved = latest and follow(person, device.site, by=device.enrolled_by, now=now)
    if person.state in NOT_IN_YET or (person.state == RegistrationState.LEFT and now - at < FRESH):
        _arrive(person, device, at, now)
    elif moved and person.state == RegistrationState.CHECKED_IN:
        stand_in_line(person, device.site, since=at, by=device.enrolled_by, now=now)
    if moved:
        staying.decide(device=device, person=person, since=at, now=now)
    if new:
        SessionSite.objects.filter(pk=device.site_id, opened_at=None).update(opened_at=at)
        outbox.publish(PersonCheckedIn(registration_id=person.pk, session_id=person.session_id, at=at))
    return CheckIn(Result.WELCOME if new or moved else Result.ALREADY, person, first_at, moved)


def ask(*, device: Device, sent: Any, code: str, now: datetime) -> CheckIn | None:
    """A scan while there is network: the same event, answered at once. None when it cannot be read."""
    said = rules.read_event(sent)
    if said is None or said.kind != Kind.SCAN:
        return None
    return take_scan(device=device, said=said, now=now, code=read_code(code))


def unread_of(*, device: Device, by: User, now: datetime) -> list[dict[str, Any]]:
    """The entries kept aside: `sent` as it came, and of what was sealed for this device what it says, where it opens."""
    require(by, "fairs.check_in", device.site)
    entries = device.unread_entries.order_by("pk")
    found = [{"sent": entry.sent, "says": walk_ins.opened(device, entry.sent)} for entry in entries]
    audit.record(by=by, action="device.read_aside", target=device, at=now, details={"count": len(found)})
    return found


@transaction.atomic
def transfer(*, device: Device, code: str, now: datetime) -> Registration | None:
    """One tap for a ticket of another session: the person is registered here, and let in. Raises Refused."""
    holder = Registration.objects.filter(code=read_code(code) or "-").select_related("seeker__centre").first()
    if holder is None:
        return None
    by = device.enrolled_by
    return admit(session=device.session, site=device.site, seeker=holder.seeker, wishes=[], by=by, now=now)


def _held(device: Device, lookup: str, code: str) -> Registration | None:
    """By the ticket's code where there is network, else by what the device knows of it."""
    held = Registration.objects.select_for_update(of=("self",)).select_related("seeker", "session", "site")
    if code and (person := held.filter(code=code).first()) is not None:
        return person
    line = RosterLine.objects.filter(roster__session_id=device.session_id, lookup=lookup).first()
    return held.get(pk=line.registration_id) if line else None


def _arrive(person: Registration, device: Device, at: datetime, now: datetime) -> None:
    """They stand in the queues since they came; the books say when we heard of it."""
    by = device.enrolled_by
    came_back = person.state == RegistrationState.LEFT
    person.state = RegistrationState.CHECKED_IN
    person.save(update_fields=["state"])
    stand_in_line(person, device.site, since=at, by=by, now=now)
    details: dict[str, Any] = {"device": device.pk, "at": at.isoformat(timespec="seconds")}
    word = "come_back" if came_back else "check_in"
    audit.record(by=by, action=f"registration.{word}", target=person, at=now, details=details)
    live.touch(f"fair:{person.session_id}", f"seeker:{person.seeker_id}")
