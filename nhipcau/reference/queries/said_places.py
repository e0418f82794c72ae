"""The place in typed words: "cong nhan may viet yen" is asked around Việt Yên."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nhipcau.foundation.text.api import fold, words
from nhipcau.reference.queries.names import PlaceReader, place_reader
from nhipcau.reference.queries.said_trades import in_phrases
from nhipcau.reference.queries.surroundings import Spot, surroundings
from nhipcau.reference.queries.trades import occupation_code_of_title, trade_phrases
from nhipcau.reference.reading.wishes import TakenApart

LONGEST_NAME: Final = 8  # words, with what kind of place it is
LONGEST_BARE: Final = 5
KIND_BEGINS: Final = frozenset(("thanh", "thi", "kcn", "ccn", "khu", "cum", "tinh", "huyen", "quan", "phuong"))
SMALLEST: Final = 9
PROVINCE, DISTRICT, PARK = 1, 3, 6  # grains of the gazetteer: provinces below 3, districts and smaller from 3
BEFORE_PLACE: Final = re.compile(r"(?:lam )?(?:o|tai|gan|quanh|khu vuc|khu|vung|cac|trong)")
PARK_KINDS: Final = re.compile(r"(?:kcn|ccn|(?:khu|cum) cong nghiep) (.+)")
KINDS: Final = re.compile(
    r"(?:tinh|thanh pho|tp|quan|huyen|thi xa|tx|phuong|xa|thi tran|tt|kcn|ccn|(?:khu|cum) cong nghiep) (.+)"
)


@dataclass(frozen=True, kw_only=True)
class PlaceAsked:
    """`inside` is the place itself, `around` what lies near it, as codes of communes; or whole provinces."""

    label: str
    typed: str
    names: tuple[str, ...]
    provinces: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    park: str = ""
    rings: tuple[tuple[str, ...], ...] = ()  # its communes and those around it by how far they lie, the nearest first
    centre: Spot | None = None


def place_in(asked: TakenApart) -> tuple[PlaceAsked | None, TakenApart]:
    """The place that the words end with or hold, and the words without it."""
    reader = place_reader()
    best = max(_runs(asked, reader), key=lambda run: run.rank, default=None)
    if best is None:
        return None, asked
    start, end = best.start, best.end
    before = _prefix(asked.words[:start])
    place = _asked_place(reader, best.spans, asked.typed_between(start - before, end))
    if place is None:
        return None, asked
    rest = replace(
        asked,
        words=asked.words[: start - before] + asked.words[end:],
        typed=asked.typed[: start - before] + asked.typed[end:],
    )
    return place, rest


@dataclass(frozen=True)
class Run:
    """Names that follow each other: "viet yen bac giang" is one run of two spans."""

    start: int
    end: int
    spans: list[str]
    grain: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """The longest; of equals the larger place ("thanh tri", not "dien thanh"); then the later."""
        return self.end - self.start, -self.grain, self.start


def _runs(asked: TakenApart, reader: PlaceReader) -> Iterator[Run]:
    trades = in_phrases(asked.words)
    lengths = [_longest_name(asked, start, reader) for start in range(len(asked.words))]
    for start, length in enumerate(lengths):  # "phụ hồ" is a trade and not a place called Hồ
        if length == 1 and start in trades:
            lengths[start] = 0
    for start, length in enumerate(lengths):
        position, spans = start, []
        while position < len(lengths) and lengths[position]:
            spans.append(" ".join(asked.words[position : position + lengths[position]]).strip(" ,.;"))
            position += lengths[position]
        if length:
            found = reader.gazetteer.names.get(_bare(spans[0]), [])
            yield Run(start, position, spans, min((name.grain for name in found), default=SMALLEST))


def _longest_name(asked: TakenApart, start: int, reader: PlaceReader) -> int:
    longest = LONGEST_NAME if fold(asked.words[start]) in KIND_BEGINS else LONGEST_BARE
    for length in range(min(longest, len(asked.words) - start), 0, -1):
        if any(start < gap < start + length for gap in asked.gaps):
            continue
        span = " ".join(asked.words[start : start + length]).strip(" ,.;")
        if _is_place(span, said_so=_prefix(asked.words[:start]) > 0, reader=reader):
            return length
    return 0


def _is_place(span: str, *, said_so: bool, reader: PlaceReader) -> bool:
    """Is this exactly a name of a place, and not rather a trade ("bảo vệ", "may") written without accents?"""
    plain = " ".join(words(span))
    kind = KINDS.fullmatch(plain)
    named = reader.gazetteer.names
    if kind and kind.group(1) in named:
        return bool(PARK_KINDS.fullmatch(plain)) or len(kind.group(1).split()) < LONGEST_BARE
    if len(plain.split()) > LONGEST_BARE:
        return False
    found = [] if plain.isdigit() else named.get(plain, [])
    if not found:
        return False
    if span.lower() != fold(span):
        return any(_letters(name.name) == _letters(span) for name in found)
    if " " not in plain:
        return any(name.grain < DISTRICT for name in found)
    return said_so or not (plain in trade_phrases() or _is_trade(span))


def _is_trade(span: str) -> bool:
    """The whole span names a trade: "bao ve" does, "dien bien" only holds a word that does."""
    code = occupation_code_of_title(span)
    return code is not None and all(occupation_code_of_title(word) != code for word in span.split())


def _letters(text: str) -> list[list[str]]:
    """Words as sets of letters and marks: "Hoà" is "Hòa"."""
    return [sorted(unicodedata.normalize("NFD", word)) for word in text.lower().split()]


def _prefix(before: Sequence[str]) -> int:
    """How many words just before a place only lead to it. "lai xe tai" keeps its "tai"."""
    for length in (3, 2, 1):
        if length > len(before) or not BEFORE_PLACE.fullmatch(fold(" ".join(before[-length:]))):
            continue
        whole, rest = " ".join(before), " ".join(before[:-length])
        if occupation_code_of_title(whole) == occupation_code_of_title(rest):
            return length
    return 0


def _asked_place(reader: PlaceReader, spans: list[str], typed: str) -> PlaceAsked | None:
    spans = [_as_kept(reader, span) for span in spans]
    reading = reader.read(", ".join(spans))
    names = tuple(" ".join(words(span)) for span in spans)
    codes = {place.code for place in reading.places}
    label = ", ".join(_label(reader, span, codes) for span in spans)
    blank = PlaceAsked(label=label, typed=typed, names=names)
    if not reading.places:  # several places of one name: all of them
        found = reader.gazetteer.names.get(_bare(spans[0]), [])
        largest = [name for name in found if name.grain == min(one.grain for one in found)]
        inside = {code for name in largest for code in name.communes}
        return replace(blank, inside=tuple(sorted(inside))) if inside else None
    place = reading.places[-1]
    if place.grain == PROVINCE:
        return replace(blank, provinces=reading.provinces)
    if place.grain < DISTRICT:
        return replace(blank, inside=reading.communes)
    return _with_surroundings(replace(blank, inside=reading.communes, park=place.park or ""), reader)


def _label(reader: PlaceReader, span: str, codes: set[str]) -> str:
    """The name with its accents, whatever was typed."""
    found = reader.gazetteer.names.get(_bare(span)) or reader.gazetteer.names.get(" ".join(words(span)), [])
    meant = min(found, key=lambda name: (name.code not in codes, name.grain), default=None)
    if meant is None:
        return span
    return f"KCN {meant.name}" if meant.kind == "park" else meant.name


def _as_kept(reader: PlaceReader, span: str) -> str:
    """ "khu cong nghiep quang chau" names a park, "cum cong nghiep viet yen" whatever there is of that name."""
    plain = " ".join(words(span))
    kind = PARK_KINDS.fullmatch(plain)
    if kind is None:
        return span
    park = next((name for name in reader.gazetteer.names.get(kind.group(1), []) if name.grain == PARK), None)
    return f"KCN {park.name}" if park else " ".join(span.split()[-len(kind.group(1).split()) :])


def _bare(span: str) -> str:
    plain = " ".join(words(span))
    kind = KINDS.fullmatch(plain)
    return kind.group(1) if kind else plain


def _with_surroundings(place: PlaceAsked, reader: PlaceReader) -> PlaceAsked:
    near = surroundings(place.inside, reader.fingerprint)
    return replace(place, around=near.around, centre=near.centre, rings=near.rings) if near else place
