"""A centre is invited to one session: how long the link is good, and why it is not taken. Pure."""

import secrets
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.fairs.models import FairSession, SessionSite, SiteInvitation
from nhipcau.fairs.rules.session import OVER, in_words
from nhipcau.foundation.crypto import api as crypto

SECRET_BYTES: Final = 24  # 192 bits
MOST_PLACES: Final = 5000
STATES: Final = {
    "open": gettext_lazy("Waits for an answer"),
    "accepted": gettext_lazy("Has joined"),
    "declined": gettext_lazy("Does not come"),
    "revoked": gettext_lazy("Taken back"),
    "expired": gettext_lazy("Too late"),
}


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """All that is kept of a link: without the key of this installation it opens nothing."""
    return crypto.keyed_index(secret, purpose="site invitation")


def ends_at(session: FairSession) -> datetime:
    """A centre may still join while the session runs, and no longer."""
    return session.ends


def state_of(invitation: SiteInvitation, *, now: datetime) -> str:
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.declined_at is not None:
        return "declined"
    if invitation.revoked_at is not None:
        return "revoked"
    return "expired" if now >= invitation.expires_at else "open"


def reasons_not_to_invite(session: FairSession, *, host: bool, joined: bool, waiting: bool, now: datetime) -> list[str]:
    """`host`: it is the host itself; `joined`: it has a site already; `waiting`: it has an invitation it may still take."""
    reasons = []
    if session.state in OVER:
        reasons.append(in_words(session.state))
    elif now >= ends_at(session):
        reasons.append(_("The day has passed: set a new day first."))
    if host:
        reasons.append(_("This is the host: add its place as a site of its own."))
    if joined:
        reasons.append(_("This centre has joined already. It adds further places itself."))
    if waiting:
        reasons.append(_("This centre is invited already. Make a new link for that invitation, or take it back."))
    return reasons


def reasons_not_to_answer(invitation: SiteInvitation, *, now: datetime) -> list[str]:
    """Why this invitation can no longer be taken or refused."""
    state = state_of(invitation, now=now)
    reasons = [] if state == "open" else [why_not(state)]
    if state == "open" and invitation.session.state in OVER:
        reasons.append(in_words(invitation.session.state))
    return reasons


def why_not(state: str) -> str:
    return {
        "accepted": _("This invitation has been taken already."),
        "declined": _("This invitation was declined."),
        "revoked": _("The host has taken this invitation back. Ask it for a new link."),
        "expired": _("This invitation is no longer good: the session is over. Call the host."),
    }[state]


def reasons_against_seats(capacity: int | None) -> list[str]:
    if capacity is not None and not 1 <= capacity <= MOST_PLACES:
        return [_("Between 1 and %(most)s people can register at a site.") % {"most": MOST_PLACES}]
    return []


def role_at(place_kind: str, *, of_host: bool) -> str:
    """The host's hall is the main site; a place of another centre is a linked one."""
    if place_kind == "mobile":
        return SessionSite.Role.MOBILE
    return SessionSite.Role.HOST if of_host else SessionSite.Role.MEETING_POINT
