"""Tickets and who may register, in words. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.fairs.models import (
    FairSession,
    Participation,
    Registration,
    RegistrationState,
    SessionSite,
    SessionState,
    SessionVacancy,
)
from nhipcau.fairs.rules.session import in_words

BLOCK: Final = 1000  # ticket numbers a site takes at a time
TAKES_PEOPLE: Final = (SessionState.REGISTRATION_OPEN, SessionState.READY, SessionState.RUNNING)
EXPECTED: Final = (RegistrationState.CONFIRMED, RegistrationState.WAITLISTED)
NOT_IN_YET: Final = (*EXPECTED, RegistrationState.NO_SHOW)  # whoever was said not to come may have come after all
LETS_IN: Final = (SessionState.READY, SessionState.RUNNING, SessionState.CLOSING, SessionState.CLOSED)


def reasons_not_to_register(
    session: FairSession, site: SessionSite, wishes: Sequence[SessionVacancy], *, now: datetime
) -> list[str]:
    """Every obstacle at once, in words for the person."""
    reasons = []
    if session.state not in TAKES_PEOPLE:
        reasons.append(in_words(session.state))
    elif now > session.ends:
        reasons.append(_("This fair is over."))
    if site.session_id != session.pk:
        reasons.append(_("This place does not belong to this fair."))
    return reasons + reasons_against_wishes(session, wishes)


def reasons_against_wishes(session: FairSession, wishes: Sequence[SessionVacancy]) -> list[str]:
    reasons = []
    if len(wishes) > session.most_wishes:
        reasons.append(_("Choose at most %(most)s openings.") % {"most": session.most_wishes})
    if len({wish.pk for wish in wishes}) != len(wishes):
        reasons.append(_("One opening is chosen twice."))
    if any(wish.participation.session_id != session.pk for wish in wishes):
        reasons.append(_("One of the openings is not at this fair."))
    return reasons


def doors_are_open(session: FairSession, *, now: datetime) -> bool:
    """A ready session lets people in on its day only."""
    early = session.state == SessionState.READY and localdate(now) < localdate(session.starts)
    return session.state in LETS_IN and not early


def reasons_not_to_let_in(session: FairSession, site: SessionSite, *, now: datetime) -> list[str]:
    """A job fair turns nobody away, but there must be a fair."""
    reasons = [] if doors_are_open(session, now=now) else [in_words(session.state)]
    if site.session_id != session.pk:
        reasons.append(_("This place does not belong to this fair."))
    return reasons


def can_meet_at(participation: Participation, site: SessionSite) -> bool:
    """At a table there, or online from there."""
    return participation.online or participation.site_id == site.pk


def reasons_not_to_change(registration: Registration) -> list[str]:
    """Wishes follow the person through the morning, until the calls end."""
    reasons = []
    if registration.session.state not in TAKES_PEOPLE:
        reasons.append(in_words(registration.session.state))
    if registration.state not in (*EXPECTED, RegistrationState.CHECKED_IN):
        reasons.append(_("This registration is over."))
    return reasons


def reasons_not_to_drop(employers: Sequence[str]) -> list[str]:
    """Whoever has called the person, or talked with them, stays on the list."""
    words = _("%(employer)s has called you already, so it stays on your list.")
    return [words % {"employer": employer} for employer in employers]


def is_in_after(registration: Registration, *, seen_at: datetime) -> bool:
    """Whoever was seen is in, unless they went home after that: whenever we hear of it, it is the same."""
    return registration.left_at is None or seen_at > registration.left_at


def reasons_not_to_go_home(*, talks_with: str) -> list[str]:
    words = _("%(employer)s is calling you or talking with you now. Finish that first.")
    return [words % {"employer": talks_with}] if talks_with else []


def reasons_not_to_cancel(registration: Registration) -> list[str]:
    if registration.state in EXPECTED:
        return []
    return [_("You have been here already, so there is nothing to cancel.")]


def may_say_here(registration: Registration, *, now: datetime) -> bool:
    """At home, on the day, once the doors are open, and not yet in."""
    at_home = registration.site.role == SessionSite.Role.ONLINE
    not_in = registration.state in (*EXPECTED, RegistrationState.LEFT)
    running = registration.session.state in (SessionState.READY, SessionState.RUNNING)
    return at_home and not_in and running and doors_are_open(registration.session, now=now)
