"""A gathering is planned, changed while nobody has come yet, and called off."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.models import Centre
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import tidy
from nhipcau.gatherings.actions.refusals import Refused, locked, put_out
from nhipcau.gatherings.events import GatheringCalledOff, GatheringMoved
from nhipcau.gatherings.models import Gathering, Member, State
from nhipcau.gatherings.queries.members import taken
from nhipcau.gatherings.rules import planning as rules
from nhipcau.gatherings.rules.planning import PLAN, GatheringData

WRITTEN = (
    "title",
    "about",
    "vacancy",
    "starts_at",
    "minutes",
    "capacity",
    "partner_zone",
    "partner_language",
    "papers",
)
LONGEST_REASON = 300


@transaction.atomic
def plan_gathering(
    *, data: GatheringData, employer: Employer | None, centre: Centre, by: User, now: datetime
) -> Gathering:
    """By a recruiter for the own enterprise, or by staff for the centre. Raises Refused with every reason."""
    gathering = Gathering(
        kind=data.kind,
        employer=employer,
        centre=centre,
        room=secrets.token_urlsafe(18),
        created_by=by,
        created_at=now,
        **_columns(data),
    )
    require(by, PLAN, gathering)
    if reasons := rules.reasons_not_to_plan(data, employer=employer, now=now):
        raise Refused(reasons)
    gathering.save()
    audit.record(by=by, action="gathering.plan", target=gathering, at=now)
    return gathering


def _columns(data: GatheringData) -> dict[str, Any]:
    papers = rules.usual_papers(data) if data.papers is None else data.papers
    return {
        "title": tidy(data.title),
        "about": data.about.strip(),
        "vacancy": data.vacancy,
        "starts_at": data.starts_at,
        "minutes": data.minutes,
        "capacity": data.capacity,
        "partner_zone": data.partner_zone,
        "partner_language": tidy(data.partner_language),
        "papers": [str(paper) for paper in papers],
    }


@transaction.atomic
def change_gathering(*, gathering: Gathering, data: GatheringData, by: User, now: datetime) -> Gathering:
    """All but its kind. At another time everybody is asked and reminded anew."""
    require(by, PLAN, gathering)
    gathering = locked(gathering)
    reasons = rules.reasons_not_to_change(gathering) or rules.reasons_not_to_plan(
        data, employer=gathering.employer, now=now
    )
    if reasons := reasons or rules.reasons_not_to_shrink(data, taken(gathering)):
        raise Refused(reasons)
    moved = data.starts_at != gathering.starts_at
    for name, value in _columns(data).items():
        setattr(gathering, name, value)
    gathering.save(update_fields=WRITTEN)
    if moved:
        Member.objects.filter(gathering=gathering).update(told_day_before=None, told_soon=None)
        outbox.publish(GatheringMoved(gathering_id=gathering.pk, at=now))
    audit.record(by=by, action="gathering.change", target=gathering, at=now, details={"moved": moved})
    live.touch(gathering.topic)
    return gathering


@transaction.atomic
def call_off(*, gathering: Gathering, because: str, by: User, now: datetime) -> Gathering:
    """It will not take place; whoever wanted to come reads why. Again changes nothing."""
    require(by, PLAN, gathering)
    gathering = locked(gathering)
    if gathering.state == State.CANCELLED:
        return gathering
    reasons = rules.reasons_not_to_change(gathering)
    because = tidy(because)
    if not 0 < len(because) <= LONGEST_REASON:
        reasons.append(_("Say in a few words why, for those who wanted to come."))
    if reasons:
        raise Refused(reasons)
    gathering.state, gathering.called_off_because = State.CANCELLED, because
    gathering.save(update_fields=["state", "called_off_because"])
    put_out(gathering.visits.all(), gathering.pk, now=now)
    outbox.publish(GatheringCalledOff(gathering_id=gathering.pk, at=now))
    audit.record(by=by, action="gathering.call_off", target=gathering, at=now)
    live.touch(gathering.topic)
    return gathering
