"""The call of an online room: coming in, passing what gets it through, what a line does, more time, going out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from nhipcau.accounts.api import User, may
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.prepared.api import Prepared, save
from nhipcau.foundation.stage import api as stage
from nhipcau.interviews import queries
from nhipcau.interviews.actions.moves import IllegalMove, Refused, for_recruiter, locked_interview, touch
from nhipcau.interviews.actions.room import speaks_for_person
from nhipcau.interviews.models import CallPage, Interview, Side, Signal
from nhipcau.interviews.rules import calls as rules
from nhipcau.interviews.rules import states
from nhipcau.interviews.rules.calls import seat_of, stage_of
from nhipcau.interviews.rules.people import short_name

LINE = ("connected", "rung", "loss", "rtt", "rate", "relayed", "way", "drops")

_held = Prepared(
    lambda pk: CallPage.objects.select_for_update(of=("self",), no_key=True).select_related("interview").filter(pk=pk),
    pk=models.BigAutoField(),
)
_waiting = Prepared(lambda to: Signal.objects.filter(to_id=to).order_by("pk"), to=models.BigIntegerField())
_in_room = Prepared(
    lambda interview: Signal.objects.filter(to__interview_id=interview, to__left_at=None).values_list("pk")[
        : rules.MOST_WAITING
    ],
    interview=models.BigIntegerField(),
)


@dataclass(frozen=True)
class Passed:
    """One signal to be passed on: to which page, its kind and its body."""

    to: int
    kind: str
    body: Any


@transaction.atomic
def enter_call(*, interview: Interview, relay_only: bool, by: User, now: datetime) -> CallPage:
    """This page takes the user's place in the room; one opened earlier gives it up. Staff who come in are noted.

    `relay_only`: the network address of this side is not to be shown to the other.
    """
    interview = locked_interview(interview)
    side = side_of(by, interview)
    if reasons := states.reasons_not_to_write(interview):
        raise Refused(reasons)
    for earlier in CallPage.objects.filter(interview=interview, by=by, left_at=None):
        _shut(earlier, now)
    pages = [one for one in queries.open_pages(interview) if rules.is_there(one, now)]
    if side == Side.ENTERPRISE and (reasons := rules.reasons_for_a_full_panel(pages, by.pk)):
        raise Refused(reasons)
    page = CallPage.objects.create(
        interview=interview,
        by=by,
        side=side,
        name=name_in_room(by, interview, side),
        relay_only=relay_only,
        joined_at=now,
        told_at=now,
    )
    if side == Side.STAFF:
        audit.record(by=by, action="interview.look_in", target=interview, at=now)
        touch(interview)
    if stage.is_set_up() and not interview.staged and rules.interviewers_in([*pages, page]) > 1:
        interview.staged = True
        interview.save(update_fields=["staged"])
    live.touch(f"call:{interview.pk}")
    return page


def side_of(by: User, interview: Interview) -> Side:
    """The person, or whoever sits beside them; the enterprise, or whoever called for it; else staff who look in."""
    if speaks_for_person(by, interview):
        return Side.PERSON if may(by, "interviews.answer", interview) else Side.STAFF
    mine = may(by, "interviews.call_next", interview.desk) or interview.called_by_id == by.pk
    return Side.ENTERPRISE if mine else Side.STAFF


def name_in_room(by: User, interview: Interview, side: Side) -> str:
    """As the others in the room read it."""
    if side == Side.PERSON:
        return short_name(interview.seeker.full_name)
    if side == Side.ENTERPRISE:
        return by.display_name or interview.desk.interviewer or interview.employer.name
    return by.display_name or str(Side.STAFF.label)


@transaction.atomic
def exchange(
    *,
    page: CallPage,
    by: User,
    now: datetime,
    signals: Sequence[Passed] = (),
    line: Mapping[str, Any] | None = None,
    known: int = 0,
) -> list[Signal]:
    """Pass signals on to other open pages of the room and nowhere else, note how the line is, take what waits here.

    `known` is the last signal that this page has: those up to it are thrown away. Refused for a page that gave its place up.
    """
    page = open_page(page, by)
    if signals:
        _pass(page, signals, now)
    if line:
        _note(page, line, now)
    waiting = _waiting(to=page.pk)
    if waiting and waiting[0].pk <= known:
        Signal.objects.filter(to=page, pk__lte=known).delete()
    return [one for one in waiting if one.pk > known]


def _pass(page: CallPage, signals: Sequence[Passed], now: datetime) -> None:
    others = {one.pk: one for one in queries.open_pages(page.interview)}
    hidden = any(one.relay_only for one in others.values())
    rows = []
    for one in signals:
        if reasons := rules.reasons_not_to_pass(one.kind, one.body):
            raise Refused(reasons)
        if one.to not in others or one.to == page.pk:
            continue  # it has left meanwhile
        body = rules.through_relay(one.kind, one.body) if hidden else one.body
        rows.append(Signal(sender=page, to=others[one.to], kind=one.kind, body=body, at=now))
    if rows and len(_in_room(interview=page.interview_id)) + len(rows) > rules.MOST_WAITING:
        raise Refused(rules.reasons_not_to_flood())
    Signal.objects.bulk_create(rows)
    if rows:
        live.touch(f"call:{page.interview_id}")


def _note(page: CallPage, line: Mapping[str, Any], now: datetime) -> None:
    """The first time that sound and picture came is kept."""
    before = (page.connected, page.rung)
    for name in LINE:
        if name in line:
            setattr(page, name, line[name])
    if line.get("hears") and page.heard_at is None:
        page.heard_at = now
    if line.get("sees") and page.seen_at_first is None:
        page.seen_at_first = now
    page.told_at = now
    save(page, *LINE, "heard_at", "seen_at_first", "told_at")
    if before != (page.connected, page.rung):
        live.touch(f"call:{page.interview_id}")


@transaction.atomic
def leave_call(*, page: CallPage, by: User, now: datetime) -> None:
    """The page was closed or the call hung up; again changes nothing."""
    if page.by_id == by.pk and _shut(page, now):
        live.touch(f"call:{page.interview_id}")


def _shut(page: CallPage, now: datetime) -> bool:
    """What waits for it is thrown away, and its seat at a media server is free."""
    if not CallPage.objects.filter(pk=page.pk, left_at=None).update(left_at=now):
        return False
    Signal.objects.filter(to=page).delete()
    stage.part(key=stage_of(page.interview_id), holder=seat_of(page.pk))
    return True


@transaction.atomic
def extend_talk(*, interview: Interview, extensions: int, by: User, now: datetime) -> Interview:
    """Five minutes more; `extensions` are those the page showed, so that a second press does not add five again."""
    interview = locked_interview(interview)
    for_recruiter(by, "interviews.call_next", interview.desk)
    if interview.extensions != extensions:
        return interview
    if reasons := rules.reasons_not_to_extend(interview):
        raise IllegalMove(reasons)
    interview.extensions += 1
    interview.save(update_fields=["extensions"])
    audit.record(by=by, action="interview.extend", target=interview, at=now)
    touch(interview)
    return interview


def forget_signals(*, interview_id: int, now: datetime) -> None:
    """The room is over: its pages are closed and what they told each other of their networks is gone."""
    Signal.objects.filter(to__interview_id=interview_id).delete()
    CallPage.objects.filter(interview_id=interview_id, left_at=None).update(left_at=now, connected=False)
    stage.close(key=stage_of(interview_id), now=now)
    live.touch(f"call:{interview_id}")


def open_page(page: CallPage, by: User) -> CallPage:
    """One's own, still open, of a room that is open."""
    mine = _held.first(pk=page.pk)
    if mine is None or mine.by_id != by.pk or mine.left_at is not None:
        raise Refused(rules.reasons_for_another_page())
    if reasons := states.reasons_not_to_write(mine.interview):
        raise Refused(reasons)
    return mine
