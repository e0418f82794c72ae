"""What a person asks the board: filters, and wishes hidden in what they typed. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.text.api import fold, tidy
from nhipcau.vacancies.models import Shift
from nhipcau.vacancies.rules.shorthand import Meant, as_typed, words_in_patterns

MILLION: Final = 1_000_000
TOP_PAY_MILLIONS: Final = 200


class Sort(models.TextChoices):
    BEST = "best", _("Best match first")
    NEWEST = "newest", _("Newest first")
    PAY = "pay", _("Best pay first")
    CLOSING = "closing", _("Closing soon first")


@dataclass(frozen=True, kw_only=True)
class BoardSearch:
    """Everything the address of a search says. `province`, `commune` and `group` (of occupations) are codes, `pay_from` is đồng a month."""

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
    online: bool = False
    employer: int | None = None
    sort: Sort = Sort.BEST


@dataclass(frozen=True)
class Part:
    """One thing understood in the typed text: what it is, its words as typed, what it asks for."""

    kind: str  # "words", "place", or a field of BoardSearch
    typed: str
    value: str | int | bool = True


@dataclass(frozen=True)
class Asked:
    """Typed text taken apart. `words` are the pieces that nobody understood yet, in order; `typed` how each was typed."""

    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    gaps: frozenset[int] = field(default_factory=frozenset)  # a place's words never reach over one of these
    typed: tuple[str, ...] = ()

    def typed_between(self, start: int, end: int) -> str:
        return Meant(self.words, self.typed).typed_between(start, end)


NO: Final = r"(?:khong|chua|0|mien)"
NEEDED: Final = r"(?: (?:can|co|yeu cau|doi hoi|can co|phan biet))?"
WISHES: Final[tuple[tuple[str, str, str | bool], ...]] = (
    # folded words as people type them, shorthand written out · field · value; longer ones first where they overlap
    (
        r"(?:co |bao |ho tro )?(?:ky tuc(?: xa)?|ktx)(?: mien phi)?|(?:co |bao |ho tro )(?:an o|cho o|nha o|nha tro|o)"
        r"|(?:co )?cho o lai|o lai cong ty|nha tro cong nhan",
        "dormitory",
        True,
    ),
    (
        r"(?:co )?(?:xe )(?:dua don|dua ruoc|bus|buyt|cong ty|don)(?: cong nhan)?|co dua don|co xe(?! (?:may|tai|nang|o|con))",
        "bus",
        True,
    ),
    (
        r"(?<!nhan vien )(?<!chuyen vien )(?:lam |ca |gio )*hanh chinh(?! (?:nhan su|van phong|tong hop))|(?:lam )?ca (?:ngay|sang)",
        "shift",
        Shift.DAY,
    ),
    (r"(?:lam )?ca dem|lam dem|truc dem|ban dem", "shift", Shift.NIGHT),
    (r"(?:lam )?(?:2|hai) ca", "shift", Shift.TWO),
    (r"(?:lam )?(?:3|ba) ca(?: 4 kip)?", "shift", Shift.THREE),
    (r"(?:gio |ca )?linh hoat|part ?time|ban thoi gian|lam them", "shift", Shift.FLEXIBLE),
    (rf"(?:{NO}{NEEDED} )kinh nghiem", "no_experience", True),
    (rf"{NO}{NEEDED} (?:bang cap|bang|trinh do|hoc van)(?: gi)?", "no_degree", True),
    (
        r"(?:nhan (?:nguoi )?)?(?:tren|ngoai|qua) (?:35|40|45|50)(?: tuoi)?|trung nien|lon tuoi|u(?:40|50)",
        "over_35",
        True,
    ),
)
BEFORE_PAY: Final = (
    r"(?:(?:muc |thu nhap |luong )+)?"
    r"(?:(?:tu|tren|toi thieu|hon|tam|tb|trung binh|khoang|it nhat|dat) |>=? ?)*"
)
UNIT: Final = (
    r" ?(?:trieu|tr|cu|chai)(?P<tenth>\d)?(?: dong| vnd)?(?: (?:mot |1 )?thang| ?/ ?(?:thang|th))?(?: tro len)?"
)
NUMBER: Final = r"(?P<whole>\d{1,3})(?:[.,](?P<part>\d))?"
RANGE: Final = r"(?: ?(?:-|–|den|toi) ?\d{1,3}(?:[.,]\d)?)?"
PAYS: Final = (
    re.compile(rf"{BEFORE_PAY}{NUMBER}(?: ?(?:trieu|tr))?{RANGE}{UNIT}"),
    re.compile(rf"{BEFORE_PAY}(?P<whole>\d{{1,3}})[.,]?(?P<part>\d)00[.,]?000(?P<tenth>)(?: ?(?:d|dong|vnd))?"),
    re.compile(r"luong (?:(?:tu|tren|tam|khoang|hon) )?(?P<whole>\d{1,2})(?P<part>)(?P<tenth>)"),
)
UP_TO: Final = re.compile(rf"(?:duoi|toi da|khong qua|den) {NUMBER}{UNIT}")  # nobody asks for less: nothing is filtered
NOISE: Final = re.compile(
    r"(?:toi |em |minh )?(?:muon |can |dang )?(?:tim|kiem)(?: kiem)? (?:viec(?: lam)?|cong viec)|"
    r"viec lam|tuyen dung|can tuyen|dang tuyen|tuyen|tim viec|luong cao|gan nha|moi nhat|hom nay"
)
WISH_PATTERNS: Final = tuple((re.compile(words), name, value) for words, name, value in WISHES)


def wish_words() -> set[str]:
    """Words that wishes are made of: they are spelt right, whatever stands in the openings."""
    patterns = [*(words for words, _name, _value in WISHES), *(pay.pattern for pay in PAYS), NOISE.pattern]
    return words_in_patterns(patterns)


def understand_wishes(text: str) -> Asked:
    return wishes_in(as_typed(text))


def wishes_in(meant: Meant) -> Asked:
    """Take out pay, shift, bus, dormitory and words that say nothing; keep the rest as typed."""
    read = fold(meant.text)
    ends = list(accumulate(len(word) + 1 for word in fold_each(meant.words)))
    taken = [False] * len(meant.words)
    parts: list[Part] = []
    for begin, end, name, value in _wishes_in(read):
        first, last = bisect_right(ends, begin), bisect_right(ends, end - 1) + 1
        if any(taken[first:last]):
            continue
        taken[first:last] = [True] * (last - first)
        if name:
            parts.append(Part(name, meant.typed_between(first, last), value))
    left = [place for place, was_taken in enumerate(taken) if not was_taken]
    gaps = {at for at in range(1, len(left)) if left[at] != left[at - 1] + 1}
    return Asked(
        tuple(parts),
        tuple(meant.words[place] for place in left),
        frozenset(gaps),
        tuple(meant.typed[place] for place in left),
    )


def fold_each(words: tuple[str, ...]) -> list[str]:
    return [fold(word) for word in words]


def _wishes_in(read: str) -> Iterator[tuple[int, int, str, str | int | bool]]:
    for hit in _whole_words(UP_TO, read):
        yield hit.start(), hit.end(), "", ""
    for pattern in PAYS:
        for hit in _whole_words(pattern, read):
            millions = int(hit["whole"]) + int(hit["part"] or hit["tenth"] or 0) / 10
            if 0 < millions <= TOP_PAY_MILLIONS:
                yield hit.start(), hit.end(), "pay_from", int(millions * MILLION)
    for pattern, name, value in WISH_PATTERNS:
        for hit in _whole_words(pattern, read):
            yield hit.start(), hit.end(), name, value
    for hit in _whole_words(NOISE, read):
        yield hit.start(), hit.end(), "", ""


def _whole_words(pattern: re.Pattern[str], read: str) -> Iterator[re.Match[str]]:
    for hit in re.finditer(rf"(?<!\S)(?:{pattern.pattern})(?![^\s,.;])", read):
        if hit.group():
            yield hit


def without(text: str, part: Part) -> str:
    """The typed text when this part is taken away, whether its words stand together or not."""
    framed = f" {tidy(text)} "
    if f" {part.typed} " in framed:
        return tidy(framed.replace(f" {part.typed} ", " ", 1))
    for word in part.typed.split():
        framed = framed.replace(f" {word} ", " ", 1)
    return tidy(framed)


def with_parts(search: BoardSearch, parts: tuple[Part, ...]) -> BoardSearch:
    """The filters that typed wishes mean; a filter that was set by hand stays."""
    said: dict[str, Any] = {part.kind: part.value for part in parts if part.kind in FILTERS}
    return replace(search, **{name: value for name, value in said.items() if not getattr(search, name)})


FILTERS: Final = ("pay_from", "shift", "bus", "dormitory", "no_experience", "no_degree", "over_35")
