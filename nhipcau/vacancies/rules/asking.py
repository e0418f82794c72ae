"""What a person asks the board: filters, and wishes hidden in what they typed. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.text.api import fold, tidy
from nhipcau.vacancies.models import Shift

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
    """Typed text taken apart. `words` are the pieces that nobody understood yet, in order, as typed."""

    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    gaps: frozenset[int] = field(default_factory=frozenset)  # a place's words never reach over one of these


WISHES: Final[tuple[tuple[str, str, str | bool], ...]] = (
    # folded words as people type them · field · value; longer ones first where they overlap
    (r"(?:co |bao )?(?:ky tuc(?: xa)?|ktx)|(?:co |bao )(?:cho|nha) o|(?:co )?cho o lai", "dormitory", True),
    (r"(?:co )?xe (?:dua don|dua ruoc|bus|buyt|cong ty)", "bus", True),
    (r"(?:ca|gio) hanh chinh|hanh chinh|(?:lam )?ca ngay", "shift", Shift.DAY),
    (r"(?:lam )?ca dem", "shift", Shift.NIGHT),
    (r"(?:2|hai) ca", "shift", Shift.TWO),
    (r"(?:3|ba) ca", "shift", Shift.THREE),
    (
        r"(?:chua (?:co )?|khong (?:can |co |yeu cau |doi hoi )?|0 (?:can )?)kinh nghiem|ko can kinh nghiem",
        "no_experience",
        True,
    ),
    (
        r"(?:nhan (?:nguoi )?)?(?:tren|ngoai|qua) (?:35|40|45|50)(?: tuoi)?|trung nien|lon tuoi",
        "over_35",
        True,
    ),
)
PAY: Final = re.compile(
    r"(?:(?:muc )?luong )?(?:tu |tren |toi thieu |hon |>=? ?)?(\d{1,3})(?:[.,](\d))?"
    r"(?: ?(?:-|–|den|toi) ?\d{1,3}(?:[.,]\d)?)? ?(?:trieu|tr|cu)"
    r"(?: (?:mot |1 )?thang|/ ?thang)?(?: tro len)?"
)
NOISE: Final = re.compile(
    r"(?:toi |em |minh )?(?:muon |can |dang )?(?:tim|kiem)(?: kiem)? (?:viec(?: lam)?|cong viec)|"
    r"viec lam|tuyen dung|can tuyen|dang tuyen|tuyen|tim viec|luong cao|gan nha|moi nhat|hom nay"
)
WISH_PATTERNS: Final = tuple((re.compile(words), name, value) for words, name, value in WISHES)


def understand_wishes(text: str) -> Asked:
    """Take out pay, shift, bus, dormitory and words that say nothing; keep the rest as typed."""
    typed = tidy(text)
    read = fold(typed)
    if len(read) != len(typed):  # a letter that folds to several: positions would not agree
        typed = read
    taken = [False] * len(read)
    parts = list(_taken_out(read, typed, taken))
    words: list[str] = []
    gaps: set[int] = set()
    open_gap = False
    for hit in re.finditer(r"\S+", typed):
        if taken[hit.start()]:
            open_gap = True
            continue
        if open_gap and words:
            gaps.add(len(words))
        open_gap = False
        words.append(hit.group())
    return Asked(tuple(parts), tuple(words), frozenset(gaps))


def _taken_out(read: str, typed: str, taken: list[bool]) -> Iterator[Part]:
    for start, end, name, value in _wishes_in(read):
        if any(taken[start:end]):
            continue
        taken[start:end] = [True] * (end - start)
        if name:
            yield Part(name, typed[start:end], value)


def _wishes_in(read: str) -> Iterator[tuple[int, int, str, str | int | bool]]:
    for hit in _whole_words(PAY, read):
        millions = int(hit.group(1)) + int(hit.group(2) or 0) / 10
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
    """The typed text when this part is taken away."""
    return tidy(f" {text} ".replace(f" {part.typed} ", " ", 1)) if part.typed else text


def with_parts(search: BoardSearch, parts: tuple[Part, ...]) -> BoardSearch:
    """The filters that typed wishes mean; a filter that was set by hand stays."""
    said: dict[str, Any] = {part.kind: part.value for part in parts if part.kind in FILTERS}
    return replace(search, **{name: value for name, value in said.items() if not getattr(search, name)})


FILTERS: Final = ("pay_from", "shift", "bus", "dormitory", "no_experience", "no_degree", "over_35")
