"""Tables of referrals, of what people want of suggestions, of the lists that stand, and of invitations."""

from nhipcau.matching.models.invitations import Invitation
from nhipcau.matching.models.lists import Spread, Spreading, Standing, Suggestions, UsualPay
from nhipcau.matching.models.preferences import NotForMe, Preference
from nhipcau.matching.models.referrals import Referral, Why
from nhipcau.matching.models.trade import Trade

__all__ = [
    "Invitation",
    "NotForMe",
    "Preference",
    "Referral",
    "Spread",
    "Spreading",
    "Standing",
    "Suggestions",
    "Trade",
    "UsualPay",
    "Why",
]
