"""Whom an enterprise may invite, and how many: so that an invitation stays something to be glad of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.matching.models import Invitation

MOST_FOR_A_PLACE: Final = 5  # invitations to one occasion for each free place of an opening
ALWAYS_ALLOWED: Final = 20  # invitations to one occasion, however few the places
MOST_UNANSWERED: Final = 5  # invitations that wait for one person's answer at once


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What stands at the moment of asking. `welcome`: the opening suits the person, and the person wants to hear of it.

    `invited`: people this opening has invited to the occasion; `unanswered`: invitations that wait for this person.
    """

    on_board: bool
    welcome: bool
    places: int
    invited: int
    unanswered: int


def most_invited(places: int) -> int:
    """How many people an opening may invite to one occasion."""
    return max(ALWAYS_ALLOWED, MOST_FOR_A_PLACE * places)


def reasons_not_to_invite(asking: Asking, *, until: datetime, now: datetime) -> list[str]:
    """Every obstacle at once, for the enterprise. Why a person is not to be invited is the person's own business."""
    reasons = []
    if not asking.on_board:
        reasons.append(_("This opening is not on the board. Put it there first."))
    if until <= now:
        reasons.append(_("It is too late to invite people: they could not answer any more."))
    if not asking.welcome:
        reasons.append(
            _("This opening does not suit this person now, or they do not wish to be invited. Choose others.")
        )
    if asking.invited >= most_invited(asking.places):
        said = _("This opening has invited %(most)s people already. Wait for their answers or withdraw some.")
        reasons.append(said % {"most": most_invited(asking.places)})
    if asking.unanswered >= MOST_UNANSWERED:
        said = _("%(most)s invitations wait for this person's answer already. Choose others, or try again later.")
        reasons.append(said % {"most": MOST_UNANSWERED})
    return reasons


def reasons_not_to_answer(invitation: Invitation, *, now: datetime) -> list[str]:
    reasons = []
    if invitation.withdrawn_at is not None:
        reasons.append(_("The enterprise has withdrawn this invitation."))
    elif invitation.until < now:
        reasons.append(_("The time to answer is over."))
    return reasons


def reasons_not_to_withdraw(invitation: Invitation) -> list[str]:
    if invitation.answer != Invitation.Answer.YES:
        return []
    return [_("This person has said yes and counts on it. Call the centre if you cannot receive them.")]
