"""What screens and other contexts may ask about referrals. Reads only."""

from nhipcau.matching.queries.referrals import (
    for_recruiter,
    latest_of,
    live,
    made_by_centres_of,
    may_be_served_by,
    referral_by_code,
    referrals_of,
    sent_on,
)

__all__ = [
    "for_recruiter",
    "latest_of",
    "live",
    "made_by_centres_of",
    "may_be_served_by",
    "referral_by_code",
    "referrals_of",
    "sent_on",
]
