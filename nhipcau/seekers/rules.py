"""What a seeker may do, and what their data must look like. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.accounts.api import plain_phone, reasons_against_phone
from nhipcau.foundation.crypto import api as crypto
from nhipcau.foundation.text import api as text
from nhipcau.reference.api import occupation_code_of_title
from nhipcau.reference.models import AVOIDABLE, CONDITIONS, Commune, Occupation, TrainingField
from nhipcau.seekers.models import Must, Seeker, Sex, Term

SEEKERS_MAY: Final = frozenset({"seekers.own", "fairs.register", "interviews.answer", "consents.own"})
YOUNGEST: Final = 15  # years; Employment Law 74/2025, article 2
EARLIEST: Final = date(1920, 1, 1)
PRIORITY_AGE: Final = 60
MOST_ON_ONE_PHONE: Final = 12
KILOMETRES: Final = range(1, 201)
DISTANCES: Final = (5, 10, 20, 30, 40, 50)  # kilometres one tap away
PAY: Final = range(500_000, 500_000_001)
CITIZEN_NUMBER: Final = re.compile(r"\d{12}")
INSURANCE_NUMBER: Final = re.compile(r"\d{10}")
NAME: Final = re.compile(r"[^\W\d_][^\d_<>@?~^*+=|\\;:`\ufffd\x1a]+")  # none of what a wrong keyboard leaves in a name
AGE_BANDS: Final = ((15, 24), (25, 34), (35, 44), (45, 59), (60, None))
LOOK_BY_NUMBER: Final = "seeker.look_up_number"  # what the audit book calls it
OF_WORK: Final = frozenset({"wished_work", "wished_occupation", "skills", "languages"})
MOST_LOOKS: Final = (
    (timedelta(minutes=1), 20),
    (timedelta(hours=1), 400),
)  # of one colleague; a desk takes 12 a minute
# What another centre never reads: numbers, and what the law calls sensitive.
NOT_SHARED: Final = frozenset(
    {
        "ethnicity", "citizen_number", "insurance_number", "draws_benefit", "has_disability", "poor_household",
        "ex_soldier", "is_pregnant", "needs", "home_commune", "address", "avoids",
    }
)  # fmt: skip
NUMBER_NOT_TAKEN: Final = gettext_lazy(
    "We could not save this citizen card number. Check its 12 digits. "
    "If they are right, bring the card to the counter; everything else can be saved without it."
)


@dataclass(frozen=True, kw_only=True)
class SeekerData:
    """What is written about a person, in the five groups of the law. Names are those of `Seeker`."""

    full_name: str
    birth_date: date
    sex: str
    ethnicity: str = ""
    citizen_number: str = ""
    phone: str = ""
    email: str = ""
    commune: Commune | None = None
    home_commune: Commune | None = None
    address: str = ""
    education: str = ""
    qualification: str = ""
    training_field: TrainingField | None = None
    skills: str = ""
    languages: str = ""
    experience_years: int | None = None
    employment: str = ""
    wished_work: str = ""
    wished_occupation: Occupation | None = None
    wished_pay: int | None = None
    wished_shift: str = ""
    wants_dormitory: bool = False
    will_move: bool = False
    would_go_abroad: bool = False
    can_start_on: date | None = None
    farthest_km: int | None = None
    wished_contract: str = ""
    avoids: tuple[str, ...] = ()
    musts: tuple[str, ...] = ()
    insurance_number: str = ""
    draws_benefit: bool = False
    has_disability: bool = False
    poor_household: bool = False
    ex_soldier: bool = False
    is_pregnant: bool = False
    needs: str = ""


FIELDS: Final = tuple(field.name for field in fields(SeekerData))
LISTS: Final = frozenset({"avoids", "musts"})
LISTED: Final[dict[str, dict[str, Any]]] = {
    "avoids": {code: CONDITIONS[code] for code in AVOIDABLE},
    "musts": dict(Must.choices),
}
DEFAULTS: Final = {field.name: field.default for field in fields(SeekerData)}


def data_of(seeker: Seeker) -> SeekerData:
    return SeekerData(**{name: as_said(name, getattr(seeker, name)) for name in FIELDS})


def as_said(name: str, value: Any) -> Any:
    """A value of the row, as `SeekerData` has it."""
    return tuple(value) if name in LISTS else value


def as_row(name: str, value: Any) -> Any:
    """The way back; lists in the order of their choices."""
    return [code for code in LISTED[name] if code in value] if name in LISTS else value


def as_kept(data: SeekerData) -> SeekerData:
    """Spaces, accents and numbers as we keep them, whatever the keyboard."""
    tidied: dict[str, Any] = {
        name: text.tidy(value) for name in FIELDS if isinstance(value := getattr(data, name), str)
    }
    tidied["phone"] = plain_phone(data.phone) if data.phone else ""
    tidied |= {name: tuple(as_row(name, getattr(data, name))) for name in LISTS}
    for number in ("citizen_number", "insurance_number"):
        tidied[number] = re.sub(r"[\s.\-]", "", tidied[number])
    return replace(data, **tidied)


def differences(before: SeekerData, after: SeekerData) -> list[str]:
    return [name for name in FIELDS if getattr(before, name) != getattr(after, name)]


def filled_in(data: SeekerData) -> list[str]:
    return [name for name in FIELDS if getattr(data, name) != DEFAULTS[name]]


def problems_with(data: SeekerData, *, today: date) -> dict[str, str]:
    """What stands in the way, by field, in words for the person. Empty means go ahead."""
    found: dict[str, str] = {}
    if not NAME.fullmatch(data.full_name):
        found["full_name"] = _("Write the full name as on the citizen card, with letters only.")
    if reason := reason_against_birth_date(data.birth_date, today=today):
        found["birth_date"] = reason
    if data.sex not in Sex.values:
        found["sex"] = _("Choose one answer.")
    if data.citizen_number and not CITIZEN_NUMBER.fullmatch(data.citizen_number):
        found["citizen_number"] = _("A citizen card number has 12 digits.")
    if data.phone and (reasons := reasons_against_phone(data.phone)):
        found["phone"] = reasons[0]
    if data.insurance_number and not INSURANCE_NUMBER.fullmatch(data.insurance_number):
        found["insurance_number"] = _("A social insurance number has 10 digits.")
    if data.wished_pay is not None and data.wished_pay not in PAY:
        found["wished_pay"] = _("Write the pay for one month, for example 9 million.")
    if data.farthest_km is not None and data.farthest_km not in KILOMETRES:
        found["farthest_km"] = _("Write how many km, from 1 to %(most)s.") % {"most": KILOMETRES[-1]}
    if data.wished_contract not in ("", *Term.values):
        found["wished_contract"] = _("Choose one answer.")
    if data.experience_years is not None and data.experience_years > 60:
        found["experience_years"] = _("That is more years than a working life has.")
    return {**too_long(data), **found}


def reason_against_birth_date(born: date, *, today: date) -> str:
    if born > today or born < EARLIEST:
        return _("Check the year of birth.")
    if age_between(born, today) < YOUNGEST:
        return _("The law lets people register for work from the age of 15. Come back after your 15th birthday.")
    return ""


def too_long(data: SeekerData) -> dict[str, str]:
    found = {}
    for name in FIELDS:
        field = Seeker._meta.get_field(name)
        if not isinstance(field, models.CharField) or field.max_length is None:
            continue
        if len(getattr(data, name)) > field.max_length:
            found[name] = _("This is too long: at most %(most)s letters.") % {"most": field.max_length}
    return found


def age_between(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_on(seeker: Seeker, day: date) -> int:
    return age_between(seeker.birth_date, day)


def age_band(age: int) -> str:
    """ "25-34", "60+": the bands that reports count by."""
    for first, last in AGE_BANDS:
        if last is None or age <= last:
            return f"{first}-{last}" if last else f"{first}+"
    raise AssertionError(age)


def has_priority(seeker: Seeker, day: date) -> bool:
    """Goes ahead in a queue: a disability, pregnancy, or sixty and older."""
    return seeker.has_disability or seeker.is_pregnant or age_on(seeker, day) >= PRIORITY_AGE


def is_same_person(seeker: Seeker, data: SeekerData) -> bool:
    """The same name, however it was typed, and the same day of birth."""
    return seeker.birth_date == data.birth_date and text.fold(seeker.full_name) == text.fold(data.full_name)


def agrees_with(seeker: Seeker, *, name: str, birth_date: date | None) -> bool:
    """What was read from a card says nothing else; what was not read contradicts nothing."""
    same_name = not name or text.fold(seeker.full_name) == text.fold(name)
    return same_name and birth_date in (None, seeker.birth_date)


def reasons_not_to_look(counts: Sequence[int]) -> list[str]:
    """`counts` of looks by number that a colleague took lately, span by span as in MOST_LOOKS."""
    if all(count < most for count, (_span, most) in zip(counts, MOST_LOOKS, strict=True)):
        return []
    return [_("Too many numbers were looked up from this desk. Wait a minute, or write the person down by name.")]


def reasons_not_to_share(seeker: Seeker, *, centre_id: int, why: str, agreed: bool) -> list[str]:
    reasons = []
    if centre_id == seeker.centre_id:
        reasons.append(_("This centre keeps the file already."))
    if not why:
        reasons.append(_("Say why: the person reads it."))
    if not agreed:
        reasons.append(_("The person has not agreed that another centre sees the file. Ask them first."))
    return reasons


def reasons_not_to_open(*, ended: bool, agreed: bool) -> list[str]:
    return [] if agreed and not ended else [_("This file is no longer shared with your centre.")]


def work_search(seeker: Seeker) -> str:
    """Folded words of the work that is wished for and of what the person can do, and the mark of the trade they name."""
    code = seeker.wished_occupation_id or occupation_code_of_title(seeker.wished_work)
    said = text.search_text(seeker.wished_work, seeker.skills, seeker.languages)
    return f"{said}{trade_mark(code)} " if code else said


def trade_mark(code: str) -> str:
    """No word that is typed looks like it."""
    return f"@{code}"


def citizen_index(number: str) -> str | None:
    return crypto.keyed_index(number, purpose="citizen number") or None


def masked(number: str) -> str:
    """ "••• 678": enough to recognise one's own number, too little to use another's."""
    return f"••• {number[-3:]}" if number else ""


def subject_of(seeker: Seeker) -> str:
    """How the ledger of consents names a person."""
    return f"seeker:{seeker.pk}"
