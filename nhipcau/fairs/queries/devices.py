"""The devices of a session, the people they wrote down, and who sits where. Reads only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from nhipcau.accounts.api import User, Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import Device, FairSession, ScanEvent, SessionSite, WalkIn
from nhipcau.fairs.rules import offline as rules
from nhipcau.seekers.api import Seeker, visible_to

PEOPLE_SHOWN = 8


@dataclass(frozen=True)
class DeviceLine:
    """`holds`: it may hold scans that nobody knows of. `unread`: entries of it that could not be understood."""

    device: Device
    alive: bool
    holds: bool
    unread: int = 0


def device_of(token: str, now: datetime) -> Device | None:
    """Whose token it is, while the device lives."""
    if not token:
        return None
    known = Device.objects.filter(token_digest=rules.token_digest(token))
    device = known.select_related("session__centre", "site__place", "site__centre", "enrolled_by", "user").first()
    return device if device is not None and rules.is_alive(device, now=now) else None


def managed_by(user: Visitor, permission: str = "fairs.check_in") -> QuerySet[Device]:
    mine = centres_where(user, permission)
    return Device.objects.filter(centre_id__in=mine).select_related("session__centre", "site__place", "site__centre")


def of_sessions_run_by(user: Visitor) -> QuerySet[Device]:
    """Also those of linked sites."""
    hosted = centres_where(user, "fairs.run_session")
    devices = Device.objects.filter(session__centre_id__in=hosted)
    return devices.select_related("session__centre", "site__place", "site__centre")


def devices_at(site: SessionSite, now: datetime) -> list[DeviceLine]:
    """Doors first, then computers by number; ended ones last."""
    devices = site.devices.select_related("enrolled_by").annotate(unread=Count("unread_entries"))
    lines = [
        DeviceLine(one, rules.is_alive(one, now=now), rules.may_hold_scans(one, now=now), vars(one)["unread"])
        for one in devices.order_by("ended_at", "kind", "number", "pk")
    ]
    return sorted(lines, key=lambda line: not line.alive)


def holding_up(session: FairSession, now: datetime) -> list[Device]:
    """Doors of the session that may still hold scans."""
    doors = session.devices.doors().filter(ended_at=None, waived_at=None).select_related("site__place").order_by("pk")
    return [device for device in doors if rules.may_hold_scans(device, now=now)]


def with_unread(session: FairSession) -> list[DeviceLine]:
    """Doors of the session some of whose entries could not be understood."""
    doors = session.devices.doors().select_related("site__place").annotate(unread=Count("unread_entries"))
    return [DeviceLine(one, alive=True, holds=False, unread=vars(one)["unread"]) for one in doors.filter(unread__gt=0)]


def to_look_at(site: SessionSite) -> QuerySet[WalkIn]:
    """People written down without network about whom somebody must decide, the earliest first."""
    asks = WalkIn.objects.filter(site=site, state=WalkIn.State.ASKS).select_related("device", "site")
    return asks.order_by("came_at", "pk")


def walk_ins_of(user: User) -> QuerySet[WalkIn]:
    mine = centres_where(user, "fairs.check_in")
    return WalkIn.objects.filter(centre_id__in=mine).select_related("device", "site__centre", "session")


def unknown_scans(site: SessionSite) -> int:
    """Codes scanned here that no ticket of this session has."""
    unknown = ScanEvent.objects.filter(site=site, registration=None)
    return unknown.values("code_hash").distinct().count()


def perhaps_the_same(user: User, walk_in: WalkIn) -> list[Seeker]:
    """Files that this user may see: the same name and birth, or the same phone and year of birth, where it is known."""
    same_year = Q(birth_date__year=walk_in.birth_year) if walk_in.birth_year else Q()
    born = Q(birth_date=walk_in.birth_date) if walk_in.birth_date else same_year
    meant = Q(search=walk_in.search) & born
    if walk_in.phone_index:
        meant |= Q(phone_index=walk_in.phone_index) & same_year
    return list(visible_to(user).filter(meant).select_related("commune__province").order_by("pk")[:PEOPLE_SHOWN])
