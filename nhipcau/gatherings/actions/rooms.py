"""The room: opened and ended by a host; pages come in, tell how they are, and go; listeners are asked to speak."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from nhipcau.accounts.api import User, require
from nhipcau.employers.api import employers_of
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.prepared.api import Prepared, save
from nhipcau.gatherings.actions.refusals import Refused, hosts, is_theirs, locked, put_out
from nhipcau.gatherings.events import GatheringEnded, OffStage
from nhipcau.gatherings.models import Answer, Gathering, Member, Role, State, Visit
from nhipcau.gatherings.queries.rooms import may_speak_in
from nhipcau.gatherings.rules import rooms as rules
from nhipcau.gatherings.rules.planning import PLAN

LINE = ("connected", "rung", "loss", "rtt", "drops")
_held = Prepared(
    lambda pk: (
        Visit.objects.select_for_update(of=("self",), no_key=True).select_related("member", "gathering").filter(pk=pk)
    ),
    pk=models.BigAutoField(),
)


@transaction.atomic
def open_gathering(*, gathering: Gathering, by: User, now: datetime) -> Gathering:
    """From now on sound and picture go. Again changes nothing."""
    require(by, PLAN, gathering)
    gathering = locked(gathering)
    if gathering.state == State.OPEN:
        return gathering
    if reasons := rules.reasons_not_to_open(gathering, now):
        raise Refused(reasons)
    gathering.state, gathering.opened_at = State.OPEN, now
    gathering.save(update_fields=["state", "opened_at"])
    audit.record(by=by, action="gathering.open", target=gathering, at=now)
    live.touch(gathering.topic)
    return gathering


@transaction.atomic
def end_gathering(*, gathering: Gathering, by: User, now: datetime) -> Gathering:
    """Everybody is out. Again changes nothing."""
    require(by, PLAN, gathering)
    gathering = locked(gathering)
    if gathering.state == State.ENDED:
        return gathering
    if reasons := rules.reasons_not_to_end(gathering):
        raise Refused(reasons)
    _end(gathering, by=by, now=now)
    return gathering


def _end(gathering: Gathering, *, by: User | None, now: datetime) -> None:
    gathering.state, gathering.ended_at = State.ENDED, now
    gathering.save(update_fields=["state", "ended_at"])
    put_out(gathering.visits.all(), gathering.pk, now=now)
    gathering.members.exclude(speaks_since=None).update(speaks_since=None)
    audit.record(by=by, action="gathering.end", target=gathering, at=now)
    outbox.publish(GatheringEnded(gathering_id=gathering.pk, at=now))
    live.touch(gathering.topic)


def end_forgotten(*, now: datetime) -> int:
    """Rooms that nobody ended, long after their planned end. How many."""
    ended = 0
    for pk in Gathering.objects.filter(state=State.OPEN).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            gathering = locked(Gathering(pk=pk))
            if gathering.state == State.OPEN and now > gathering.ends_at + rules.LATE:
                _end(gathering, by=None, now=now)
                ended += 1
    return ended


@transaction.atomic
def enter_room(*, gathering: Gathering, member: Member | None, by: User, now: datetime) -> Visit:
    """This page takes the member's place in the room; one opened earlier gives it up.

    Whoever may host needs no place before: it is made. Staff who come into an enterprise's room are noted and named.
    """
    if reasons := rules.reasons_not_to_enter(gathering, now):
        raise Refused(reasons)
    if member is None:
        member = _as_host(gathering, by=by, now=now)
    elif member.gathering_id != gathering.pk or member.left_at is not None or not is_theirs(by, member):
        raise PermissionDenied("gatherings.sit_in")
    Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    put_out(member.visits.all(), member.gathering_id, now=now)
    visit = Visit.objects.create(gathering=gathering, member=member, by=by, joined_at=now, told_at=now)
    if member.role == Role.STAFF:
        audit.record(by=by, action="gathering.look_in", target=gathering, at=now)
    if rules.may_speak(member):
        live.touch(gathering.topic)
    return visit


def _as_host(gathering: Gathering, *, by: User, now: datetime) -> Member:
    """A recruiter of the enterprise hosts; staff host what is the centre's own, and look in elsewhere."""
    if not hosts(by, gathering):
        raise PermissionDenied(PLAN)
    own = gathering.employer_id is None or gathering.employer_id in employers_of(by)
    role = Role.HOST if own else Role.STAFF
    name = by.display_name or gathering.host_name
    said = {"role": role, "name": name, "answer": Answer.COMING, "since": now}
    member, made = Member.objects.get_or_create(gathering=gathering, user=by, defaults=said)
    if not made and (member.left_at is not None or member.role == Role.LISTENER):
        member.role, member.left_at = role, None
        member.save(update_fields=["role", "left_at"])
    return member


