"""What may pass through a room before its call stands, how long the talk is, and when a page counts as gone."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.interviews.models import ACTIVE, CallPage, Interview, InterviewState, Side, Signal
from nhipcau.interviews.rules.queue import USUAL_TALK

SILENT: Final = timedelta(seconds=40)  # a page that told nothing for so long is not counted as there
TALLEST: Final = 24_000  # characters of one description; a browser's has about 6,000
MOST_CANDIDATES: Final = 60  # in one signal
MOST_WAITING: Final = 400  # signals that a page has not fetched yet
EXTENSION: Final = timedelta(minutes=5)
MOST_EXTENSIONS: Final = 3
MOST_INTERVIEWERS: Final = 4  # of one panel, in the room at once
AFTERWARDS: Final = timedelta(minutes=10)  # a relay's credential is good for so long after the planned end
TYPES: Final = frozenset({"offer", "answer", "pranswer", "rollback"})
OF_A_RELAY: Final = re.compile(r"\btyp relay\b")
RELATED: Final = re.compile(r"raddr \S+ rport \d+")  # where the relay heard the sender from
DEFAULT: Final = re.compile(r"^(c=IN|a=rtcp:\d+ IN) IP[46] \S+", re.MULTILINE)  # what it would be without ICE


def stage_of(interview: int) -> str:
    """The key of a room's place at a media server."""
    return f"interview:{interview}"


def seat_of(page: int) -> str:
    return f"page:{page}"


def planned(interview: Interview) -> timedelta:
    """How long a talk is meant to last before it is extended."""
    lasts = interview.ticket.lasts
    return timedelta(minutes=lasts) if lasts else USUAL_TALK


def ends_by(interview: Interview) -> datetime | None:
    """When the talk is meant to be over; None before it began. It is not cut off then."""
    if interview.started_at is None:
        return None
    return interview.started_at + planned(interview) + interview.extensions * EXTENSION


def reasons_not_to_extend(interview: Interview) -> list[str]:
    if interview.state != InterviewState.IN_PROGRESS:
        return [_("Start the interview first.")] if interview.state in ACTIVE else [_("This interview is over.")]
    if interview.extensions >= MOST_EXTENSIONS:
        return [_("It has been extended three times. Others are waiting: agree on a second talk.")]
    return []


def interviewers_in(pages: Sequence[CallPage], *, besides: int = 0) -> int:
    """How many interview, not counting the user `besides`."""
    return len({page.by_id for page in pages if page.side == Side.ENTERPRISE} - {besides})


def reasons_for_a_full_panel(pages: Sequence[CallPage], by: int) -> list[str]:
    """Of the enterprise's side."""
    if interviewers_in(pages, besides=by) < MOST_INTERVIEWERS:
        return []
    return [_("Four interviewers are in this room already. One of them has to hang up first.")]


def is_there(page: CallPage, now: datetime) -> bool:
    return page.left_at is None and now - page.told_at < SILENT


def reasons_not_to_pass(kind: str, body: Any) -> list[str]:
    """A signal that no browser makes is not passed on."""
    fits = {"description": _is_description, "candidates": _are_candidates}.get(kind)
    return [] if fits is not None and fits(body) else [_("This page sent what is not understood. Open it again.")]


def through_relay(kind: str, body: Any) -> Any:
    """The same without what tells a network address of the sender: only candidates of a relay are left."""
    if kind == Signal.Kind.CANDIDATES:
        kept = [one for one in body if not one.get("candidate") or OF_A_RELAY.search(one["candidate"])]
        return [{**one, "candidate": _unrelated(one.get("candidate", ""))} for one in kept]
    lines = [
        line for line in body["sdp"].splitlines() if not line.startswith("a=candidate:") or OF_A_RELAY.search(line)
    ]
    sdp = "".join(f"{_unrelated(line)}\r\n" for line in lines)
    return {**body, "sdp": DEFAULT.sub(r"\1 IP4 0.0.0.0", sdp)}


def _unrelated(candidate: str) -> str:
    return RELATED.sub("raddr 0.0.0.0 rport 0", candidate)


def _is_description(body: Any) -> bool:
    if not isinstance(body, dict) or set(body) != {"type", "sdp"} or body["type"] not in TYPES:
        return False
    return isinstance(body["sdp"], str) and len(body["sdp"]) <= TALLEST


def _are_candidates(body: Any) -> bool:
    return isinstance(body, list) and 0 < len(body) <= MOST_CANDIDATES and all(map(_is_candidate, body))


def _is_candidate(one: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(one.get("candidate", ""), str):
        return False
    return len(str(one)) < 1000


def reasons_not_to_flood() -> list[str]:
    return [_("The other side does not answer. Wait a moment, then open this page again.")]


def reasons_for_another_page() -> list[str]:
    return [_("The call goes on in another window, or it is over.")]
