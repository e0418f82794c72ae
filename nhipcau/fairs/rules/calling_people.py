"""An enterprise calls people to its table of a session: when it may, and when they may say yes. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _

from nhipcau.fairs.models import FairSession, Participation, SessionState
from nhipcau.fairs.rules import taking_part
from nhipcau.fairs.rules.people import TAKES_PEOPLE
from nhipcau.fairs.rules.session import in_words


def calls_people(session: FairSession, *, now: datetime) -> bool:
    """People can register, and the doors are not open yet."""
    return session.state in (SessionState.REGISTRATION_OPEN, SessionState.READY) and now < session.starts


def reasons_not_to_call(participation: Participation, *, now: datetime) -> list[str]:
    reasons = []
    if participation.state not in taking_part.TAKES_PART:
        reasons.append(taking_part.in_words(participation.state))
    if not calls_people(participation.session, now=now):
        reasons.append(in_words(participation.session.state))
        reasons.append(_("People are invited from when they can register until the fair begins."))
    return reasons


def reasons_not_to_come(session: FairSession) -> list[str]:
    """Of a session that takes people, the enterprise or its job is gone."""
    if session.state not in TAKES_PEOPLE:
        return [in_words(session.state)]
    return [_("The enterprise does not bring this job to the fair any more.")]


def reasons_list_is_full(session: FairSession, wishes: int) -> list[str]:
    """Before one more job."""
    return [_("Your list is full. Take one job off to add another.")] if wishes >= session.most_wishes else []
