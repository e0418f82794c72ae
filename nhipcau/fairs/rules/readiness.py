"""What an enterprise, a site or a session still lacks before the day, and when that is looked at. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy

from nhipcau.fairs.models import ParticipationState as P
from nhipcau.fairs.models import SessionSite, SessionState

HOURS: Final = (48, 4)  # before the opening
LOOKED_AT: Final = (SessionState.ANNOUNCED, SessionState.REGISTRATION_OPEN, SessionState.READY)


class Lack(StrEnum):
    APPROVAL = "approval"
    OPENING = "opening"
    DESK = "desk"
    RECRUITER = "recruiter"
    INTERVIEWER = "interviewer"
    CONFIRMATION = "confirmation"
    CONTACT = "contact"
    OFFICER = "officer"
    ANSWER = "answer"
    INVITATION = "invitation"


IN_WORDS: Final = {
    Lack.APPROVAL: gettext_lazy("waits for approval"),
    Lack.OPENING: gettext_lazy("brings no opening"),
    Lack.DESK: gettext_lazy("has no table and no room"),
    Lack.RECRUITER: gettext_lazy("nobody can sign in for it"),
    Lack.INTERVIEWER: gettext_lazy("has named no interviewer"),
    Lack.CONFIRMATION: gettext_lazy("has not said that it is ready"),
    Lack.CONTACT: gettext_lazy("has no contact for the day"),
    Lack.OFFICER: gettext_lazy("nobody of the centre runs it that day"),
    Lack.ANSWER: gettext_lazy("has not answered the invitation"),
    Lack.INVITATION: gettext_lazy("is asked when the session is announced"),
}
# What the enterprise itself can do about it. The rest is the centre's work.
TO_DO: Final = {
    Lack.OPENING: gettext_lazy("bring at least one opening"),
    Lack.RECRUITER: gettext_lazy("call the centre for an account, so that somebody can sign in"),
    Lack.INTERVIEWER: gettext_lazy("write who interviews"),
    Lack.CONFIRMATION: gettext_lazy("tap “We are ready”"),
    Lack.ANSWER: gettext_lazy("answer whether you come"),
}


def in_words(lacks: Collection[str]) -> list[str]:
    """What the operator reads out on the phone."""
    return [str(IN_WORDS[Lack(lack)]) for lack in lacks]


def to_do(lacks: Collection[str]) -> list[str]:
    """What the enterprise is asked to do; empty when only the centre can help."""
    return [str(TO_DO[Lack(lack)]) for lack in lacks if Lack(lack) in TO_DO]


def lacks_of(*, state: str, openings: int, desks: int, named: int, recruiters: int) -> list[Lack]:
    """Of an enterprise. `named`: its tables and rooms with an interviewer's name."""
    lacks = []
    if state == P.APPLIED:
        lacks.append(Lack.APPROVAL)
    if openings == 0:
        lacks.append(Lack.OPENING)
    if desks == 0 and state != P.APPLIED:
        lacks.append(Lack.DESK)
    if recruiters == 0:
        lacks.append(Lack.RECRUITER)
    elif desks > 0 and named == 0:
        lacks.append(Lack.INTERVIEWER)
    if state == P.APPROVED and not lacks:
        lacks.append(Lack.CONFIRMATION)
    return lacks


def lacks_of_asked(session_state: str) -> list[Lack]:
    """Of an enterprise that was put on the list and takes no part yet: of a draft it has not heard."""
    return [Lack.INVITATION if session_state == SessionState.DRAFT else Lack.ANSWER]


def site_lacks(*, role: str, contact: str, officers: int) -> list[Lack]:
    """Of a site: the online one needs nobody on the spot."""
    if role == SessionSite.Role.ONLINE:
        return []
    lacks = [] if contact.strip() else [Lack.CONTACT]
    return lacks if officers else [*lacks, Lack.OFFICER]


def check_due(starts: datetime, *, done: Collection[int], now: datetime) -> int | None:
    """Which look at the session is due: the last one whose hour has come, once, and none after the opening."""
    reached = [hours for hours in HOURS if starts - timedelta(hours=hours) <= now < starts]
    if not reached or min(reached) in done:
        return None
    return min(reached)
