"""What a group interview led to for a candidate: lines that are only added."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, may
from nhipcau.employers.api import employers_of
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy
from nhipcau.gatherings.actions.refusals import Refused, hosts
from nhipcau.gatherings.models import Gathering, Member, Result, Role
from nhipcau.gatherings.queries.invites import invite_of
from nhipcau.gatherings.rules import results as rules
from nhipcau.gatherings.rules.invites import SIT_IN

RECORD = "gatherings.record_result"
INTERVIEWERS = (Role.INTERVIEWER, Role.PARTNER)


@transaction.atomic
def record_result(
    *, member: Member, stage: str, reason: str = "", day: date | None = None, note: str = "", by: User, now: datetime
) -> Result:
    """By the hosts, and by an interviewer or partner who came by a link. The same answer twice is one line.

    Staff may record for the enterprise; the line says so.
    """
    gathering = member.gathering
    if not may_record(by, gathering, now):
        raise PermissionDenied(RECORD)
    member = Member.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=member.pk)
    said = {"stage": stage, "reason": reason, "day": day}
    if reasons := rules.reasons_not_to_record(gathering, member, **said, today=localdate(now)):  # type: ignore[arg-type]
        raise Refused(reasons)
    note, current = tidy(note), member.results.order_by("-pk").first()
    if current and (current.stage, current.reason, current.date, current.note) == (stage, reason, day, note):
        return current
    staff = gathering.employer_id is not None and gathering.employer_id not in employers_of(by)
    line = Result.objects.create(
        member=member,
        stage=stage,
        reason=reason,
        date=day,
        note=note,
        by=by,
        for_recruiter=staff and not may(by, SIT_IN, gathering),
        at=now,
    )
    audit.record(by=by, action="gathering.record", target=member, at=now, details={"stage": stage})
    live.touch(gathering.topic, f"seeker:{member.seeker_id}")
    return line


def may_record(by: User, gathering: Gathering, now: datetime) -> bool:
    if hosts(by, gathering):
        return True
    made = invite_of(by, now)
    return made is not None and made.member.gathering_id == gathering.pk and made.member.role in INTERVIEWERS
