"""From when to when each interviewer is there, and how long a talk takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.models import DeskHours, Participation
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules import timetable as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.models import Desk


@dataclass(frozen=True)
class Hours:
    """Of one desk. The whole session and no minutes of its own: as everybody."""

    desk: Desk
    starts: datetime
    ends: datetime
    slot_minutes: int


@transaction.atomic
def set_desk_hours(*, participation: Participation, hours: Sequence[Hours], by: User, now: datetime) -> int:
    """Of the desks of one enterprise, all at once; how many changed. A timetable made from now on keeps to them.

    By the enterprise, or by staff who look after it. Raises Refused with every reason, then nothing changes.
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
    changed = 0
    for one in hours:
        values = {"starts": one.starts, "ends": one.ends, "slot_minutes": one.slot_minutes}
        if DeskHours.objects.filter(desk=one.desk, **values).exists():
            continue
        DeskHours.objects.filter(desk=one.desk).delete()
        DeskHours.objects.create(desk=one.desk, **values)
        changed += 1
    if changed:
        audit.record(by=by, action="participation.hours", target=participation, at=now, details={"desks": changed})
        live.touch(f"timetable:{session.pk}")
    return changed
