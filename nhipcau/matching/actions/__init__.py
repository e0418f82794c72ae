"""Use cases of matching."""

from nhipcau.matching.actions.following import follow_lists, rematch
from nhipcau.matching.actions.inviting import (
    answer_invitation,
    invite_to,
    see_whom_it_suits,
    withdraw_invitation,
)
from nhipcau.matching.actions.list_jobs import LISTS, follow_lists_soon, make_lists_soon, rematch_one
from nhipcau.matching.actions.listing import Listed, make_lists
from nhipcau.matching.actions.preferring import say_not_for_me, switch_suggestions, undo_not_for_me, weigh_as_usual
from nhipcau.matching.actions.referring import Refused, refer, withdraw_referral
from nhipcau.matching.actions.spreading import choose_trade

__all__ = [
    "LISTS",
    "Listed",
    "Refused",
    "answer_invitation",
    "choose_trade",
    "follow_lists",
    "follow_lists_soon",
    "invite_to",
    "make_lists",
    "make_lists_soon",
    "refer",
    "rematch",
    "rematch_one",
    "say_not_for_me",
    "see_whom_it_suits",
    "switch_suggestions",
    "undo_not_for_me",
    "weigh_as_usual",
    "withdraw_invitation",
    "withdraw_referral",
]
