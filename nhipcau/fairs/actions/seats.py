"""Sitting down at a computer and standing up from it: one person after another, and nothing of the former stays."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions.refusals import Refused, refuse
from nhipcau.fairs.models import Device, Registration, RegistrationState, Seating
from nhipcau.fairs.queries.seats import is_idle
from nhipcau.fairs.rules import offline as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.models import Interview


@transaction.atomic
def seat(*, device: Device, registration: Registration, by: User, now: datetime) -> Seating:
    """Staff of the site show somebody of their centre to a free computer. Raises Refused or PermissionDenied."""
    require(by, "fairs.check_in", device)
    require(by, "fairs.check_in", registration)
    device = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    there = device.seatings.filter(ended_at=None).first()
    if there is not None and there.registration_id == registration.pk:
        return there
    refuse(_reasons_not_to_seat(device, registration, taken=there is not None, now=now))
    try:
        with transaction.atomic():
            seating = Seating.objects.create(
                device=device, registration=registration, seated_by=by, seated_at=now, touched_at=now
            )
    except IntegrityError:
        raise Refused([_("This person sits at another computer already.")]) from None
    details = {"registration": registration.pk}
    audit.record(by=by, action="computer.seat", target=device, at=now, details=details)
    live.touch(f"fair:{device.session_id}", f"seeker:{registration.seeker_id}")
    return seating


def _reasons_not_to_seat(device: Device, registration: Registration, *, taken: bool, now: datetime) -> list[str]:
    reasons = []
    if not rules.is_alive(device, now=now) or device.kind != Device.Kind.KIOSK:
        reasons.append(_("This is no computer for interviews any more."))
    if taken:
        reasons.append(_("Somebody sits at this computer."))
    if registration.session_id != device.session_id or registration.state != RegistrationState.CHECKED_IN:
        reasons.append(_("This person has not been let in at this fair yet."))
    return reasons


@transaction.atomic
def sit_down(*, device: Device, now: datetime) -> Seating | None:
    """The person at the computer begins: from now on it acts for them. None when nobody is shown to it."""
    there = device.seatings.select_for_update(of=("self",)).filter(ended_at=None)
    seating = there.select_related("registration", "device").first()
    if seating is None or device.user is None:
        return None
    seating.opened_at = seating.opened_at or now
    seating.touched_at = now
    seating.save(update_fields=["opened_at", "touched_at"])
    audit.record(by=device.user, action="computer.open", target=device, at=now, details={"seating": seating.pk})
    return seating


@transaction.atomic
def touch(*, seating: Seating, now: datetime) -> bool:
    """Somebody is there. False when nobody was for too long: then the seat is free again."""
    if is_idle(seating, now=now):
        _rise(seating, Seating.End.IDLE, by=None, now=now)
        return False
    Seating.objects.filter(pk=seating.pk).update(touched_at=now)
    return True


@transaction.atomic
def be_done(*, seating: Seating, by: User, now: datetime) -> None:
    """The person presses Done."""
    _rise(seating, Seating.End.PERSON, by=by, now=now)


@transaction.atomic
def make_rise(*, seating: Seating, by: User, now: datetime) -> None:
    """Staff free the computer."""
    require(by, "fairs.check_in", seating.device)
    _rise(seating, Seating.End.STAFF, by=by, now=now)


@transaction.atomic
def rise_after_talk(*, interview_id: int, now: datetime) -> None:
    """An online talk is over: its computer is free for the next person."""
    interview = Interview.objects.exclude(room="").filter(pk=interview_id).first()
    if interview is None:
        return
    there = Seating.objects.filter(registration__seeker_id=interview.seeker_id, ended_at=None)
    for seating in there.filter(opened_at__isnull=False, registration__session_id=interview.occasion_id):
        _rise(seating, Seating.End.TALK, by=None, now=now)


def _rise(seating: Seating, end: str, *, by: User | None, now: datetime) -> None:
    """Once: a second word changes nothing."""
    held = Seating.objects.select_for_update(of=("self",)).select_related("device", "registration").get(pk=seating.pk)
    if held.ended_at is not None:
        return
    held.ended_at, held.end = now, end
    held.save(update_fields=["ended_at", "end"])
    audit.record(by=by, action="computer.rise", target=held.device, at=now, details={"seating": held.pk, "end": end})
    live.touch(f"fair:{held.device.session_id}", f"seeker:{held.registration.seeker_id}")
