"""Who may be referred, and who may be invited. Pure."""

from nhipcau.matching.rules.inviting import (
    MOST_UNANSWERED,
    Asking,
    most_invited,
    reasons_not_to_answer,
    reasons_not_to_invite,
    reasons_not_to_withdraw,
)
from nhipcau.matching.rules.referring import MOST_A_DAY, reasons_not_to_refer

__all__ = [
    "MOST_A_DAY",
    "MOST_UNANSWERED",
    "Asking",
    "most_invited",
    "reasons_not_to_answer",
    "reasons_not_to_invite",
    "reasons_not_to_refer",
    "reasons_not_to_withdraw",
]