@transaction.atomic
def tell(*, visit: Visit, by: User, now: datetime, line: Mapping[str, Any]) -> Visit:
    """How the line of this page is. Refused for a page that gave its place up, and when it is over.

    Of who only listens nobody is woken: a hundred pages would ask a hundred times; they see the number now and then.
    """
    visit = held(visit, by)
    before = (visit.connected, visit.rung)
    for name in LINE:
        if name in line:
            setattr(visit, name, line[name])
    if line.get("hears") and visit.heard_at is None:
        visit.heard_at = now
    if line.get("sees") and visit.seen_at_first is None:
        visit.seen_at_first = now
    visit.told_at = now
    save(visit, *LINE, "heard_at", "seen_at_first", "told_at")
    if rules.may_speak(visit.member) and before != (visit.connected, visit.rung):
        live.touch(visit.gathering.topic)
    return visit


def held(visit: Visit, by: User) -> Visit:
    """One's own, still open, of a room that is not over."""
    mine = _held.first(pk=visit.pk)
    if mine is None or mine.by_id != by.pk or mine.left_at is not None or rules.is_over(mine.gathering):
        raise Refused(rules.reasons_for_another_page())
    return mine


@transaction.atomic
def admit(*, visit: Visit, sends: bool, by: User) -> Visit:
    """Whether this page may be seated at the media server now, to be heard (`sends`) or to listen."""
    visit = held(visit, by)
    reasons = rules.reasons_not_to_seat(visit.gathering)
    if sends and not rules.may_speak(visit.member):
        reasons = rules.reasons_only_to_listen()
    if reasons:
        raise Refused(reasons)
    return visit


@transaction.atomic
def leave_room(*, visit: Visit, by: User, now: datetime) -> bool:
    """The page was closed or left; again changes nothing, and says so."""
    if visit.by_id != by.pk or not put_out(Visit.objects.filter(pk=visit.pk), visit.gathering_id, now=now):
        return False
    if rules.may_speak(visit.member):
        live.touch(visit.gathering.topic)
    return True


@transaction.atomic
def ask_to_speak(*, member: Member, by: User, now: datetime) -> Member:
    """A listener may switch on camera and microphone, until the host ends it."""
    require(by, PLAN, member.gathering)
    gathering = locked(member.gathering)
    member.refresh_from_db()
    if member.speaks_since is not None:
        return member
    if reasons := rules.reasons_not_to_ask(member, gathering, speaking=may_speak_in(gathering)):
        raise Refused(reasons)
    member.speaks_since = now
    member.save(update_fields=["speaks_since"])
    audit.record(by=by, action="gathering.ask_to_speak", target=member, at=now)
    live.touch(gathering.topic)
    return member


@transaction.atomic
def end_speaking(*, member: Member, by: User, now: datetime) -> Member:
    """By the host, or by who speaks: they listen again. Again changes nothing."""
    if not hosts(by, member.gathering) and not is_theirs(by, member):
        raise PermissionDenied(PLAN)
    gathering = locked(member.gathering)
    member.refresh_from_db()
    if member.speaks_since is None:
        return member
    member.speaks_since = None
    member.save(update_fields=["speaks_since"])
    pages = list(member.visits.filter(left_at=None).values_list("pk", flat=True))
    outbox.publish(OffStage(gathering_id=gathering.pk, visits=pages, at=now))
    audit.record(by=by, action="gathering.end_speaking", target=member, at=now)
    live.touch(gathering.topic)
    return member
