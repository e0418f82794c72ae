"""The door of matching."""

from nhipcau.matching.actions import Refused, refer, withdraw_referral
from nhipcau.matching.events import ReferralMade, ReferralWithdrawn
from nhipcau.matching.models import Referral, Why
from nhipcau.matching.papers import SIZES, Where, slips_pdf
from nhipcau.matching.queries import (
    latest_of,
    live,
    made_by_centres_of,
    may_be_served_by,
    referral_by_code,
    referrals_of,
    sent_on,
)
from nhipcau.matching.rules import MOST_A_DAY, Answers, Fit, answers_of, fit_of, ranked

__all__ = [
    "MOST_A_DAY",
    "SIZES",
    "Answers",
    "Fit",
    "Referral",
    "ReferralMade",
    "ReferralWithdrawn",
    "Refused",
    "Where",
    "Why",
    "answers_of",
    "fit_of",
    "latest_of",
    "live",
    "made_by_centres_of",
    "may_be_served_by",
    "ranked",
    "refer",
    "referral_by_code",
    "referrals_of",
    "sent_on",
    "slips_pdf",
    "withdraw_referral",
]
