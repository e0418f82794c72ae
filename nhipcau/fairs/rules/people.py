"""Tickets and who may register, in words. Pure."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.fairs.models import (
    FairSession,
    Registration,
    RegistrationState,
    SessionSite,
    SessionState,
    SessionVacancy,
)
from nhipcau.fairs.rules.session import in_words

# Crockford base32: no I, L, O, U, so a code can be read aloud and typed.
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16  # 15 random characters (75 bits) and one that checks them
BLOCK: Final = 1000  # ticket numbers a site takes at a time
TAKES_PEOPLE: Final = (SessionState.REGISTRATION_OPEN, SessionState.READY, SessionState.RUNNING)
LETS_IN: Final = (SessionState.READY, SessionState.RUNNING, SessionState.CLOSING, SessionState.CLOSED)


def new_code() -> str:
    body = "".join(secrets.choice(LETTERS) for _n in range(LENGTH - 1))
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """Catches one wrong character and two that changed places: places are weighted by odd numbers."""
    total = sum((2 * place + 1) * LETTERS.index(letter) for place, letter in enumerate(body))
    return LETTERS[(total + total // 32) % 32]


def read_code(typed: str) -> str:
    """As a scanner or a person gives it: lower case, dashes, O for 0, I or L for 1. Empty when it is no code."""
    code = re.sub(r"[\s-]", "", typed).upper().translate(str.maketrans("OIL", "011"))
    if len(code) != LENGTH or any(letter not in LETTERS for letter in code):
        return ""
    return code if check_letter(code[:-1]) == code[-1] else ""


def grouped(code: str) -> str:
    """Four by four, to be read aloud."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))


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


def reasons_not_to_let_in(session: FairSession) -> list[str]:
    """A job fair turns nobody away, but there must be a fair."""
    return [] if session.state in LETS_IN else [in_words(session.state)]


def reasons_not_to_cancel(registration: Registration) -> list[str]:
    if registration.state in (RegistrationState.CONFIRMED, RegistrationState.WAITLISTED):
        return []
    return [_("You have been here already, so there is nothing to cancel.")]
