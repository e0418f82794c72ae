"""One line of a list of people, read. Pure: no query, no clock, nothing written.

    columns = guess(headings)                     # which column holds what, see `columns.missing`
    said = read_line(cells, columns)              # -> Said(values, place, agrees, problems)

`values` are fields of SeekerData; `place` are the words for where the person lives (codes are looked up by the caller);
`agrees` are the names of purposes; `problems` say by field what is wrong, in words for who made the list.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.foundation.text.api import fold, row_number, tidy
from nhipcau.reference.models import GeneralEducation, Qualification
from nhipcau.seekers.models import Sex
from nhipcau.seekers.reading.columns import COLUMNS, Column, guess, missing

__all__ = ["COLUMNS", "Column", "Said", "guess", "missing", "read_line"]

YES: Final = re.compile(r"(?:co|yes|y|x|v|✓|✔|☑|true|dung|1|ok|dong y|da dong y)(?: .*|[,.;:(].*)?")
MALE: Final = re.compile(r"nam|m|male|trai|ong|anh|1")
FEMALE: Final = re.compile(r"nu|f|female|gai|ba|chi|co|0")
DAY: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?: .*)?")
YEAR_FIRST: Final = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[t ].*)?")
EIGHT: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
YEAR: Final = re.compile(r"(?:19|20)\d{2}")
EXCEL_DAYS: Final = range(7_306, 44_000)  # 1920 to 2020: whoever is old enough to look for work
ROUNDED: Final = re.compile(r"\d[.,]\d+e\+\d+", re.IGNORECASE)
SCHOOLED: Final = (
    ("education", GeneralEducation.UPPER, r"\bthpt\b|\bptth\b|trung hoc pho thong|cap 3|cap iii\b|12 ?/ ?12|lop 12|upper secondary"),
    ("education", GeneralEducation.LOWER, r"\bthcs\b|trung hoc co so|cap 2|cap ii\b|\b9 ?/ ?12\b|lop 9|lower secondary"),
    ("education", GeneralEducation.PRIMARY, r"tieu hoc|cap 1\b|cap i\b|\b5 ?/ ?12\b|lop 5|primary"),
    ("qualification", Qualification.DOCTOR, r"tien si|tien sy|doctor|phd"),
    ("qualification", Qualification.MASTER, r"thac si|thac sy|master"),
    ("qualification", Qualification.UNIVERSITY, r"dai hoc|\bdh\b|cu nhan|ky su|university|bachelor"),
    ("qualification", Qualification.COLLEGE, r"cao dang|\bcd\b|college"),
    ("qualification", Qualification.INTERMEDIATE, r"trung cap|\btc\b|intermediate"),
    ("qualification", Qualification.ELEMENTARY, r"so cap|elementary"),
    ("qualification", Qualification.SHORT, r"duoi 3 thang|chung chi"),
    ("qualification", Qualification.NONE, r"lao dong pho thong|ldpt|khong bang|chua qua dao tao|no training"),
)  # fmt: skip
AGREED: Final = {"agrees": "counselling", "agrees_shown": "share_profile", "agrees_messages": "messages"}


@dataclass(frozen=True)
class Said:
    """What a line says. `values` lacks a field that has a problem."""

    values: dict[str, Any] = field(default_factory=dict)
    place: str = ""
    agrees: frozenset[str] = frozenset()
    problems: dict[str, str] = field(default_factory=dict)


def read_line(cells: Sequence[str], columns: Mapping[str, int]) -> Said:
    """Everything that is wrong at once; what is empty and may be empty is left out."""
    told = {name: tidy(cells[at]) for name, at in columns.items() if at < len(cells) and tidy(cells[at])}
    values: dict[str, Any] = {"full_name": name_in(told)}
    problems: dict[str, str] = {}
    if not values["full_name"]:
        problems["full_name"] = _("The name is missing.")
    _born(told, values, problems)
    _sex(told, columns, values, problems)
    _numbers(told, values, problems)
    values |= {
        name: told[said] for name, said in (("wished_work", "wished_work"), ("address", "street")) if said in told
    }
    values |= schooling(told.get("schooling", ""))
    agrees = frozenset(purpose for name, purpose in AGREED.items() if says_yes(told.get(name, "")))
    if "counselling" not in agrees:
        problems["agrees"] = _("The list does not say that this person agrees, so no file may be kept.")
    return Said(values, told.get("place", ""), agrees, problems)


def name_in(told: Mapping[str, str]) -> str:
    """One column or two; a name in capitals is written as names are."""
    name = told.get("full_name") or " ".join(filter(None, (told.get("surname"), told.get("given"))))
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() or name.islower() else name


def says_yes(said: str) -> bool:
    return bool(YES.fullmatch(fold(said)))


def day_in(said: str) -> date | None:
    """ "20/05/1998", "20-5-1998", "1998-05-20", "20051998", or the number Excel keeps for a day."""
    plain = said.strip()
    if (days := row_number(plain)) in EXCEL_DAYS:
        return date(1899, 12, 30) + timedelta(days=days)
    hit = YEAR_FIRST.fullmatch(plain)
    parts = hit.groups() if hit else None
    if parts is None and (hit := DAY.fullmatch(plain) or EIGHT.fullmatch(plain)):
        parts = hit.group(3), hit.group(2), hit.group(1)
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])) if parts else None
    except ValueError:
        return None


def _born(told: Mapping[str, str], values: dict[str, Any], problems: dict[str, str]) -> None:
    """In one column, or in one for men and one for women, which tells the sex too."""
    for name, sex in (("born_male", Sex.MALE), ("born_female", Sex.FEMALE)):
        if name in told and day_in(told[name]):
            values["sex"] = sex.value
    said = told.get("birth_date") or told.get("born_male") or told.get("born_female") or ""
    if day := day_in(said):
        values["birth_date"] = day
    elif YEAR.fullmatch(said):
        problems["birth_date"] = _("Only the year of birth stands there: write day, month and year.")
    elif said:
        problems["birth_date"] = _("“%(said)s” is no day of birth. Write it as 20/05/1998.") % {"said": said[:40]}
    else:
        problems["birth_date"] = _("The day of birth is missing.")


def _sex(told: Mapping[str, str], columns: Mapping[str, int], values: dict[str, Any], problems: dict[str, str]) -> None:
    """In a column of its own, or by a cross under Nam or Nữ. Where only Nữ has a column, an empty cell is a man."""
    plain = fold(told.get("sex", ""))
    alone = "female" in columns and "male" not in columns
    if MALE.fullmatch(plain) or says_yes(told.get("male", "")):
        values["sex"] = Sex.MALE.value
    elif FEMALE.fullmatch(plain) or says_yes(told.get("female", "")):
        values["sex"] = Sex.FEMALE.value
    elif plain in ("khac", "other"):
        values["sex"] = Sex.OTHER.value
    elif alone and not told.get("female"):
        values["sex"] = Sex.MALE.value
    if "sex" not in values:
        problems["sex"] = _("Write Nam or Nữ.")


def _numbers(told: Mapping[str, str], values: dict[str, Any], problems: dict[str, str]) -> None:
    """Excel drops a zero in front and rounds what is long: the first is put back, the second asked for again."""
    if said := told.get("phone", ""):
        digits = re.sub(r"\D", "", said)
        values["phone"] = f"0{digits}" if re.fullmatch(r"[35789]\d{8}", digits) else said
    if said := told.get("citizen_number", ""):
        digits = re.sub(r"[\s.'\-]", "", said)
        if ROUNDED.fullmatch(said):
            problems["citizen_number"] = _(
                "Excel has rounded this number. Make the column text and write all 12 digits."
            )
        elif re.fullmatch(r"\d{9}", digits):
            problems["citizen_number"] = _(
                "This is an old identity card with 9 digits. Write the citizen number, or leave it empty."
            )
        else:
            values["citizen_number"] = f"0{digits}" if re.fullmatch(r"\d{11}", digits) else digits


def schooling(said: str) -> dict[str, str]:
    """The first that fits on each of the two scales; words that fit none are not guessed at."""
    plain, found = fold(said), dict[str, str]()
    for name, level, words in SCHOOLED:
        if name not in found and re.search(words, plain):
            found[name] = level.value
    return found
