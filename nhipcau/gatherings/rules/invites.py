"""How long a link for somebody without an account lives, and what opens it: as for extra interviewers."""

import hmac
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.foundation.text.api import tidy
from nhipcau.gatherings.models import Gathering, Invite, Role
from nhipcau.gatherings.rules.rooms import LATE, is_over
from nhipcau.gatherings.rules.times import both
from nhipcau.interviews import api as interviews

SIT_IN: Final = "gatherings.sit_in"
ROLES: Final = (Role.PARTNER, Role.INTERPRETER, Role.INTERVIEWER)
MOST_ALIVE: Final = 6
LONGEST_NAME: Final = 80
BEFORE: Final = timedelta(hours=1)  # the link opens that long before the start


class Standing(StrEnum):
    WAITING = "waiting"
    HERE = "here"
    LOCKED = "locked"  # too many wrong codes
    OVER = "over"


def ends_at(gathering: Gathering) -> datetime:
    return gathering.ends_at + LATE


def opens_at(gathering: Gathering) -> datetime:
    return gathering.starts_at - BEFORE


def standing(invite: Invite, now: datetime) -> Standing:
    """Of an invite that came with its member and gathering."""
    member = invite.member
    if invite.ended_at or member.left_at or now >= invite.ends_at or is_over(member.gathering):
        return Standing.OVER
    if invite.entered_at is not None:
        return Standing.HERE
    return Standing.LOCKED if invite.tries >= interviews.MOST_TRIES else Standing.WAITING


def reasons_not_to_invite(gathering: Gathering, *, name: str, role: str, alive: int) -> list[str]:
    reasons = []
    if not tidy(name):
        reasons.append(_("Please write the name."))
    if len(tidy(name)) > LONGEST_NAME:
        reasons.append(_("This name is too long."))
    if role not in ROLES:
        reasons.append(_("Choose what this person does."))
    if is_over(gathering):
        reasons.append(_("It is: %(state)s.") % {"state": gathering.get_state_display()})
    if alive >= MOST_ALIVE:
        reasons.append(_("Six links are good already. End one first."))
    return reasons


def too_early(gathering: Gathering, now: datetime) -> str:
    """When to come back; empty from an hour before the start on."""
    if now >= opens_at(gathering):
        return ""
    when = {"time": both(opens_at(gathering), gathering.partner_zone)}
    return _("Link and code are right. Open the link again from %(time)s on.") % when


def is_right(invite: Invite, typed: str) -> bool:
    return hmac.compare_digest(invite.code_digest, interviews.code_digest(typed))
