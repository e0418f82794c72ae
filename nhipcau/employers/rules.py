"""What recruiters may do for their own enterprise, and what its file must say. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.employers.models import Employer, LegalForm, State
from nhipcau.foundation.text.api import search_text, tidy
from nhipcau.reference.models import Commune, IndustrialPark, Industry, Province

RECRUITER_MAY: Final = frozenset(
    {
        "employers.edit_employer",
        "vacancies.enter_vacancy",
        "vacancies.request_order",
        "vacancies.see_order",
        "fairs.take_part",
        "interviews.call_next",
        "interviews.invite_guest",
        "interviews.see_due",
        "interviews.record_outcome",
        "gatherings.plan_gathering",
        "matching.invite",
        "matching.receive_referral",
    }
)
WEIGHTS = (
    31,
    29,
    23,
    19,
    17,
    13,
    7,
    5,
    3,
)  # check digit of Vietnamese tax codes (Circular 105/2020/TT-BTC, annex)


@dataclass(frozen=True, kw_only=True)
class EmployerData:
    """What an enterprise says of itself: form 02."""

    name: str
    tax_code: str = ""
    legal_form: str = LegalForm.COMPANY
    industry: Industry | None = None
    address: str = ""
    province: Province | None = None
    commune: Commune | None = None
    park: IndustrialPark | None = None
    workers: int | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    about: str = ""


def plain_tax_code(typed: str) -> str:
    """As kept: "2400 123 456-001" becomes "2400123456-001"."""
    digits = re.sub(r"[\s.\-]", "", typed)
    return f"{digits[:10]}-{digits[10:]}" if re.fullmatch(r"\d{13}", digits) else digits


def reasons_against_tax_code(code: str) -> list[str]:
    """Ten digits with a right check digit, or those and a branch of three digits."""
    if not re.fullmatch(r"\d{10}(-?\d{3})?", code):
        return [_("A tax code has 10 digits, or 13 for a branch.")]
    rest = sum(int(digit) * weight for digit, weight in zip(code[:9], WEIGHTS, strict=True)) % 11
    if (10 - rest) % 11 != int(code[9]):
        return [_("This tax code has a wrong digit: its check digit does not match.")]
    return []


def reasons_against(data: EmployerData) -> list[str]:
    """What keeps these words out of the file. A tax code may come later, a wrong one may not."""
    reasons = [] if tidy(data.name) else [_("The name of the enterprise is missing.")]
    code = plain_tax_code(data.tax_code)
    return reasons + (reasons_against_tax_code(code) if code else [])


def reasons_not_to_verify(employer: Employer) -> list[str]:
    """Every obstacle at once, in words for the desk. An empty list means go ahead."""
    if not employer.tax_code:
        return [_("The tax code is missing.")]
    return reasons_against_tax_code(employer.tax_code)


def fill(employer: Employer, data: EmployerData) -> None:
    """Write the words into the row, tidied, and what a search looks into."""
    for name, value in vars(data).items():
        setattr(employer, name, tidy(value) if isinstance(value, str) and name != "about" else value)
    employer.about = data.about.strip()
    employer.tax_code = plain_tax_code(data.tax_code) or None
    place = [unit.name for unit in (data.park, data.commune, data.province) if unit]
    employer.search = search_text(employer.name, data.tax_code, employer.address, *place)[:600]


def must_be_verified_again(before: Employer, data: EmployerData) -> bool:
    """Another name or tax code is another enterprise until somebody has looked."""
    same = tidy(data.name) == before.name and (plain_tax_code(data.tax_code) or None) == before.tax_code
    return before.state != State.WAITING and not same
