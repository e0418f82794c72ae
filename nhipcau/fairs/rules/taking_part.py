"""An enterprise in a session: may it come, where it sits, and what it still lacks."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.employers.models import Employer
from nhipcau.employers.models import State as EmployerState
from nhipcau.fairs.models import FairSession, Participation, ParticipationState, SessionSite, SessionState
from nhipcau.fairs.rules import session as sessions
from nhipcau.vacancies.models import Status, Vacancy

P = ParticipationState
MOST_INTERVIEWERS: Final = 30
STEPS: Final[dict[str, tuple[str, ...]]] = {
    P.APPLIED: (P.APPROVED, P.REJECTED, P.WITHDRAWN),
    P.APPROVED: (P.SET_UP, P.PRESENT, P.WITHDRAWN),
    P.SET_UP: (P.PRESENT, P.WITHDRAWN),
    P.PRESENT: (P.LEFT,),
    P.LEFT: (P.PRESENT,),
    P.REJECTED: (P.APPLIED,),
    P.WITHDRAWN: (P.APPLIED,),
}
AGAIN: Final = frozenset({P.REJECTED, P.WITHDRAWN})
TAKES_PART: Final = frozenset({P.APPROVED, P.SET_UP, P.PRESENT, P.LEFT})
IN_WORDS: Final = {
    P.APPLIED: gettext_lazy("The application waits for approval."),
    P.APPROVED: gettext_lazy("The enterprise is approved."),
    P.SET_UP: gettext_lazy("The enterprise is ready."),
    P.PRESENT: gettext_lazy("The enterprise is at its desk."),
    P.LEFT: gettext_lazy("The enterprise has left."),
    P.REJECTED: gettext_lazy("The application was not approved."),
    P.WITHDRAWN: gettext_lazy("The enterprise has withdrawn."),
}


def in_words(state: str) -> str:
    return str(IN_WORDS[ParticipationState(state)])


def reasons_not_to_step(participation: Participation, to: str) -> list[str]:
    return [] if to in STEPS[participation.state] else [in_words(participation.state)]


def reasons_not_to_call_off(participation: Participation, session: FairSession, *, reason: str) -> list[str]:
    """On the day: of an enterprise that was expected and is not at its table."""
    reasons = [] if session.state in (SessionState.READY, SessionState.RUNNING) else [sessions.in_words(session.state)]
    if participation.state not in (P.APPROVED, P.SET_UP):
        reasons.append(in_words(participation.state))
    if not reason:
        reasons.append(_("Say why: the enterprise reads it."))
    return reasons


def reasons_not_to_apply(session: FairSession, employer: Employer) -> list[str]:
    reasons = []
    if employer.state == EmployerState.WAITING:
        reasons.append(_("Your enterprise has not been verified by the centre yet. Call the centre to hasten it."))
    elif employer.state == EmployerState.REFUSED:
        reasons.append(_("The centre could not verify your enterprise: %(why)s") % {"why": employer.refusal})
    if session.state not in sessions.TAKES_ENTERPRISES:
        reasons += [sessions.in_words(session.state), _("It takes no more enterprises.")]
    return reasons


def reasons_against_openings(employer: Employer, brought: Sequence[tuple[Vacancy, int]], *, day: date) -> list[str]:
    """Each opening must be its own, open on the day, and brought with no more people than it asks for."""
    reasons = [] if brought else [_("Bring at least one opening.")]
    for vacancy, headcount in brought:
        words = {"title": vacancy.title, "most": vacancy.headcount}
        closed = vacancy.closes_on is not None and vacancy.closes_on < day
        if vacancy.employer_id != employer.pk:
            reasons.append(_("“%(title)s” belongs to another enterprise.") % words)
        elif vacancy.status != Status.OPEN or closed:
            reasons.append(_("“%(title)s” is not open on the day of the session.") % words)
        elif headcount < 1:
            reasons.append(_("Say how many people “%(title)s” needs.") % words)
        elif headcount > vacancy.headcount:
            reasons.append(_("“%(title)s” asks for %(most)s people at most.") % words)
    if len({vacancy.pk for vacancy, _headcount in brought}) < len(brought):
        reasons.append(_("An opening is brought twice."))
    return reasons


def reasons_against_seat(
    session: FairSession, site: SessionSite | None, *, online: bool, interviewers: int
) -> list[str]:
    reasons = []
    if site is None and not online:
        reasons.append(_("Choose a site, or interviews online."))
    if site is not None and (site.session_id != session.pk or site.role == SessionSite.Role.ONLINE):
        reasons.append(_("This site is not part of the session."))
    if not 1 <= interviewers <= MOST_INTERVIEWERS:
        reasons.append(_("Between 1 and %(most)s interviewers can come.") % {"most": MOST_INTERVIEWERS})
    return reasons


def seats_of(interviewers: int, *, at_site: bool, online: bool) -> tuple[int, int]:
    """How many tables and rooms: one for each interviewer, at least one of each kind asked for."""
    if not online:
        return interviewers, 0
    if not at_site:
        return 0, interviewers
    rooms = max(1, interviewers // 2)
    return max(1, interviewers - rooms), rooms
