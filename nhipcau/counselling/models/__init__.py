"""Tables of the counselling desk, and of what the law asks for afterwards."""

from nhipcau.counselling.models.advice import GroupAdvice, OfferedOpening, Paper, Response, Screening
from nhipcau.counselling.models.duties import About, Answer, ExchangeEntry, FollowUp

__all__ = [
    "About",
    "Answer",
    "ExchangeEntry",
    "FollowUp",
    "GroupAdvice",
    "OfferedOpening",
    "Paper",
    "Response",
    "Screening",
]
