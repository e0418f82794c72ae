"""Advice to many at once is noted, counted, and struck out when it was noted wrongly."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre
from nhipcau.counselling.actions.refusals import refuse, refuse_fields
from nhipcau.counselling.models import GroupAdvice
from nhipcau.counselling.rules import screening as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import tidy
from nhipcau.interviews.api import Occasion

ONE_CLICK: Final = timedelta(minutes=1)


@transaction.atomic
def note_group_advice(
    *,
    centre: Centre,
    topic: str,
    people: int,
    minutes: int,
    by: User,
    now: datetime,
    occasion: Occasion | None = None,
    note: str = "",
) -> GroupAdvice:
    """So many listened, so long. The same line by the same person within a minute is the same line.

    Raises Refused with what is wrong by field.
    """
    require(by, "counselling.screen", centre)
    refuse_fields(rules.problems_with_group(topic=topic, people=people, minutes=minutes))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    keys = occasion.keys if occasion else {"occasion_kind": "", "occasion_id": None}
    said = {"centre": centre, "topic": topic, "people": people, "minutes": minutes, "note": tidy(note)[:300], "by": by}
    if twice := GroupAdvice.objects.filter(**keys, **said, at__gt=now - ONE_CLICK).first():
        return twice
    advice = GroupAdvice.objects.create(**keys, **said, at=now)
    audit.record(by=by, action="advice.note", target=advice, at=now, details={"people": people})
    return advice


@transaction.atomic
def strike_out(*, advice: GroupAdvice, by: User, now: datetime) -> None:
    """A line noted wrongly, by whoever noted it, on the same day. What it said stays in the audit book."""
    require(by, "counselling.screen", advice)
    advice = GroupAdvice.objects.select_for_update().get(pk=advice.pk)
    if advice.by_id != by.pk or localdate(advice.at) != localdate(now):
        refuse([_("A line can be struck out by whoever noted it, on the same day.")])
    said = {"topic": advice.topic, "people": advice.people, "minutes": advice.minutes}
    audit.record(by=by, action="advice.strike_out", target=advice, at=now, details=said)
    advice.delete()
