"""The online room of an interview: the two sides write to each other."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import Refused, for_person, locked_interview
from nhipcau.interviews.actions.talks import sees_them
from nhipcau.interviews.models import Interview, RoomMessage, Sign
from nhipcau.interviews.rules import states

LONGEST = 500


@transaction.atomic
def write_in_room(*, interview: Interview, words: str, by: User, now: datetime) -> RoomMessage:
    interview = locked_interview(interview)
    from_person = speaks_for_person(by, interview)
    words = words.strip()
    reasons = states.reasons_not_to_write(interview)
    if not 0 < len(words) <= LONGEST:
        reasons.append(_("A message has 1 to 500 letters."))
    if reasons:
        raise Refused(reasons)
    message = RoomMessage.objects.create(interview=interview, by=by, from_person=from_person, words=words, at=now)
    live.touch(f"interview:{interview.pk}")
    return message


@transaction.atomic
def show_sign(*, interview: Interview, sign: str, by: User, now: datetime) -> RoomMessage:
    """One tap instead of words: it stands among the messages, and large on the other side."""
    interview = locked_interview(interview)
    from_person = speaks_for_person(by, interview)
    reasons = states.reasons_not_to_write(interview)
    if sign not in Sign.values:
        reasons.append(_("This sign is not on the list."))
    if reasons:
        raise Refused(reasons)
    message = RoomMessage.objects.create(interview=interview, by=by, from_person=from_person, sign=sign, at=now)
    live.touch(f"interview:{interview.pk}")
    return message


def speaks_for_person(by: User, interview: Interview) -> bool:
    """True on the person's side, False on the enterprise's; others have no business in the room."""
    if may(by, "interviews.answer", interview):
        return True
    if sees_them(by, interview.desk):
        return False
    for_person(by, interview.ticket)
    return True
