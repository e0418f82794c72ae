"""What screens and other contexts may ask about referrals, suitability and what people want. Reads only."""

from nhipcau.matching.queries.explaining import ExplainedPair, explained_pair, occupation_names
from nhipcau.matching.queries.facts import opening_facts, person_facts
from nhipcau.matching.queries.preferences import (
    preference_of,
    reasons_heard,
    turned_down,
    turned_down_by,
    weights_of,
    without_suggestions,
)
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
from nhipcau.matching.queries.suggesting import (
    Candidate,
    Suggested,
    WhomItSuits,
    more_for,
    more_people_for,
    suggestions_for,
    whom_it_suits,
)

__all__ = [
    "Candidate",
    "ExplainedPair",
    "Suggested",
    "WhomItSuits",
    "explained_pair",
    "for_recruiter",
    "latest_of",
    "live",
    "made_by_centres_of",
    "may_be_served_by",
    "more_for",
    "more_people_for",
    "occupation_names",
    "opening_facts",
    "person_facts",
    "preference_of",
    "reasons_heard",
    "referral_by_code",
    "referrals_of",
    "sent_on",
    "suggestions_for",
    "turned_down",
    "turned_down_by",
    "weights_of",
    "whom_it_suits",
    "without_suggestions",
]
