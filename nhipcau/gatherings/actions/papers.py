"""How it stands with a candidate's papers is written down by those who look at them."""

from datetime import date, datetime

from django.db import transaction

from nhipcau.accounts.api import User, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy
from nhipcau.gatherings.actions.refusals import Refused
from nhipcau.gatherings.models import Member, Paper, Role
from nhipcau.gatherings.rules import papers as rules
from nhipcau.gatherings.rules.planning import PLAN


@transaction.atomic
def note_paper(
    *, member: Member, kind: str, state: str, valid_until: date | None, note: str, by: User, now: datetime
) -> Paper | None:
    """The same again changes nothing. None when it was to be brought before and still is."""
    require(by, PLAN, member.gathering)
    member = Member.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=member.pk)
    note = tidy(note)
    reasons = rules.reasons_not_to_note(member.gathering, kind=kind, state=state, note=note)
    if reasons or member.role != Role.CANDIDATE:
        raise Refused(reasons)
    paper = member.papers.filter(kind=kind).first()
    if paper is not None and (paper.state, paper.valid_until, paper.note) == (state, valid_until, note):
        return paper
    if paper is None and state == "needed":
        return None
    paper = paper or Paper(member=member, kind=kind)
    paper.state, paper.valid_until, paper.note = state, valid_until, note
    paper.checked_by, paper.checked_at = by, now
    paper.save()
    audit.record(by=by, action="gathering.note_paper", target=paper, at=now, details={"kind": kind, "state": state})
    live.touch(member.gathering.topic, f"seeker:{member.seeker_id}")
    return paper
