"""The code on a citizen card: number|old number|name|birth|sex|address|issued. Pure.

What a scanner types may be cut short, turned round or garbled by the keyboard: each field is known by its shape,
what cannot be read is said in words, and everything else is kept.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from nhipcau.foundation.text import api as text
from nhipcau.seekers.models import Sex
from nhipcau.seekers.reading import keyboards, leftovers

BARS: Final = re.compile("[|｜¦│]")
BEFORE: Final = re.compile(r"^\s*(?:\][A-Za-z]\d)?")  # some scanners say first what kind of code they read
GLUED: Final = re.compile(r"(\d{8})(?=\d{12}[|｜¦│])")
SEXES: Final = {"nam": Sex.MALE, "nu": Sex.FEMALE, "male": Sex.MALE, "female": Sex.FEMALE, "n?": Sex.FEMALE}
DAY: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
BORN_AT, ISSUED_AT = 3, 6  # where the days stand on a whole card
LAST_BIRTH: Final = 2016  # cards with such a code are issued since 2021, to people of working age born before
FIELDS: Final = ("citizen_number", "full_name", "birth_date", "sex", "address", "issued_on")


@dataclass(frozen=True)
class Unread:
    """`field` is one of Card, or "" for the whole code. `seen`: what arrived in its place, to be mended by hand."""

    field: str
    why: str
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """What was read; `unread` says what was not and why, `doubts` what was read and does not fit together."""

    citizen_number: str = ""
    old_number: str = ""
    full_name: str = ""
    birth_date: date | None = None
    sex: str = ""
    address: str = ""
    issued_on: date | None = None
    unread: tuple[Unread, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def doubtful(self) -> dict[str, str]:
        """What was read badly, by the field where it belongs: shown there to be mended, and never believed."""
        return {one.field: one.seen for one in self.unread if one.seen and one.field in FIELDS}

    @property
    def is_known(self) -> bool:
        """Enough to look for a person: the number, or the name with the birthday."""
        return bool(self.citizen_number or (self.full_name and self.birth_date))


@dataclass
class Parts:
    """The fields of one code, sorted by their shape."""

    numbers: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)  # digits of no known length
    days: list[date] = field(default_factory=list)
    no_days: list[tuple[int, str]] = field(default_factory=list)  # with where they stood
    sexes: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    garbled: bool = False
    badly: dict[str, str] = field(default_factory=dict)  # what was read badly, by the field it belongs to
    unplaced: list[str] = field(default_factory=list)


def is_card(typed: str) -> bool:
    """Does this look like the code of a card, rather than a ticket or a name?"""
    compact = re.sub(r"[\s.\-]", "", typed)
    return len(BARS.findall(typed)) >= 2 or bool(re.fullmatch(r"\d{12}", compact))


def read_card(typed: str) -> Card:
    """One scan. Two of them in one go: the newer card of the same person, and nothing of two different people."""
    lines = [line for line in re.split(r"[\r\n]+", GLUED.sub(r"\1\n", BEFORE.sub("", typed))) if line.strip()]
    cards = [_read(line) for line in lines if is_card(line)] or [_read(" ".join(lines))]
    if len(cards) > 1:
        if not all(is_one_person(cards[0], other) for other in cards[1:]):
            return Card(unread=(Unread("", _("Two cards arrived at once. Scan them one after the other.")),))
        return max(cards, key=lambda card: (card.issued_on or date.min, -len(card.unread)))
    return cards[0]


def is_one_person(one: Card, other: Card) -> bool:
    """The same number; or, where one is missing, the same name and birthday."""
    if one.citizen_number and other.citizen_number:
        return one.citizen_number == other.citizen_number
    same_name = text.fold(one.full_name) == text.fold(other.full_name)
    return bool(one.full_name) and same_name and one.birth_date == other.birth_date


def _read(line: str) -> Card:
    line = keyboards.without_caps_lock(keyboards.mended(line))
    raw = BARS.split(line) if BARS.search(line) else line.split("\t")
    parts = _sorted([text.tidy(one) for one in raw])
    if not BARS.search(line) and len(raw) < 3 and not parts.numbers:
        return Card(unread=(Unread("", _("This is not the code of a citizen card.")),))
    card, unread = _named(_dated(_numbered(parts), parts), parts)
    return replace(card, unread=tuple(unread + _missing(card, parts, unread)), doubts=tuple(_doubts(card)))


def _sorted(fields: list[str]) -> Parts:
    parts = Parts()
    for at, one in enumerate(fields):
        digits = re.sub(r"[\s.\-/]", "", one)
        if not one:
            continue
        if digits.isdecimal():
            _sort_digits(parts, at, one, digits)
        elif text.fold(one) in SEXES:
            parts.sexes.append(SEXES[text.fold(one)])
        elif keyboards.is_garbled_number(one) or re.fullmatch(r"nu\d+|nuw[xr]?|nux", one.lower()):
            parts.garbled = True
        else:
            parts.words.append(one)
    return parts


def _sort_digits(parts: Parts, at: int, one: str, digits: str) -> None:
    if len(digits) == 12:
        parts.numbers.append(digits)
    elif len(digits) == 9:
        parts.old.append(digits)
    elif DAY.fullmatch(one) or len(digits) in (7, 8):
        day = _day(one, digits)
        if day is None:
            parts.no_days.append((at, one))
        else:
            parts.days.append(day)
    elif len(digits) < 7 and at in (BORN_AT, ISSUED_AT):
        parts.no_days.append((at, one))
    else:
        parts.odd.append(digits)


def _day(one: str, digits: str) -> date | None:
    """ddmmyyyy; a spreadsheet may have eaten the first zero, some programs write the year first."""
    if match := DAY.fullmatch(one):
        digits = f"{int(match[1]):02d}{int(match[2]):02d}{match[3]}"
    digits = digits.zfill(8)
    for day, month, year in ((digits[:2], digits[2:4], digits[4:]), (digits[6:], digits[4:6], digits[:4])):
        try:
            read = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if 1900 <= read.year <= 2100:
            return read
    return None


def _numbered(parts: Parts) -> Card:
    if not parts.numbers and len(parts.old) > 1:  # the front of the first was cut off
        parts.odd.append(parts.old.pop(0))
    number = parts.numbers[0] if parts.numbers else ""
    if not number:
        mended = [odd.zfill(12) for odd in parts.odd if 10 <= len(odd) <= 11 and not odd.startswith("0")]
        number = next((one for one in mended if any(_born_in(one) == day.year for day in parts.days)), "")
    return Card(citizen_number=number, old_number=parts.old[0] if parts.old else "")


def _dated(card: Card, parts: Parts) -> Card:
    days = sorted(set(parts.days))
    if len(days) >= 2:
        return replace(card, birth_date=days[0], issued_on=days[-1])
    if not days:
        return card
    by_number = bool(card.citizen_number) and _born_in(card.citizen_number) == days[0].year
    is_birth = by_number or days[0].year <= LAST_BIRTH
    return replace(card, birth_date=days[0]) if is_birth else replace(card, issued_on=days[0])


def _named(card: Card, parts: Parts) -> tuple[Card, list[Unread]]:
    """The first words without digits, commas and words of places are the name; the rest is the address."""
    unread = []
    names = [words for words in parts.words if leftovers.may_be_name(words)]
    name = names[0] if names else ""
    places = [words for words in parts.words if words != name and leftovers.is_place(words)]
    address = max(places, key=leftovers.like_place, default="")
    _place_the_rest(parts, name, address)
    if name and keyboards.is_typed_by_method(name):
        parts.garbled, parts.badly["full_name"] = True, name
        name = ""
    if name and keyboards.has_lost_letters(name):
        words = _("The name arrived with letters lost: “%(seen)s”. Type it as on the card.")
        unread.append(Unread("full_name", words % {"seen": name}, name))
        name = ""
    if keyboards.has_lost_letters(address):
        words = _("The address arrived with letters lost. Type it as on the card.")
        unread.append(Unread("address", words, address))
        address = ""
    sex = parts.sexes[0] if parts.sexes else ""
    return replace(card, full_name=_titled(name), sex=sex, address=_address(address)), unread


def _place_the_rest(parts: Parts, name: str, address: str) -> None:
    """Nothing that was read gets lost: what is no field goes where it plausibly belongs, or is said as it is."""
    rest = [words for words in parts.words if words not in (name, address)]
    parts.badly["citizen_number"] = leftovers.bad_number(parts.odd, rest)
    rest = [words for words in rest if words not in parts.badly.values()]
    parts.badly["full_name"] = "" if name else leftovers.bad_name(rest)
    parts.badly["birth_date"] = next((seen for at, seen in parts.no_days if at != ISSUED_AT), "")
    parts.unplaced = [words for words in rest if words not in parts.badly.values() and words not in parts.unplaced]


def _titled(name: str) -> str:
    """Capitals and small letters as names are written; a name that has them already stays as it is."""
    if all(word[:1].isupper() and (len(word) == 1 or not word.isupper()) for word in name.split()):
        return name
    return name.title()


def _address(words: str) -> str:
    return words.title() if words.isupper() or words.islower() else words


def _born_in(number: str) -> int:
    """The year of birth that a number carries: its century and sex in the fourth digit, two digits of the year."""
    return 1900 + int(number[3]) // 2 * 100 + int(number[4:6])


def _missing(card: Card, parts: Parts, said: list[Unread]) -> list[Unread]:
    known = {one.field for one in said}
    rest = [name for name in FIELDS if not getattr(card, name) and name not in known]
    found = [Unread(name, _why(name, parts), parts.badly.get(name, "")) for name in rest]
    if parts.unplaced and "address" in rest:
        found.append(Unread("", _("Also read: “%(seen)s”.") % {"seen": "; ".join(parts.unplaced)}))
    if parts.garbled:
        words = _(
            "The keyboard changed what the scanner typed. Switch it to English (no Telex, no VNI) and scan again."
        )
        found.insert(0, Unread("", words))
    elif {"address", "issued_on"} <= set(rest):
        words = _("The code ended early. Scan once more, or type what is missing.")
        found.insert(0, Unread("", words))
    return found


def _why(name: str, parts: Parts) -> str:
    seen = next((seen for at, seen in parts.no_days if at == ISSUED_AT), "")
    if name == "citizen_number":
        if parts.odd:
            digits = next((one for one in parts.odd if one == parts.badly.get(name)), parts.odd[0])
            return _("The number has %(count)s digits instead of 12.") % {"count": len(digits)}
        return _("The number did not arrive.")
    if name == "birth_date":
        if bad := parts.badly.get(name):
            return _("The date of birth arrived as “%(seen)s”.") % {"seen": bad}
        return _("The date of birth did not arrive.")
    if name == "issued_on":
        if seen:
            return _("The date of issue arrived as “%(seen)s”.") % {"seen": seen}
        return _("The date of issue did not arrive.")
    if name == "full_name" and (bad := parts.badly.get(name)):
        return _("The name arrived as “%(seen)s”. Type it as on the card.") % {"seen": bad}
    words = {
        "full_name": _("The name did not arrive."),
        "sex": _("The sex did not arrive."),
        "address": _("The address did not arrive."),
    }
    return words[name]


def _doubts(card: Card) -> list[str]:
    """The number carries sex and year of birth: does the rest of the card agree?"""
    if not card.citizen_number:
        return []
    doubts = []
    if card.sex and (card.sex == Sex.FEMALE) != bool(int(card.citizen_number[3]) % 2):
        doubts.append(_("The number belongs to the other sex. Look at the card."))
    if card.birth_date and _born_in(card.citizen_number) != card.birth_date.year:
        doubts.append(_("The number belongs to another year of birth. Look at the card."))
    return doubts
