"""The states of a session (draft to reported), and what may be changed in each."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.fairs.models import FairSession, Mode, SessionSite, SessionState

S = SessionState
STEPS: Final[dict[str, tuple[str, ...]]] = {
    S.DRAFT: (S.ANNOUNCED, S.POSTPONED, S.CANCELLED),
    S.ANNOUNCED: (S.REGISTRATION_OPEN, S.POSTPONED, S.CANCELLED),
    S.REGISTRATION_OPEN: (S.READY, S.POSTPONED, S.CANCELLED),
    S.READY: (S.RUNNING, S.POSTPONED, S.CANCELLED),
    S.RUNNING: (S.CLOSING,),
    S.CLOSING: (S.CLOSED, S.RUNNING),  # whoever stopped the calls too early has them go on
    S.CLOSED: (S.REPORTED,),
    S.REPORTED: (),
    S.POSTPONED: (S.ANNOUNCED, S.CANCELLED),  # announced again, with another day
    S.CANCELLED: (),
}
BEFORE: Final = frozenset({S.DRAFT, S.ANNOUNCED, S.REGISTRATION_OPEN, S.READY, S.POSTPONED})
OVER: Final = frozenset({S.CLOSED, S.REPORTED, S.CANCELLED})
TAKES_ENTERPRISES: Final = frozenset({S.ANNOUNCED, S.REGISTRATION_OPEN, S.READY})
IN_WORDS: Final = {
    S.DRAFT: gettext_lazy("This session is still a draft."),
    S.ANNOUNCED: gettext_lazy("This session is announced; its registration is not open yet."),
    S.REGISTRATION_OPEN: gettext_lazy("The registration of this session is open."),
    S.READY: gettext_lazy("This session is ready to open."),
    S.RUNNING: gettext_lazy("This session is running."),
    S.CLOSING: gettext_lazy("This session is closing: nobody is called any more."),
    S.CLOSED: gettext_lazy("This session is closed."),
    S.REPORTED: gettext_lazy("This session is closed and its report is fixed."),
    S.POSTPONED: gettext_lazy("This session is postponed."),
    S.CANCELLED: gettext_lazy("This session is cancelled."),
}


def in_words(state: str) -> str:
    """Where the session stands, as a sentence."""
    return str(IN_WORDS[SessionState(state)])


def may_step(state: str, to: str) -> bool:
    return to in STEPS[state]


def reasons_not_to_step(session: FairSession, to: str) -> list[str]:
    """An illegal step is answered with the state it is in."""
    if may_step(session.state, to):
        return []
    steps = ", ".join(f"“{SessionState(step).label}”" for step in STEPS[session.state])
    if not steps:
        return [in_words(session.state), _("Nothing can follow.")]
    return [in_words(session.state), _("What can follow: %(steps)s.") % {"steps": steps}]


def reasons_not_to_open(session: FairSession) -> list[str]:
    """The doors open once, out of ready; calls that were stopped go on otherwise."""
    if session.state == S.CLOSING:
        return [in_words(session.state), _("It was opened before. Have the calls go on instead.")]
    return reasons_not_to_step(session, S.RUNNING)


def reasons_not_to_call_again(session: FairSession) -> list[str]:
    """Only calls that were stopped go on, and only before the close."""
    if session.state == S.READY:
        return [in_words(session.state), _("Its calls were not stopped.")]
    return reasons_not_to_step(session, S.RUNNING)


def reasons_not_to_announce(session: FairSession, sites: Collection[SessionSite], *, now: datetime) -> list[str]:
    reasons = []
    if session.starts <= now:
        reasons.append(_("The day has passed: set a new day first."))
    if not sites:
        reasons.append(_("The session has no site yet: add the hall, a meeting point or the online site."))
    online = any(site.role == SessionSite.Role.ONLINE for site in sites)
    if session.mode == Mode.ONSITE and sites and all(site.role == SessionSite.Role.ONLINE for site in sites):
        reasons.append(_("A session in person needs a hall or a meeting point."))
    if session.mode == Mode.ONLINE and sites and not online:
        reasons.append(_("An online session needs the online site."))
    return reasons


def reasons_against_times(starts: datetime, ends: datetime, *, now: datetime) -> list[str]:
    reasons = []
    if ends <= starts:
        reasons.append(_("The session must end after it starts."))
    if starts <= now:
        reasons.append(_("Choose a day and an hour that are still to come."))
    return reasons


def reasons_not_to_edit(session: FairSession) -> list[str]:
    return [in_words(session.state), _("It can no longer be changed.")] if session.state in OVER else []


def reasons_not_to_move(session: FairSession, starts: datetime, ends: datetime, *, now: datetime) -> list[str]:
    """A new time only before the session runs."""
    if (session.starts, session.ends) == (starts, ends):
        return []
    if session.state not in BEFORE:
        return [in_words(session.state), _("Its time can no longer be changed.")]
    return reasons_against_times(starts, ends, now=now)


def reasons_against_site(session: FairSession, role: str, *, has_place: bool) -> list[str]:
    reasons = reasons_not_to_edit(session)
    if role == SessionSite.Role.ONLINE and has_place:
        reasons.append(_("The online site has no place."))
    if role != SessionSite.Role.ONLINE and not has_place:
        reasons.append(_("Choose the place of this site."))
    return reasons


def reasons_against_joining(session: FairSession, role: str, *, joined: bool) -> list[str]:
    """A centre that is not the host comes by its own word: the first site by invitation, further ones by itself."""
    reasons = []
    if not joined:
        reasons.append(_("Another centre joins by invitation: invite it, and it brings its own place."))
    if role in (SessionSite.Role.HOST, SessionSite.Role.ONLINE):
        reasons.append(_("The main site and the online site are the host's."))
    return reasons
