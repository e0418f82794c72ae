"""Whoever came to another site than their interview times: what they said at a door without network, stay or go over."""

from contextlib import suppress
from datetime import datetime

from django.core.exceptions import PermissionDenied

from nhipcau.fairs.actions.following import go_over, stay_here
from nhipcau.fairs.models import Device, Registration, RegistrationState, ScanEvent
from nhipcau.fairs.rules import offline as rules
from nhipcau.fairs.rules.offline import Said


def take(*, device: Device, said: Said, person: Registration | None, now: datetime) -> None:
    """Kept whatever it is about; it counts where the person is let in here and has said nothing else since."""
    ours = person if person is not None and person.session_id == device.session_id else None
    at = rules.when(said, device.session)
    if keep(device, said, ours, at, now) and ours is not None:
        decide(device=device, person=ours, since=at, now=now)


def decide(*, device: Device, person: Registration, since: datetime, now: datetime) -> None:
    """By the last answer given at this site since then, however late and in whatever order it arrives.

    In the caller's transaction. Where whoever enrolled the door may not decide any more, the desk asks.
    """
    if person.site_id != device.site_id or person.state != RegistrationState.CHECKED_IN:
        return
    answers = ScanEvent.objects.filter(registration=person, site=device.site, way__in=rules.ANSWERS)
    last = answers.filter(scanned_at__gte=since).order_by("-scanned_at", "-device_seq").first()
    if last is None:
        return
    said = go_over if last.way == ScanEvent.Way.GOES else stay_here
    with suppress(PermissionDenied):
        said(registration=person, by=device.enrolled_by, now=now)


def keep(device: Device, said: Said, person: Registration | None, at: datetime, now: datetime) -> bool:
    """False when this very event is kept already."""
    event = ScanEvent(
        pk=said.own_id,
        session_id=device.session_id,
        site=device.site,
        registration=person,
        way=ScanEvent.Way(said.kind),
        by=device.enrolled_by,
        scanned_at=at,
        received_at=now,
        device=device,
        device_seq=said.seq,
        clock_offset=said.offset,
        code_hash=said.lookup,
    )
    if ScanEvent.objects.filter(pk=event.pk).exists():
        return False
    return bool(ScanEvent.objects.bulk_create([event], ignore_conflicts=True))
