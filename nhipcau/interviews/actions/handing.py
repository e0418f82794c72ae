"""Handing a person over to a colleague of the same enterprise."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.interviews.actions.moves import Refused, for_recruiter, locked_interview, touch
from nhipcau.interviews.models import ACTIVE, Desk, Interview
from nhipcau.interviews.rules import states


class CannotHandOver(Refused):
    pass


@transaction.atomic
def hand_over(*, interview: Interview, to: Desk, note: str, by: User, now: datetime) -> Interview:
    """The call or talk goes on at a colleague's desk that is free, with a note. Again to the same desk: nothing changes.

    Raises CannotHandOver with every reason.
    """
    interview = locked_interview(interview)
    for_recruiter(by, "interviews.call_next", interview.desk)
    if interview.desk_id == to.pk:
        return interview
    desks = {desk.pk: desk for desk in _locked(interview.desk_id, to.pk)}
    if reasons := _reasons(interview, desks[to.pk]):
        raise CannotHandOver(reasons)
    before, interview.desk = interview.desk, desks[to.pk]
    interview.handed_from, interview.handed_note = before, note
    interview.save(update_fields=["desk", "handed_from", "handed_note"])
    details = {"from": before.pk, "to": to.pk, "note": note}
    audit.record(by=by, action="interview.hand_over", target=interview, at=now, details=details)
    touch(interview)
    live.touch(f"desk:{before.pk}")
    return interview


def _locked(*numbers: int) -> list[Desk]:
    return list(Desk.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk"))


def _reasons(interview: Interview, to: Desk) -> list[str]:
    if interview.state not in ACTIVE:
        return [_("This interview is over.")]
    if to.occasion != interview.occasion or to.employer_id != interview.employer_id:
        return [_("This table belongs to another enterprise.")]
    reasons = states.reasons_not_to_call(to)
    if (to.channel, to.place_id) != (interview.desk.channel, interview.desk.place_id):
        reasons.append(_("Choose a colleague in the same hall, or online when the talk is online."))
    if Interview.objects.filter(desk=to, state__in=ACTIVE).exists():
        reasons.append(_("This colleague has somebody at the table now."))
    return reasons
