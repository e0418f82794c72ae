"""Who sits at which computer. Reads only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from nhipcau.accounts.api import User, Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import Device, FairSession, Registration, RegistrationState, Seating, SessionSite
from nhipcau.fairs.queries.door import registered_by_name
from nhipcau.fairs.queries.people import received_by
from nhipcau.foundation.crypto.codes import read_code
from nhipcau.interviews.models import ACTIVE, Interview

IDLE: Final = timedelta(minutes=6)
SHOWN: Final = 12


@dataclass(frozen=True)
class Computer:
    device: Device
    seating: Seating | None


def people_at(user: Any) -> set[int]:
    """Whom a computer acts for: the person who sits there now."""
    now_there = Seating.objects.filter(device__user_id=user.pk, ended_at=None, opened_at__isnull=False)
    return set(now_there.values_list("registration__seeker_id", flat=True))


def seating_now(device: Device) -> Seating | None:
    there = device.seatings.filter(ended_at=None).select_related("registration__seeker", "registration__session")
    return there.first()


def computer_of(registration: Registration) -> int | None:
    """The number of the computer this person is shown to now."""
    there = Seating.objects.filter(registration=registration, ended_at=None, device__ended_at=None)
    return there.values_list("device__number", flat=True).first()


def seating_of(pk: Any) -> Seating | None:
    """While the person sits there and the computer is one of ours."""
    known = Seating.objects.filter(pk=pk, ended_at=None, opened_at__isnull=False, device__ended_at=None)
    return known.select_related("device", "registration").first()


def is_idle(seating: Seating, *, now: datetime) -> bool:
    """Nobody touched it for a while, and nobody is being called or talked with."""
    if now - seating.touched_at < IDLE:
        return False
    return not Interview.objects.filter(seeker_id=seating.registration.seeker_id, state__in=ACTIVE).exists()


def computers_at(site: SessionSite) -> list[Computer]:
    """By number, with who sits there."""
    there = Seating.objects.filter(ended_at=None).select_related("registration__seeker")
    devices = site.devices.filter(kind=Device.Kind.KIOSK, ended_at=None).order_by("number")
    rows = devices.prefetch_related(Prefetch("seatings", there, to_attr="now_there"))
    return [Computer(device, next(iter(vars(device)["now_there"]), None)) for device in rows]


def seatings_of(user: Visitor) -> QuerySet[Seating]:
    mine = centres_where(user, "fairs.check_in")
    return Seating.objects.filter(device__centre_id__in=mine).select_related("device__site", "registration")


def to_seat(user: User, site: SessionSite, typed: str) -> list[Registration]:
    """People of this user's own centre who are here: by ticket code, number or name."""
    if code := read_code(typed):
        mine = centres_where(user, "fairs.check_in")
        found = Registration.objects.filter(session_id=site.session_id, code=code, centre_id__in=mine)
        return list(found.select_related("seeker", "site"))
    named = registered_by_name(user, site.session, typed)
    return [one for one in named if one.state == RegistrationState.CHECKED_IN][:SHOWN]


def of_own_centre(user: Visitor, session: FairSession) -> QuerySet[Registration]:
    return received_by(user).filter(session=session)
