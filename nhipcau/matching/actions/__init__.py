"""Use cases of matching."""

from nhipcau.matching.actions.inviting import (
    answer_invitation,
    invite_to,
    see_whom_it_suits,
    withdraw_invitation,
)
from nhipcau.matching.actions.preferring import say_not_for_me, switch_suggestions, undo_not_for_me, weigh_as_usual
from nhipcau.matching.actions.referring import Refused, refer, withdraw_referral

__all__ = [
    "Refused",
    "answer_invitation",
    "invite_to",
    "refer",
    "say_not_for_me",
    "see_whom_it_suits",
    "switch_suggestions",
    "undo_not_for_me",
    "weigh_as_usual",
    "withdraw_invitation",
    "withdraw_referral",
]
