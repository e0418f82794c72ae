"""From when to when each interviewer is there, and how long a talk takes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.fairs.actions.appointing import give_up_hours
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import TimesFellAway
from nhipcau.fairs.models import Appointment, DeskHours, Participation
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules import timetable as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews.models import Desk


@dataclass(frozen=True)
class Hours:
    """Of one desk. The whole session and no minutes of its own: as everybody."""

    desk: Desk
    starts: datetime
    ends: datetime
    slot_minutes: int


class TimesOutside(Exception):
    """People were told times that these hours leave outside: whoever sets them must have seen which."""

    def __init__(self, times: list[Appointment]) -> None:
        super().__init__(len(times))
        self.times = times


@transaction.atomic
def set_desk_hours(
    *, participation: Participation, hours: Sequence[Hours], by: User, now: datetime, given_up: Collection[int] = ()
) -> int:
    """Of the desks of one enterprise, all at once; how many changed. A timetable made from now on keeps to them.

    Times that people were told and that are outside fall away, and people hear of it at once, when all of them are in
    `given_up`: else raises TimesOutside. A confirmed one is not moved: the next timetable proposes another, and the person
    says yes or no. By the enterprise, or by staff who look after it. Raises Refused with every reason. Then nothing changes.
    """
    if not may(by, "fairs.take_part", participation) and not may(by, "fairs.run_site", participation):
        require(by, "fairs.run_session", participation.session)
    session = participation.session
    mine = Desk.objects.filter(**occasion_of(session.pk).keys, employer_id=participation.employer_id, closed_at=None)
    desks = set(mine.select_for_update(of=("self",)).values_list("pk", flat=True))
    reasons = []
    for one in hours:
        if one.desk.pk not in desks:
            reasons.append(_("This table belongs to another enterprise."))
        against = rules.reasons_against_desk_hours(session, one.starts, one.ends, one.slot_minutes)
        where = _("Table or room %(number)s") % {"number": one.desk.number}
        reasons += [f"{where}: {reason}" for reason in against]
    refuse(reasons)
    outside = _outside(hours, now)
    if any(one.pk not in given_up for one in outside):
        raise TimesOutside(outside)
    changed = _write(hours)
    if changed:
        details = {"desks": changed, "given_up": len(outside)}
        audit.record(by=by, action="participation.hours", target=participation, at=now, details=details)
        live.touch(f"timetable:{session.pk}")
    if outside:
        give_up_hours(outside, by=by, now=now)
        outbox.publish(TimesFellAway(participation_id=participation.pk, session_id=session.pk, at=now))
        live.touch(f"fair:{session.pk}")
    return changed


def _outside(hours: Sequence[Hours], now: datetime) -> list[Appointment]:
    """What was told, has not begun, and is not within the new hours of its desk. Locked."""
    told = Appointment.objects.select_for_update(of=("self",)).filter(
        desk__in=[one.desk for one in hours], state__in=rules.LIVE, starts__gt=now
    )
    shown = told.select_related("desk", "registration__seeker").order_by("starts", "pk")
    new = {one.desk.pk: one for one in hours}
    return [one for one in shown if rules.outside([one], new[one.desk_id].starts, new[one.desk_id].ends)]


def _write(hours: Sequence[Hours]) -> int:
    changed = 0
    for one in hours:
        values = {"starts": one.starts, "ends": one.ends, "slot_minutes": one.slot_minutes}
        if DeskHours.objects.filter(desk=one.desk, **values).exists():
            continue
        DeskHours.objects.filter(desk=one.desk).delete()
        DeskHours.objects.create(desk=one.desk, **values)
        changed += 1
    return changed
