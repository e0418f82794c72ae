"""Who may be referred. Pure."""

from nhipcau.matching.rules.referring import MOST_A_DAY, reasons_not_to_refer

__all__ = ["MOST_A_DAY", "reasons_not_to_refer"]
