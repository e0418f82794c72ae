"""People who got a number at a door without network: written down when they arrive here, or asked about."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, phone_index, plain_phone, require
from nhipcau.consents.api import Channel, Purpose
from nhipcau.fairs.actions.door import attend
from nhipcau.fairs.actions.following import follow
from nhipcau.fairs.actions.queueing import arrives, come_in
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.actions.registering import lock, take_number
from nhipcau.fairs.events import PersonCheckedIn, PersonRegistered
from nhipcau.fairs.models import Device, Registration, RegistrationState, ScanEvent, SignUp, UnreadEntry, WalkIn
from nhipcau.fairs.queries.devices import perhaps_the_same
from nhipcau.fairs.rules import offline as rules
from nhipcau.fairs.rules.offline import Said
from nhipcau.fairs.rules.people import LETS_IN
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.crypto import sealing
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import search_text, tidy
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Sex


@transaction.atomic
def take(*, device: Device, said: Said, now: datetime) -> bool:
    """Open what the device sealed and write the person down, once. False when it was not sealed for this device.

    Whoever may be known already, or of whom something is missing, waits for a person's decision.
    """
    try:
        told = sealing.unseal_from(device.private_key, dict(said.person or {}), purpose=rules.WALK_IN)
        walk_in = _told(device, said, told, now)
    except (sealing.CannotUnseal, KeyError, TypeError, ValueError, OverflowError):
        return False
    Device.objects.select_for_update().get(pk=device.pk)
    if WalkIn.objects.filter(pk=walk_in.pk).exists():
        return True
    by = device.enrolled_by
    walk_in.asks = _asks(walk_in, by)
    seeker = None if walk_in.asks else _file_of(walk_in, by, now)
    walk_in.save(force_insert=True)
    if seeker is not None:
        _write_down(walk_in, seeker, by=by, now=now)
    live.touch(f"fair:{walk_in.session_id}")
    return True


def opened(device: Device, sent: str) -> dict[str, Any] | None:
    """What an entry that was kept aside says, when it was sealed for this device."""
    try:
        person = json.loads(sent)["person"]
        return sealing.unseal_from(device.private_key, dict(person), purpose=rules.WALK_IN)
    except (sealing.CannotUnseal, KeyError, TypeError, ValueError):
        return None


def _told(device: Device, said: Said, told: Mapping[str, Any], now: datetime) -> WalkIn:
    name = tidy(rules.readable(str(told["name"])))[:120]
    phone = plain_phone(rules.readable(str(told.get("phone", ""))))[:15]
    year, born = rules.read_birth(str(told.get("born", "")))
    typed = tidy(rules.readable(str(told.get("born_typed", ""))))[:20]
    number, sex = int(told["number"]), str(told.get("sex", ""))
    if not name or not (device.first_number or 0) <= number <= (device.last_number or 0):
        raise ValueError("number")
    return WalkIn(
        pk=said.own_id,
        session_id=device.session_id,
        site=device.site,
        centre_id=device.centre_id,
        device=device,
        number=number,
        full_name=name,
        search=search_text(name),
        birth_year=year,
        birth_date=born,
        birth_typed=typed,
        sex=sex if sex in Sex.values else "",
        phone=phone,
        phone_index=phone_index(phone) if phone else "",
        agreed=told.get("agreed") is True,
        came_at=rules.when(said, device.session),
        received_at=now,
    )


def _asks(walk_in: WalkIn, by: User) -> list[str]:
    """Why somebody must look: codes, put into words by the page."""
    found = []
    if not walk_in.agreed:
        found.append("agreement")
    if walk_in.birth_date is None:
        found.append("birth")
    if not walk_in.sex:
        found.append("sex")
    if not may(by, "seekers.register_seeker", walk_in.site) or walk_in.session.state not in LETS_IN:
        found.append("right")
    elif perhaps_the_same(by, walk_in):
        found.append("known")
    return found


def _file_of(walk_in: WalkIn, by: User, now: datetime) -> seekers.Seeker | None:
    """None when what was typed cannot stand in a file: `asks` says which fields."""
    try:
        with transaction.atomic():
            return _seeker(walk_in, by, now)
    except seekers.CannotRegister as refusal:
        walk_in.asks = sorted(refusal.fields)
        return None


def _seeker(walk_in: WalkIn, by: User, now: datetime, born: date | None = None, sex: str = "") -> seekers.Seeker:
    """Only of somebody whose day of birth is known: of others `asks` says that it is missing."""
    birth_date = born or walk_in.birth_date
    assert birth_date is not None  # noqa: S101
    return seekers.register_seeker(
        data=seekers.SeekerData(
            full_name=walk_in.full_name, birth_date=birth_date, sex=sex or walk_in.sex, phone=walk_in.phone
        ),
        centre=walk_in.site.centre,
        purposes=[Purpose.COUNSELLING],
        channel=Channel.COUNTER,
        by=by,
        now=now,
    )


@transaction.atomic
def decide(
    *,
    walk_in: WalkIn,
    by: User,
    now: datetime,
    same_as: seekers.Seeker | None = None,
    born: date | None = None,
    sex: str = "",
    agreed: bool = False,
) -> WalkIn:
    """A person says who this is: somebody with a file, or somebody new with what was missing.

    Deciding again changes nothing. Raises Refused, seekers.CannotRegister or PermissionDenied.
    """
    require(by, "fairs.check_in", walk_in)
    locked = WalkIn.objects.select_for_update(of=("self",)).select_related("site__centre", "session", "device")
    walk_in = locked.get(pk=walk_in.pk)
    if walk_in.registration_id is not None:
        return walk_in
    refuse(_reasons_not_to_decide(walk_in, by, same_as, born, sex, agreed))
    seeker = same_as or _seeker(walk_in, by, now, born, sex)
    _write_down(walk_in, seeker, by=by, now=now)
    walk_in.decided_by, walk_in.decided_at = by, now
    walk_in.save(update_fields=["decided_by", "decided_at"])
    audit.record(by=by, action="walk_in.decide", target=walk_in, at=now, details={"known": same_as is not None})
    return walk_in


def forget_old(*, now: datetime) -> int:
    """About whom nobody decided for so long, nobody will. How many."""
    old = WalkIn.objects.filter(state=WalkIn.State.ASKS, received_at__lt=now - rules.DECIDED_WITHIN)
    gone, _rows = old.delete()
    UnreadEntry.objects.filter(received_at__lt=now - rules.DECIDED_WITHIN).delete()
    return gone


def _reasons_not_to_decide(
    walk_in: WalkIn, by: User, same_as: seekers.Seeker | None, born: date | None, sex: str, agreed: bool
) -> list[str]:
    reasons = []
    if walk_in.session.state not in LETS_IN:
        reasons.append(_("This session does not take people any more."))
    if same_as is not None:
        if not seekers.visible_to(by).filter(pk=same_as.pk).exists():
            raise PermissionDenied("seekers.view_seeker")
        return reasons
    if not (born or walk_in.birth_date):
        reasons.append(_("Write the day of birth."))
    if not (sex or walk_in.sex):
        reasons.append(_("Say whether it is a woman or a man."))
    if not (agreed or walk_in.agreed):
        reasons.append(_("Ask whether we may keep a file: without a yes we may not."))
    return reasons


def _write_down(walk_in: WalkIn, seeker: seekers.Seeker, *, by: User, now: datetime) -> None:
    """The person keeps the number on the paper, unless they have a ticket already or it is somebody else's by now."""
    mine = Registration.objects.select_for_update(of=("self",)).filter(session_id=walk_in.session_id, seeker=seeker)
    registration = mine.exclude(state=RegistrationState.CANCELLED).first() or _new_ticket(walk_in, seeker, by, now)
    _note_scan(walk_in, registration, now)
    _first, new, latest = attend(registration, walk_in.site, walk_in.came_at)
    if latest:
        follow(registration, walk_in.site, by=by, now=now)
    if arrives(registration, walk_in.came_at):
        come_in(registration, walk_in.site, since=walk_in.came_at, by=by, now=now)
    walk_in.registration, walk_in.state = registration, WalkIn.State.WRITTEN
    walk_in.full_name = walk_in.search = walk_in.phone = walk_in.phone_index = ""  # it stands in the file from now on
    walk_in.save(update_fields=["registration", "state", "full_name", "search", "phone", "phone_index"])
    audit.record(
        by=by, action="registration.check_in", target=registration, at=now, details={"walk_in": str(walk_in.pk)}
    )
    if new:
        fact = PersonCheckedIn(registration_id=registration.pk, session_id=walk_in.session_id, at=walk_in.came_at)
        outbox.publish(fact)
    live.touch(f"fair:{walk_in.session_id}", f"seeker:{seeker.pk}")


