"""The day has begun and an enterprise does not come: its queues, tables and times end, and people are told."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions.appointing import give_up_enterprise
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import EnterpriseNotComing
from nhipcau.fairs.models import Participation, ParticipationState
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules import taking_part as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import tidy
from nhipcau.interviews import api as interviews


@dataclass(frozen=True)
class CalledOff:
    """`waited` in its queue, `had_times` with it; somebody may be in both."""

    waited: int = 0
    had_times: int = 0


@transaction.atomic
def note_not_coming(*, participation: Participation, reason: str, by: User, now: datetime) -> CalledOff:
    """The operator takes an enterprise out of a session that is about to run, or runs.

    Places in other queues stay as they are; whoever had a time with it is told, and can have another one when the timetable is
    made again. Saying it twice changes nothing. An enterprise that is at its table leaves, it is not taken out.
    """
    require(by, "fairs.run_session", participation.session)
    session = locked(participation.session)
    participation = (
        Participation.objects.select_for_update(of=("self",)).select_related("employer").get(pk=participation.pk)
    )
    if participation.state == ParticipationState.WITHDRAWN:
        return CalledOff()
    reason = tidy(reason)[:300]
    refuse(rules.reasons_not_to_call_off(participation, session, reason=reason))
    try:
        waited = interviews.call_off(occasion=occasion_of(session.pk), employer=participation.employer, by=by, now=now)
    except interviews.Refused as refusal:
        refuse(refusal.reasons)
    had_times = {one.pk for one in give_up_enterprise(participation, by=by, now=now)}
    participation.state, participation.reason = ParticipationState.WITHDRAWN, reason
    participation.save(update_fields=["state", "reason"])
    details = {"waited": waited, "had_times": len(had_times)}
    audit.record(by=by, action="participation.not_coming", target=participation, at=now, details=details)
    outbox.publish(EnterpriseNotComing(participation_id=participation.pk, session_id=session.pk, at=now))
    live.touch(f"fair:{session.pk}")
    return CalledOff(waited, len(had_times))
