"""Who comes: anybody to a talk while there are places; candidates are put in by those who may see them."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, is_computer, is_guest, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.gatherings.actions.refusals import Refused, locked, put_out, require_theirs
from nhipcau.gatherings.models import Answer, Gathering, Kind, Member, Role
from nhipcau.gatherings.queries.candidates import may_be_put_in
from nhipcau.gatherings.queries.members import taken
from nhipcau.gatherings.rules import planning as rules
from nhipcau.gatherings.rules.planning import PLAN
from nhipcau.interviews.api import short_name
from nhipcau.seekers.api import Seeker, seekers_of


@transaction.atomic
def join_talk(*, gathering: Gathering, seeker: Seeker | None, by: User, now: datetime) -> Member:
    """One tap. Places are counted with the gathering's row held, so the hundred and first finds none. Twice is once."""
    if is_guest(by) or is_computer(by) or (seeker is not None and seeker.pk not in seekers_of(by)):
        raise PermissionDenied("gatherings.join")
    gathering = locked(gathering)
    if gathering.kind != Kind.TALK:
        raise Refused([_("Candidates are invited to a group interview; it cannot be joined by oneself.")])
    known = Member.objects.filter(gathering=gathering, user=by).first()
    if known is not None and known.left_at is None:
        return known
    if reasons := rules.reasons_not_to_come_in(gathering, taken=taken(gathering)):
        raise Refused(reasons)
    member = known or Member(gathering=gathering, user=by, role=Role.LISTENER, name=_name_of(by, seeker))
    if known is None and seeker is not None and not gathering.members.filter(seeker=seeker).exists():
        member.seeker = seeker
    member.answer, member.since, member.left_at = Answer.COMING, now, None
    member.save()
    audit.record(by=by, action="gathering.join", target=member, at=now)
    live.touch(gathering.topic)
    return member


def _name_of(by: User, seeker: Seeker | None) -> str:
    return short_name(seeker.full_name) if seeker is not None else str(by)


@transaction.atomic
def answer(*, member: Member, answer: str, by: User, now: datetime) -> Member:
    """Coming or not. Who listens and does not come gives the place to somebody else."""
    require_theirs(by, member)
    gathering = locked(member.gathering)
    if answer not in (Answer.COMING, Answer.NOT_COMING):
        raise Refused([_("This answer is not on the list.")])
    if reasons := rules.reasons_not_to_change(gathering):
        raise Refused(reasons)
    if member.role == Role.LISTENER and answer == Answer.NOT_COMING:
        return leave(member=member, by=by, now=now)
    if member.answer != answer:
        member.answer = answer
        member.save(update_fields=["answer"])
        audit.record(by=by, action="gathering.answer", target=member, at=now, details={"answer": answer})
        live.touch(gathering.topic)
    return member


@transaction.atomic
def leave(*, member: Member, by: User, now: datetime) -> Member:
    """A listener gives the place back."""
    require_theirs(by, member)
    if member.role != Role.LISTENER:
        raise Refused([_("Answer that you do not come; the interview is not cancelled by that.")])
    return _out(member, Answer.NOT_COMING, "gathering.leave", by=by, now=now)


@transaction.atomic
def put_in(*, gathering: Gathering, seeker: Seeker, by: User, now: datetime) -> Member:
    """A candidate: somebody who turned to the enterprise, or a person of the centre's own. Twice is once."""
    require(by, PLAN, gathering)
    gathering = locked(gathering)
    if gathering.kind != Kind.GROUP:
        raise Refused([_("Only a group interview has candidates.")])
    if not may_be_put_in(by, gathering).filter(pk=seeker.pk).exists():
        raise PermissionDenied(PLAN)
    known = gathering.members.filter(seeker=seeker).first()
    if known is not None and known.left_at is None:
        return known
    if reasons := rules.reasons_not_to_come_in(gathering, taken=taken(gathering)):
        raise Refused(reasons)
    member = known or Member(gathering=gathering, seeker=seeker, role=Role.CANDIDATE)
    member.name, member.answer, member.since, member.left_at = (
        short_name(seeker.full_name),
        Answer.UNANSWERED,
        now,
        None,
    )
    member.save()
    audit.record(by=by, action="gathering.put_in", target=member, at=now)
    live.touch(gathering.topic, f"seeker:{seeker.pk}")
    return member


@transaction.atomic
def take_out(*, member: Member, by: User, now: datetime) -> Member:
    """Out of the list, and out of the room at once. What was recorded stays."""
    require(by, PLAN, member.gathering)
    if member.left_at is not None:
        return member
    return _out(member, member.answer, "gathering.take_out", by=by, now=now)


def _out(member: Member, said: str, action: str, *, by: User, now: datetime) -> Member:
    locked(member.gathering)
    member.answer, member.left_at, member.speaks_since = Answer(said), now, None
    member.save(update_fields=["answer", "left_at", "speaks_since"])
    put_out(member.visits.all(), member.gathering_id, now=now)
    audit.record(by=by, action=action, target=member, at=now)
    live.touch(member.gathering.topic)
    return member