def _new_ticket(walk_in: WalkIn, seeker: seekers.Seeker, by: User, now: datetime) -> Registration:
    registration = Registration.objects.create(
        session_id=walk_in.session_id,
        seeker=seeker,
        site=walk_in.site,
        centre_id=walk_in.centre_id,
        channel=SignUp.WALK_IN,
        code=new_code(),
        number=_number_of(walk_in),
        registered_by=by,
        registered_at=now,
    )
    audit.record(by=by, action="registration.make", target=registration, at=now)
    outbox.publish(PersonRegistered(registration_id=registration.pk, session_id=walk_in.session_id, at=now))
    return registration


def _number_of(walk_in: WalkIn) -> int:
    """The number on the paper; another one when a copy of the device gave it to somebody else before."""
    site = lock(walk_in.site)
    if not Registration.objects.filter(session_id=walk_in.session_id, number=walk_in.number).exists():
        return walk_in.number
    number = take_number(site)
    site.save(update_fields=["next_number"])
    return number


def _note_scan(walk_in: WalkIn, registration: Registration, now: datetime) -> None:
    event = ScanEvent(
        pk=walk_in.pk,
        session_id=walk_in.session_id,
        site_id=walk_in.site_id,
        registration=registration,
        way=ScanEvent.Way.WALK_IN,
        by=walk_in.device.enrolled_by,
        scanned_at=walk_in.came_at,
        received_at=now,
        device=walk_in.device,
    )
    ScanEvent.objects.bulk_create([event], ignore_conflicts=True)
