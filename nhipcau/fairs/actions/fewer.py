"""An interviewer of an enterprise does not come to a fair: their table goes, the enterprise stays."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, may, require
from nhipcau.fairs.actions.appointing import give_up_hours
from nhipcau.fairs.actions.desk_hours import TimesOutside
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import TimesFellAway
from nhipcau.fairs.models import Appointment, Participation
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules import timetable as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Desk


@transaction.atomic
def take_interviewer_out(
    *, participation: Participation, desk: Desk, by: User, now: datetime, given_up: Collection[int] = ()
) -> int:
    """The table is given back; how many people lose a time at it. They hear of it at once, the next timetable has another.

    All of these times must be in `given_up`, else raises TimesOutside. By the enterprise, or by staff who look after it.
    Raises Refused with every reason. Then nothing changes. Once more finds it done.
    """
    if not may(by, "fairs.take_part", participation) and not may(by, "fairs.run_site", participation):
        require(by, "fairs.run_session", participation.session)
    session = locked(participation.session)
    refuse(rules.reasons_not_to_change_desks(session, participation, desk, occasion_of(session.pk)))
    if Desk.objects.filter(pk=desk.pk, closed_at__isnull=False).exists():
        return 0
    told = Appointment.objects.select_for_update(of=("self",)).filter(desk=desk, state__in=rules.LIVE, ends__gt=now)
    lost = list(told.select_related("desk", "registration__seeker").order_by("starts", "pk"))
    if any(one.pk not in given_up for one in lost):
        raise TimesOutside(lost)
    try:
        interviews.give_back(desk=desk, by=by, now=now)
    except interviews.Refused as refusal:
        refuse(refusal.reasons)
    left = Desk.objects.filter(**occasion_of(session.pk).keys, employer_id=participation.employer_id, closed_at=None)
    participation.interviewers = min(participation.interviewers, left.count())
    participation.save(update_fields=["interviewers"])
    details = {"desk": desk.pk, "given_up": len(lost)}
    audit.record(by=by, action="participation.fewer", target=participation, at=now, details=details)
    if lost:
        give_up_hours(lost, by=by, now=now)
        outbox.publish(TimesFellAway(participation_id=participation.pk, session_id=session.pk, at=now))
    live.touch(f"fair:{session.pk}", f"timetable:{session.pk}")
    return len(lost)
