"""How long an invitation of an extra interviewer lives, and what opens it. Pure."""

import hmac
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nhipcau.foundation.crypto import api as crypto
from nhipcau.foundation.text.api import tidy
from nhipcau.interviews.models import Desk, Guest

SECRET_BYTES: Final = 24  # 192 random bits in the link
CODE_DIGITS: Final = 6
MOST_TRIES: Final = 5
MOST_ALIVE: Final = 6  # at one desk
LONGEST_NAME: Final = 80
MOST_SEATS: Final = 12  # of one enterprise on one occasion
TRIES_KEPT: Final = timedelta(days=1)
TRIES_COUNTED: Final = timedelta(hours=1)
PERMISSIONS: Final = frozenset({"interviews.sit_in", "interviews.call_next", "interviews.record_outcome"})


class Standing(StrEnum):
    WAITING = "waiting"  # for the colleague to open the link
    HERE = "here"
    LOCKED = "locked"  # too many wrong codes
    OVER = "over"


def end_of_day(now: datetime) -> datetime:
    """The next midnight of the clock on the wall."""
    tomorrow = localtime(now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=localtime(now).tzinfo)


def standing(guest: Guest, now: datetime) -> Standing:
    """Of a guest that came with its desk: over when ended, when the desk was given back, or the day has passed."""
    if guest.ended_at is not None or guest.desk.closed_at is not None or now >= guest.ends_at:
        return Standing.OVER
    if guest.entered_at is not None:
        return Standing.HERE
    return Standing.LOCKED if guest.tries >= MOST_TRIES else Standing.WAITING


def reasons_not_to_invite(desk: Desk, *, name: str, alive: int) -> list[str]:
    reasons = []
    if not tidy(name):
        reasons.append(_("Please write the name of the colleague."))
    if len(tidy(name)) > LONGEST_NAME:
        reasons.append(_("This name is too long."))
    if desk.closed_at is not None:
        reasons.append(_("This table is closed."))
    if alive >= MOST_ALIVE:
        reasons.append(_("Six people are invited to this table already. End an invitation first."))
    return reasons


def reasons_not_to_open_a_seat(seats: int) -> list[str]:
    if seats < MOST_SEATS:
        return []
    return [_("Your enterprise has twelve tables and rooms already. Choose one of them.")]


def secret_digest(secret: str) -> str:
    return crypto.keyed_index(secret or "-", purpose="guest link")


def code_digest(typed: str) -> str:
    digits = "".join(filter(str.isdigit, typed))
    return crypto.keyed_index(digits or "-", purpose="guest code")


def is_right(guest: Guest, typed: str) -> bool:
    return hmac.compare_digest(guest.code_digest, code_digest(typed))
