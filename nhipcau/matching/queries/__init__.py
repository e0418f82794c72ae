"""What screens and other contexts may ask about referrals, suitability and what people want. Reads only."""

from nhipcau.matching.queries.advising import Opened, Weighed, doors_for, opened_by, told, weighed
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
from nhipcau.matching.queries.said import Said, person_saying, said_in_file
from nhipcau.matching.queries.spreading import SETS, Setting, Step, centres_set_by, setting_of
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
    "SETS",
    "Candidate",
    "ExplainedPair",
    "Opened",
    "Said",
    "Setting",
    "Step",
    "Suggested",
    "Weighed",
    "WhomItSuits",
    "centres_set_by",
    "doors_for",
    "explained_pair",
    "for_recruiter",
    "latest_of",
    "live",
    "made_by_centres_of",
    "may_be_served_by",
    "more_for",
    "more_people_for",
    "occupation_names",
    "opened_by",
    "opening_facts",
    "person_facts",
    "person_saying",
    "preference_of",
    "reasons_heard",
    "referral_by_code",
    "referrals_of",
    "said_in_file",
    "sent_on",
    "setting_of",
    "suggestions_for",
    "told",
    "turned_down",
    "turned_down_by",
    "weighed",
    "weights_of",
    "whom_it_suits",
    "without_suggestions",
]
