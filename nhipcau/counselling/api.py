"""The door of counselling."""

from nhipcau.counselling.actions.advice import note_group_advice, strike_out
from nhipcau.counselling.actions.offers import offer_opening
from nhipcau.counselling.actions.refusals import Refused
from nhipcau.counselling.actions.screening import erase_needs, read_needs, screen
from nhipcau.counselling.queries.duties import owed
from nhipcau.counselling.queries.screening import (
    counts,
    latest_answers,
    offers_of,
    screened_at,
    screening_of,
    visible_to,
)
from nhipcau.counselling.rules.screening import Answers

__all__ = [
    "Answers",
    "Refused",
    "counts",
    "erase_needs",
    "latest_answers",
    "note_group_advice",
    "offer_opening",
    "offers_of",
    "owed",
    "read_needs",
    "screen",
    "screened_at",
    "screening_of",
    "strike_out",
    "visible_to",
]
