"""What a person asks the board: filters, and wishes hidden in what they typed. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import (
    COUNTRIES_ASKED,
    PAYS,
    Hit,
    Meant,
    Part,
    TakenApart,
    as_typed,
    most_pays_in,
    pays_in,
    taken_out,
    whole_words,
    words_hit,
    words_in_patterns,
)
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.rules.review import OLDER


class Sort(models.TextChoices):
    BEST = "best", _("Best match first")
    NEWEST = "newest", _("Newest first")
    PAY = "pay", _("Best pay first")
    CLOSING = "closing", _("Closing soon first")


@dataclass(frozen=True, kw_only=True)
class BoardSearch:
    """Everything the address of a search says. `province`, `commune` and `group` (of occupations) are codes.

    `pay_from` and `pay_to` are đồng a month; `pay_to` and `age` are only ever understood in the words. `country` is an
    ISO code or ANYWHERE abroad.
    """

    text: str = ""
    province: str = ""
    commune: str = ""
    group: str = ""
    pay_from: int | None = None
    shift: str = ""
    bus: bool = False
    dormitory: bool = False
    no_experience: bool = False
    no_degree: bool = False
    over_35: bool = False
    age: int | None = None
    pay_to: int | None = None
    online: bool = False
    employer: int | None = None
    country: str = ""
    sort: Sort = Sort.BEST


class Unsaid(models.TextChoices):
    """What people wish for and openings have no field for: understood, said so, and narrows nothing."""

    SUNDAYS = "sundays", _("Sundays off")
    LIGHT = "light", _("light work")


BOTH: Final = r"(?:ca )?(?:ngay|sang)(?: va)?(?: ca)? (?:dem|toi|chieu)|(?:luan phien|xoay)(?: ca)?"
NO: Final = r"(?:khong|chua|0|mien)"
NEEDED: Final = r"(?: (?:can|co|yeu cau|doi hoi|can co|phan biet))?"
WISHES: Final[tuple[tuple[str, str, str | bool], ...]] = (
    # folded words as people type them, shorthand written out · field · value; longer ones first where they overlap
    (r"khong (?:can |phai |thich |o )+(?:ky tuc xa|ktx|xe dua don|dua don)", "", ""),
    (r"(?:khong|chang) (?:phai )?(?:lam |di )*(?:ca |truc )?dem", "shift", Shift.DAY),
    (rf"(?:lam )?(?:2|hai) ca(?: {BOTH})?", "shift", Shift.TWO),
    (rf"(?:lam )?(?:3|ba) ca(?: 4 kip)?(?: {BOTH})?", "shift", Shift.THREE),
    (
        r"(?:co |bao |ho tro )?(?:ky tuc(?: xa)?|ktx)(?: mien phi)?|(?:co |bao |ho tro )(?:an o|cho o|nha o|nha tro|o)"
        r"|(?:co )?cho o lai|o lai cong ty|nha tro cong nhan",
        "dormitory",
        True,
    ),
    (
        r"(?<!lai )(?<!tai )(?:co )?(?:xe )(?:dua don|dua ruoc|bus|buyt|cong ty|don)(?: cong nhan)?|co dua don|co xe(?! (?:may|tai|nang|o|con))",
        "bus",
        True,
    ),
    (
        r"(?<!nhan vien )(?<!chuyen vien )(?:lam |ca |gio )*hanh chinh(?! (?:nhan su|van phong|tong hop))|(?:lam )?ca (?:ngay|sang)",
        "shift",
        Shift.DAY,
    ),
    (r"(?:lam )?ca dem|lam dem|truc dem|ban dem", "shift", Shift.NIGHT),
    (r"(?:gio |ca )?linh hoat|part ?time|ban thoi gian|lam them", "shift", Shift.FLEXIBLE),
    (rf"(?:{NO}{NEEDED} )kinh nghiem", "no_experience", True),
    (rf"{NO}{NEEDED} (?:bang cap|bang|trinh do|hoc van)(?: gi)?", "no_degree", True),
    (
        r"(?:nhan (?:nguoi )?)?(?:tren|ngoai|qua) 35(?: tuoi)?|trung nien|lon tuoi",
        "over_35",
        True,
    ),
    (r"(?:duoc )?nghi (?:ngay )?(?:chu nhat|(?:thu bay|t7) (?:va )?(?:chu nhat))", "unsaid", Unsaid.SUNDAYS),
    (r"(?:cong viec |viec )?(?:nhe nhang|khong nang nhoc)|(?:cong viec |viec )nhe", "unsaid", Unsaid.LIGHT),
)
AGES: Final = re.compile(
    r"(?:nhan (?:nguoi )?)?(?:(?:tren|ngoai|qua|hon|gan|da) (?P<over>[2-7]\d)(?: tuoi)?(?! ?(?:trieu|tr|nguoi|cu)\b)"
    r"|(?P<age>[1-7]\d) tuoi|u(?P<decade>[3-7]0))"
)
NOISE: Final = re.compile(
    r"(?:toi |em |minh )?(?:muon |can |dang )?(?:tim|kiem)(?: kiem)? (?:viec(?: lam)?|cong viec)|"
    r"viec lam|(?:co )?cong viec|tuyen dung|can tuyen|dang tuyen|tuyen|tim viec|luong cao|gan nha|moi nhat|hom nay"
)
WISH_PATTERNS: Final = (
    *((re.compile(words), name, value) for words, name, value in WISHES),
    *((words, "country", code) for words, code in COUNTRIES_ASKED),
)


def wish_words() -> set[str]:
    """Words that wishes are made of: they are spelt right, whatever stands in the openings."""
    patterns = [
        *(words.pattern for words, _name, _value in WISH_PATTERNS),
        *(pay.pattern for pay in PAYS),
        NOISE.pattern,
    ]
    return words_in_patterns(patterns)


def understand_wishes(text: str) -> TakenApart:
    return wishes_in(as_typed(text))


def wishes_in(meant: Meant, *, countryless: bool = False) -> TakenApart:
    """Take out pay, shift, bus, dormitory, a country and words that say nothing; keep the rest as typed."""
    hits = _wishes_in(fold(meant.text))
    return taken_out(meant, (hit for hit in hits if not (countryless and hit[2] == "country")))


def _wishes_in(read: str) -> Iterator[Hit]:
    yield from most_pays_in(read, "pay_to")
    yield from pays_in(read, "pay_from")
    yield from _ages_in(read)
    yield from words_hit(WISH_PATTERNS, read)
    yield from words_hit([(NOISE, "", "")], read)


def _ages_in(read: str) -> Iterator[Hit]:
    """ "trên 50 tuổi", "u50", "em 19 tuổi": whoever says 35 asks for openings that take people over 35."""
    for hit in whole_words(AGES, read):
        age = int(hit["over"] or hit["age"] or hit["decade"])
        if age != OLDER or hit["age"]:
            yield hit.start(), hit.end(), "age", age


def with_parts(search: BoardSearch, parts: tuple[Part, ...]) -> BoardSearch:
    """The filters that typed wishes mean; a filter that was set by hand stays."""
    said: dict[str, Any] = {part.kind: part.value for part in parts if part.kind in FILTERS}
    return replace(search, **{name: value for name, value in said.items() if not getattr(search, name)})


FILTERS: Final = (
    *("pay_from", "pay_to", "shift", "bus", "dormitory", "no_experience", "no_degree", "over_35", "age", "country"),
)
