"""Links that tell which announcement brought a person: how they are made, and when one counts. Pure."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.fairs.models import BroughtBy, ChannelLink, FairSession, SessionState, SignUp

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is mistaken for something else: 31^10 codes
LENGTH: Final = 10
LOOKS_RIGHT: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
REMEMBERED: Final = timedelta(days=7)
LONGEST_NAME: Final = ChannelLink._meta.get_field("name").max_length or 0
USUAL: Final = (
    BroughtBy.ZALO,
    BroughtBy.FACEBOOK,
    BroughtBy.POSTER,
    BroughtBy.PRESS,
    BroughtBy.SMS,
    BroughtBy.LOUDSPEAKER,
    BroughtBy.LINKED_CENTRE,
)


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def looks_right(code: str) -> bool:
    """Anything else is not worth a query."""
    return LOOKS_RIGHT.fullmatch(code) is not None


def still_remembered(since: float, *, now: datetime) -> bool:
    """`since` is a moment as seconds; one in the future was not written by us."""
    return 0 <= now.timestamp() - since <= REMEMBERED.total_seconds()


def counting(link: ChannelLink | None, session: FairSession, channel: str) -> ChannelLink | None:
    """A link counts for its own session, and for people who registered themselves."""
    if link is None or link.session_id != session.pk or channel != SignUp.WEB:
        return None
    return link


def reasons_not_to_announce(session: FairSession) -> list[str]:
    """What is over or called off needs no new links."""
    if session.state in (SessionState.CLOSED, SessionState.REPORTED, SessionState.CANCELLED):
        return [_("This session is over or cancelled: there is nothing to announce any more.")]
    return []


def reasons_against_link(channel: str, name: str) -> list[str]:
    reasons = []
    if channel not in BroughtBy.values:
        reasons.append(_("Choose where this link will be put."))
    if not name:
        reasons.append(_("Give this link a name, so that you know it again in the report."))
    if len(name) > LONGEST_NAME:
        reasons.append(_("The name may have %(most)s letters at most.") % {"most": LONGEST_NAME})
    return reasons
