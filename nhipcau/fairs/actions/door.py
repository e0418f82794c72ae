"""The door: a ticket is scanned, a person is found by name, somebody walks in. Nobody is turned away."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction

from nhipcau.accounts.api import User, may, require
from nhipcau.fairs.actions.following import follow
from nhipcau.fairs.actions.queueing import join_wished_queues
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.actions.registering import register
from nhipcau.fairs.events import PersonCheckedIn
from nhipcau.fairs.models import (
    Attendance,
    FairSession,
    Registration,
    RegistrationState,
    ScanEvent,
    SessionSite,
    SessionVacancy,
    SignUp,
)
from nhipcau.fairs.rules import people as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.crypto.codes import read_code
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.prepared.api import Prepared, insert, save
from nhipcau.seekers.models import Seeker

_held = Registration.objects.select_for_update(of=("self",)).select_related("seeker")
_by_key = Prepared(lambda pk: _held.filter(pk=pk), pk=models.BigIntegerField())
_by_code = Prepared(lambda code: _held.filter(code=code), code=models.CharField())


class Result(StrEnum):
    WELCOME = "welcome"
    ALREADY = "already"
    OTHER_SESSION = "other_session"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CheckIn:
    """What the door shows. `first_at` is when the person was first seen here. Unknown with a registration: cancelled.

    `moved`: they were expected, or in, at another site until now.
    """

    result: Result
    registration: Registration | None = None
    first_at: datetime | None = None
    moved: bool = False


class Seen(NamedTuple):
    """`new`: nobody had seen them before. `latest`: no scan of them is younger than this one."""

    first_at: datetime
    new: bool
    latest: bool


@transaction.atomic
def check_in(
    *,
    session: FairSession,
    site: SessionSite,
    by: User,
    now: datetime,
    way: str = ScanEvent.Way.SCAN,
    code: str = "",
    registration: Registration | None = None,
    scan_id: uuid.UUID | None = None,
) -> CheckIn:
    """Let a person in, once, however often the ticket is shown; the same `scan_id` again changes nothing.

    By staff of the site's centre, or by the person themself where the site is online. Raises Refused when there is no fair.
    """
    person = _hold(registration, code)
    _may_let_in(by, site, person, way)
    if person is None or person.state == RegistrationState.CANCELLED:
        return CheckIn(Result.UNKNOWN, person)
    if person.session_id != session.pk:
        return CheckIn(Result.OTHER_SESSION, person)
    person.session = session
    refuse(rules.reasons_not_to_let_in(person.session, site, now=now))
    if not _note_scan(scan_id, person, site, way, by=by, now=now):
        return CheckIn(Result.ALREADY, person, person.attendance.first_at)
    first_at, new, _latest = attend(person, site, now)
    came_back, moved = person.state == RegistrationState.LEFT, follow(person, site, by=by, now=now)
    if new or came_back:
        enter(person, site, "come_back" if came_back else "check_in", by=by, now=now)
    if new:
        if site.opened_at is None:  # whoever lets people in is open
            SessionSite.objects.filter(pk=site.pk, opened_at=None).update(opened_at=now)
        outbox.publish(PersonCheckedIn(registration_id=person.pk, session_id=session.pk, at=now))
    elif moved and not came_back:
        join_wished_queues(person, site, by=by, now=now)
    return CheckIn(Result.WELCOME if new or moved else Result.ALREADY, person, first_at, moved)


@transaction.atomic
def walk_in(
    *,
    session: FairSession,
    site: SessionSite,
    seeker: Seeker,
    wishes: Sequence[SessionVacancy],
    by: User,
    now: datetime,
) -> Registration:
    """Somebody stands at the door without a ticket: registered beside the places kept for others, and let in."""
    require(by, "fairs.check_in", site)
    registration = register(
        session=session, seeker=seeker, site=site, wishes=wishes, channel=SignUp.WALK_IN, by=by, now=now
    )
    check_in(session=session, site=site, registration=registration, way=ScanEvent.Way.WALK_IN, by=by, now=now)
    registration.refresh_from_db()
    return registration


def _hold(registration: Registration | None, code: str) -> Registration | None:
    """The person this is about, whom no other gate can let in meanwhile."""
    return _by_key.first(pk=registration.pk) if registration else _by_code.first(code=read_code(code) or "-")


def enter(person: Registration, site: SessionSite, word: str, *, by: User, now: datetime) -> None:
    person.state = RegistrationState.CHECKED_IN
    save(person, "state")
    join_wished_queues(person, site, by=by, now=now)
    audit.record(by=by, action=f"registration.{word}", target=person, at=now)
    live.touch(f"fair:{person.session_id}", f"seeker:{person.seeker_id}")


def _may_let_in(by: User, site: SessionSite, person: Registration | None, way: str) -> None:
    """Staff of the site; somebody found by name must be of their centre too. At home the person says so themself."""
    if may(by, "fairs.check_in", site):
        if way == ScanEvent.Way.NAME:
            require(by, "fairs.check_in", person)
        return
    at_home = site.role == SessionSite.Role.ONLINE and person is not None and person.site_id == site.pk
    if not (at_home and person is not None and may(by, "fairs.register", person.seeker)):
        raise PermissionDenied("fairs.check_in")


def _note_scan(
    scan_id: uuid.UUID | None, person: Registration, site: SessionSite, way: str, *, by: User, now: datetime
) -> bool:
    """False when this very scan of this person is known already. An id that a device used twice is not believed."""
    event = ScanEvent(session_id=person.session_id, site=site, registration=person, way=way, by=by)
    event.scanned_at = event.received_at = now
    event.pk = scan_id or uuid.uuid4()
    if insert(event, unless_known=True):
        return True
    if ScanEvent.objects.filter(pk=event.pk, registration=person).exists():
        return False
    event.pk = uuid.uuid4()
    return insert(event)


def attend(person: Registration, site: SessionSite, at: datetime) -> Seen:
    """One statement: the first scan makes the attendance, every other only widens it; the earliest says where.

    In whatever order scans arrive, and however often, the attendance is the same.
    """
    table = Attendance._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} AS known (registration_id, site_id, first_at, last_at) VALUES (%s, %s, %s, %s)
            ON CONFLICT (registration_id) DO UPDATE SET
                site_id = CASE WHEN (excluded.first_at, excluded.site_id) < (known.first_at, known.site_id)
                    THEN excluded.site_id ELSE known.site_id END,
                first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)
            RETURNING first_at, (xmax = 0), last_at
            """,  # noqa: S608
            [person.pk, site.pk, at, at],
        )
        first_at, new, last_at = cursor.fetchone()
    return Seen(first_at, bool(new), last_at <= at)
