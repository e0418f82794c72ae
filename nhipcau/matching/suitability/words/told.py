"""Who reads, how it sounds, and how numbers of the facts are said."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import pay_words
from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.scale import FARTHEST
from nhipcau.reference.api import language_name, skill_name

UNIT: Final = 100_000  # đồng: facts count pay in it


class Reader(StrEnum):
    """The person reads of "you"; staff read of "this person", and so do recruiters, who are told less."""

    PERSON = "person"
    OFFICE = "office"
    RECRUITER = "recruiter"


Told = Callable[[Person, Opening, Reader], str]


class Tone(StrEnum):
    GOOD = "good"
    NEUTRAL = "neutral"
    MISSING = "missing"


@dataclass(frozen=True)
class Said:
    tone: Tone
    words: str


@dataclass(frozen=True)
class Names:
    """What occupations are called, by code, in the language in force."""

    occupations: Mapping[str, str] = field(default_factory=dict)

    def occupation(self, code: str) -> str:
        return self.occupations.get(code, code)


def by(reader: Reader, person: str, office: str) -> str:
    return person if reader == Reader.PERSON else office


def pay_said(units: int) -> str:
    """90 is 9 triệu/tháng."""
    return pay_words(units * UNIT, units * UNIT)


def pay_offered(opening: Opening) -> str:
    low = opening.pay_from if opening.pay_from != UNKNOWN else None
    return pay_words(None if low is None else low * UNIT, opening.pay * UNIT)


def far_said(far: int) -> str:
    return _("more than %(far)s km") % {"far": far - 1} if far >= FARTHEST else _("%(far)s km") % {"far": far}


def skills_said(numbers: Collection[int]) -> str:
    return ", ".join(skill_name(number) for number in sorted(numbers))


def languages_said(codes: Collection[str]) -> str:
    return ", ".join(language_name(code) for code in sorted(codes))


def months_said(months: int) -> str:
    """Whole years where they are whole."""
    if months % 12 == 0:
        return _("%(n)s years") % {"n": months // 12} if months != 12 else _("1 year")
    return _("%(n)s months") % {"n": months}
