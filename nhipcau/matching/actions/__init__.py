"""Use cases of matching."""

from nhipcau.matching.actions.preferring import say_not_for_me, switch_suggestions, undo_not_for_me, weigh_as_usual
from nhipcau.matching.actions.referring import Refused, refer, withdraw_referral
from nhipcau.matching.actions.spreading import choose_trade

__all__ = [
    "Refused",
    "choose_trade",
    "refer",
    "say_not_for_me",
    "switch_suggestions",
    "undo_not_for_me",
    "weigh_as_usual",
    "withdraw_referral",
]
