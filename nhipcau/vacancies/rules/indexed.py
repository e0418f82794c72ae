"""An opening as the search index keeps it. Pure; the rules are those of the board's filters."""

import re
import zlib
from datetime import date, datetime
from typing import Final

from nhipcau.foundation.search.api import Entry, Shape
from nhipcau.foundation.text.api import tidy
from nhipcau.reference.api import occupation_code_of_title
from nhipcau.vacancies.models import Experience, PayKind, Shift, Vacancy
from nhipcau.vacancies.rules.pay import A_MONTH
from nhipcau.vacancies.rules.review import accepts_over_35

LONGEST_CODE: Final = 6  # bytes
NEVER: Final = 9_999_999  # the day on which an opening without a last day closes
OLDEST: Final = 99  # the upper age of an opening that names none
TOP_BAND: Final = 30
LARGEST: Final = 2**31 - 1
NO_SCHOOL: Final = ("", "never", "some_primary", "primary")
NO_TRAINING: Final = ("", "none", "uncertified")
LABOUR: Final = ("9329", "9622", "9313")  # what is most often meant by whoever takes any work
SHIFTS: Final = {shift: number for number, shift in enumerate(Shift.values, start=1)}
FIRST, SPAN = date(2020, 1, 1).toordinal(), 20 * 366
DECORATION: Final = re.compile(r"\s*(?:[(\[|,;:/–]|\s-\s|\+|\s(?:tại|ở)\s).*$")
FIRM: Final = re.compile(
    r"^(?:(?:chi nhánh|công ty|cty|tnhh|cổ phần|cp|mtv|một thành viên|tập đoàn|hợp tác xã)\s+)+", re.IGNORECASE
)
WHERE: Final = re.compile(
    r"(?:\s(?:tại|ở)\s|\W(?:kcn|ccn|khu công nghiệp|cụm công nghiệp|huyện|thị xã|xã|phường|tp)\b).*$", re.IGNORECASE
)
HIRING: Final = re.compile(r"^(?:cần |đang )?tuyển(?: dụng)?(?: gấp)?\s+", re.IGNORECASE)
OPENINGS: Final = Shape(
    name="openings",
    version=3,
    texts=("title", "said"),
    plain=("body",),
    numbers=(
        *("trade", "named", "group", "province", "commune", "park", "country", "abroad", "employer"),
        *("pay", "pay_low", "band", "shift", "bus", "dormitory", "no_experience", "no_degree", "over_35"),
        *("says_no_experience", "says_no_degree", "age_from", "age_to"),
        *("closes", "online", "newest", "by_pay", "by_closing"),
    ),
)


def entry_of(vacancy: Vacancy, text: str = "") -> Entry:
    """`text` is what else it says of the work, where that is to be searched."""
    published = int(vacancy.published_at.timestamp()) if vacancy.published_at else 0
    closes = vacancy.closes_on.toordinal() if vacancy.closes_on else NEVER
    top = monthly_top(vacancy)
    pay = top if vacancy.pay_kind in A_MONTH else None
    title = WHERE.sub("", tidy(vacancy.title))
    numbers: dict[str, int | None] = {
        "trade": code_number(vacancy.occupation_id),
        "named": code_number(occupation_code_of_title(title)),
        "group": code_number((vacancy.occupation_id or "")[:3]),
        **_stands(vacancy),
        "employer": vacancy.employer_id,
        "pay": pay,
        "pay_low": None if pay is None else monthly_low(vacancy),
        "band": None if pay is None else min(pay // 1_000_000, TOP_BAND),
        "shift": SHIFTS.get(vacancy.shift),
        "bus": int(vacancy.has_bus),
        "dormitory": int(vacancy.has_dormitory),
        "no_experience": int(vacancy.experience in ("", Experience.NONE)),
        "no_degree": int(vacancy.education in NO_SCHOOL and vacancy.qualification in NO_TRAINING),
        "over_35": int(accepts_over_35(vacancy)),
        **_says(vacancy),
        "closes": closes,
        "online": seconds(vacancy.online_until),
        "newest": (published << 31) + min(vacancy.pk, LARGEST),
        "by_pay": (min(top or 0, LARGEST) << 32) + published,
        "by_closing": ((NEVER - closes) << 32) + published,
    }
    return Entry(
        key=vacancy.pk,
        texts={"title": title, "said": f"{title} {vacancy.employer.name} {text}", "body": vacancy.search},
        numbers={name: (value,) for name, value in numbers.items() if value is not None},
        lines=(headline(vacancy.title),),
        names=(FIRM.sub("", vacancy.employer.name),),
        newness=newness(vacancy.published_at),
    )


def _stands(vacancy: Vacancy) -> dict[str, int | None]:
    """Where the work is."""
    return {
        "province": code_number(vacancy.province_id),
        "commune": code_number(vacancy.commune_id) or 0,
        "park": park_number(vacancy.park_id),
        "country": code_number(vacancy.country),
        "abroad": int(bool(vacancy.country)),
    }


def _says(vacancy: Vacancy) -> dict[str, int]:
    """What it says of its own accord, and whom it takes by age."""
    return {
        "says_no_experience": int(vacancy.experience == Experience.NONE),
        "says_no_degree": int(vacancy.education in NO_SCHOOL[1:] or vacancy.qualification in NO_TRAINING[1:]),
        "age_from": vacancy.age_from or 0,
        "age_to": vacancy.age_to or OLDEST,
    }


def monthly_top(vacancy: Vacancy) -> int | None:
    """The upper end of the pay in đồng a month, whatever it is counted by."""
    most = vacancy.pay_to or vacancy.pay_from
    return most * A_MONTH.get(PayKind(vacancy.pay_kind), 1) if most else None


def monthly_low(vacancy: Vacancy) -> int | None:
    least = vacancy.pay_from or vacancy.pay_to
    return least * A_MONTH.get(PayKind(vacancy.pay_kind), 1) if least else None


def code_number(code: str | None) -> int | None:
    """The letters of a short code as one number, so that "01" and "1" stay different codes. None for what is no code."""
    letters = (code or "").encode()
    return int.from_bytes(letters) if 0 < len(letters) <= LONGEST_CODE else None


def number_code(number: int) -> str:
    return number.to_bytes(LONGEST_CODE).strip(b"\0").decode()


def park_number(code: str | None) -> int | None:
    return zlib.crc32(code.encode()) if code else None


def seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None


def newness(moment: datetime | None) -> float:
    return min(max((moment.date().toordinal() - FIRST) / SPAN, 0.0), 1.0) if moment else 0.0


def headline(title: str) -> str:
    """What a title begins with, without what is praised behind it: this is what completes half a word."""
    plain = HIRING.sub("", tidy(title))
    return DECORATION.sub("", plain) or plain
