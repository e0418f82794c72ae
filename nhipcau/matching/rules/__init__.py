"""What speaks for an opening and against it, and who may be referred. Pure."""

from nhipcau.matching.rules.fit import Answers, Fit, answers_of, fit_of, ranked
from nhipcau.matching.rules.referring import MOST_A_DAY, reasons_not_to_refer

__all__ = [
    "MOST_A_DAY",
    "Answers",
    "Fit",
    "answers_of",
    "fit_of",
    "ranked",
    "reasons_not_to_refer",
]
