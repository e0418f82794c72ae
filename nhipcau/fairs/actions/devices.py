"""Browsers become doors and computers of a site, say how they are, and stop."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, open_computer_account, require
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.actions.registering import lock, take_number
from nhipcau.fairs.models import Device, FairSession, SessionSite
from nhipcau.fairs.queries.roster import letters_used
from nhipcau.fairs.rules import offline as rules
from nhipcau.fairs.rules.people import BLOCK
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.crypto import sealing
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy


@dataclass(frozen=True)
class Enrolled:
    """`token` is known to the browser alone: only its digest is kept."""

    device: Device
    token: str


@transaction.atomic
def enrol_door(*, site: SessionSite, name: str, pin: str = "", by: User, now: datetime) -> Enrolled:
    """This browser is a door of the site until a day after the session. With a PIN it carries the names too.

    Raises Refused or PermissionDenied.
    """
    require(by, "fairs.check_in", site)
    site = lock(site)
    name, pin = tidy(name)[:40], pin.strip()
    refuse(rules.reasons_not_to_enrol(site.session, name=name, pin=pin, now=now))
    device, token = _device(site, Device.Kind.DOOR, name, by=by, now=now)
    FairSession.objects.select_for_update(no_key=True, of=("self",)).get(pk=site.session_id)
    device.letter = rules.letter_of(letters_used(site.session))
    device.first_number = _lease(site)
    device.last_number = device.first_number + rules.NUMBERS - 1
    device.private_key, device.public_key = sealing.new_pair()
    if pin:
        _wrap_names(device, pin)
    device.save()
    audit.record(by=by, action="device.enrol", target=device, at=now, details={"site": site.pk, "names": bool(pin)})
    live.touch(f"fair:{site.session_id}")
    return Enrolled(device, token)


@transaction.atomic
def enrol_computer(*, site: SessionSite, number: int, by: User, now: datetime) -> Enrolled:
    """This browser is computer `number` of the site: people sit down at it one after another.

    A computer that had the number before is ended. Raises Refused or PermissionDenied.
    """
    require(by, "fairs.check_in", site)
    site = lock(site)
    refuse(rules.reasons_not_to_enrol(site.session, name=str(number), pin="", now=now))
    for before in site.devices.filter(number=number, ended_at=None):
        end_device(device=before, by=by, now=now)
    device, token = _device(site, Device.Kind.KIOSK, str(number), by=by, now=now)
    device.number = number
    device.user = open_computer_account(display_name=f"PC {number} · {site.place or site.centre}", by=by, now=now)
    device.save()
    audit.record(by=by, action="device.enrol", target=device, at=now, details={"site": site.pk, "number": number})
    return Enrolled(device, token)


def _device(site: SessionSite, kind: str, name: str, *, by: User, now: datetime) -> tuple[Device, str]:
    token = secrets.token_urlsafe(rules.TOKEN_BYTES)
    device = Device(
        session_id=site.session_id,
        site=site,
        centre_id=site.centre_id,
        kind=kind,
        name=name,
        token_digest=rules.token_digest(token),
        enrolled_by=by,
        enrolled_at=now,
        ends_at=site.session.ends + rules.KEPT_AFTER,
        last_contact_at=now,
    )
    return device, token


def _lease(site: SessionSite) -> int:
    """The first of the call numbers that the door holds, from the site's own block. The site is locked."""
    if site.next_number is not None and site.next_number % BLOCK + rules.NUMBERS >= BLOCK:
        site.next_number = None
    first = take_number(site)
    site.next_number = first + rules.NUMBERS
    site.save(update_fields=["next_number"])
    return first


def _wrap_names(device: Device, pin: str) -> None:
    key, salt = secrets.token_bytes(sealing.KEY), secrets.token_bytes(16)
    device.index_key, device.pin_salt = key.hex(), salt.hex()
    device.pin_wrapped = sealing.seal(sealing.remembered(pin, salt=salt), key)


@transaction.atomic
def note_contact(*, device: Device, unsent: int, now: datetime) -> None:
    """The device was heard of. The site's list of devices shows it."""
    unsent = max(0, min(unsent, rules.MOST))
    Device.objects.filter(pk=device.pk).update(last_contact_at=now, unsent=unsent)
    if unsent != device.unsent:
        live.touch(f"fair:{device.session_id}")


@transaction.atomic
def end_device(*, device: Device, by: User, now: datetime) -> Device:
    """It is no device of ours any more: lost, or put away with nothing unsent."""
    require(by, "fairs.check_in", device.site)
    device = locked(device)
    if device.ended_at is not None:
        return device
    device.ended_at, device.ended_by = now, by
    device.save(update_fields=["ended_at", "ended_by"])
    device.seatings.filter(ended_at=None).update(ended_at=now, end="staff")
    audit.record(by=by, action="device.end", target=device, at=now, details={"unsent": device.unsent})
    live.touch(f"fair:{device.session_id}")
    return device


@transaction.atomic
def waive_device(*, device: Device, by: User, now: datetime) -> Device:
    """The host's operator lets the session close although this door may hold scans. They are still taken later."""
    require(by, "fairs.run_session", device.session)
    device = locked(device)
    if device.waived_at is not None:
        return device
    device.waived_at, device.waived_by = now, by
    device.save(update_fields=["waived_at", "waived_by"])
    audit.record(by=by, action="device.waive", target=device, at=now, details={"unsent": device.unsent})
    live.touch(f"fair:{device.session_id}")
    return device


def locked(device: Device) -> Device:
    return Device.objects.select_for_update(of=("self",)).select_related("site", "session").get(pk=device.pk)
