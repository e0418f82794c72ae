"""What recruiters may do for their own enterprise, and what a tax code looks like."""

import re
from typing import Final

from django.utils.translation import gettext as _

RECRUITER_MAY: Final = frozenset(
    {
        "employers.edit_employer",
        "vacancies.enter_vacancy",
        "fairs.take_part",
        "interviews.call_next",
        "interviews.record_outcome",
    }
)
WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)  # check digit of Vietnamese tax codes (Circular 105/2020/TT-BTC, annex)


def reasons_against_tax_code(code: str) -> list[str]:
    """Ten digits with a right check digit, or those and a branch of three digits."""
    if not re.fullmatch(r"\d{10}(-?\d{3})?", code):
        return [_("A tax code has 10 digits, or 13 for a branch.")]
    rest = sum(int(digit) * weight for digit, weight in zip(code[:9], WEIGHTS, strict=True)) % 11
    if (10 - rest) % 11 != int(code[9]):
        return [_("This tax code has a wrong digit: its check digit does not match.")]
    return []
