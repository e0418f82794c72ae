"""Occupations, industries, parks and training fields by words, without accents, half a word at the end."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from django.db.models import Model, QuerySet

from nhipcau.foundation.text.api import words
from nhipcau.reference import data
from nhipcau.reference.models import Industry, Occupation, TrainingField
from nhipcau.reference.reading.titles import TradeWords

Listed = TypeVar("Listed", Occupation, Industry, TrainingField)
Row = TypeVar("Row", bound=Model)
SAME, BEGINS, BESIDE, ANYWHERE = range(4)


def find_occupations(text: str, *, limit: int = 10) -> list[Occupation]:
    """Level 4 first: a vacancy is filed under it. The words of the trade count as much as the name."""
    near = nearest(with_words(Occupation.objects.all(), text), text)
    return [row for _key, row in sorted(near, key=lambda one: (one[0], -one[1].level, one[1].code))][:limit]


def find_industries(text: str, *, limit: int = 10) -> list[Industry]:
    near = nearest(with_words(Industry.objects.all(), text), text)
    return [row for _key, row in sorted(near, key=lambda one: (one[0], one[1].level, one[1].code))][:limit]


def find_training_fields(text: str, *, limit: int = 10) -> list[TrainingField]:
    near = nearest(with_words(TrainingField.objects.all(), text), text)
    return [row for _key, row in sorted(near, key=lambda one: (one[0], one[1].code))][:limit]


def occupation_of_title(title: str) -> Occupation | None:
    """ "Công nhân may (đi làm ngay)" -> 8153. None when no word of a trade stands in it."""
    code = occupation_code_of_title(title)
    return Occupation.objects.filter(pk=code).first() if code else None


@lru_cache(maxsize=32768)
def occupation_code_of_title(title: str) -> str | None:
    """The same without a query, for sheets of hundreds of rows."""
    return trade_words().occupation(title)


def trade_phrases() -> Mapping[str, str]:
    """Every phrase that names a trade, by its folded words, as it is written."""
    return trade_words().written


@lru_cache(maxsize=1)
def trade_words() -> TradeWords:
    return TradeWords.of({row["words"]: row["occupation"] for row in data.rows("trade_words")})


def with_words(rows: QuerySet[Row], text: str) -> QuerySet[Row]:
    """Every word typed begins a word that is there."""
    typed = words(text)
    if not typed:
        return rows.none()
    for word in typed:
        rows = rows.filter(search__contains=f" {word}")
    return rows


def nearest(rows: QuerySet[Listed], text: str) -> list[tuple[tuple[int, int], Listed]]:
    """Words scattered over a long name count only when nothing nearer is there."""
    found = [(nearness(row.search, text), row) for row in rows]
    close = [one for one in found if one[0][0] <= BEGINS]
    return [one for one in found if one[0][0] <= BESIDE] if close else found


def nearness(search: str, text: str) -> tuple[int, int]:
    """A name typed to its end, a name that begins so, the words side by side, the words anywhere."""
    phrase = " ".join(words(text))
    frames = search.split("|")
    if f" {phrase} " in frames:
        return SAME, 0
    begun = [len(frame) for frame in frames if frame.startswith(f" {phrase}")]
    if begun:
        return BEGINS, min(begun)
    return (BESIDE if f" {phrase}" in search else ANYWHERE), len(frames[0])
