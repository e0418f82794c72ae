"""From "KCN Quang Châu, Việt Yên, Bắc Giang" to communes of today.

Vietnamese addresses go from small to large, so pieces are read from the right: each narrows what the pieces
after it said, or begins another place. What fits nowhere is reported as not understood.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from nhipcau.foundation.text.api import tidy
from nhipcau.reference.reading import pieces
from nhipcau.reference.reading.gazetteer import COMMUNES, PROVINCES, Gazetteer, Grain, Name
from nhipcau.reference.reading.pieces import Piece
from nhipcau.reference.reading.spelling import folded

COUNTRY = {"viet nam", "vietnam", "vn"}
EVERYWHERE = {"toan quoc", "ca nuoc", "tren toan quoc", "khap ca nuoc"}
ABROAD = {
    *("nuoc ngoai", "nhat ban", "japan", "han quoc", "korea", "dai loan", "taiwan", "trung quoc", "china"),
    *("singapore", "malaysia", "campuchia", "thai lan", "hoa ky", "duc", "ba lan", "rumani", "hungary", "uc"),
}


LONGEST_PROVINCE = 4


class Confidence(StrEnum):
    SURE = "sure"  # the province was said, and every ward, district and park beside it is known
    # The province follows from a name that only one has; or a ward is unknown; or a bare name may be a street's.
    LIKELY = "likely"
    UNSURE = "unsure"  # a person should look: several communes, or several provinces, may be meant
    NONE = "none"  # no place was understood


@dataclass(frozen=True, kw_only=True)
class PlaceRead:
    """One place of a text. `communes` are codes of today: one when an address was read to the end."""

    code: str
    grain: Grain
    province: str
    communes: tuple[str, ...]
    park: str | None = None
    province_said: bool = False
    divided: bool = False

    @property
    def commune(self) -> str | None:
        return self.communes[0] if len(self.communes) == 1 else None


@dataclass(frozen=True, kw_only=True)
class PlaceReading:
    text: str
    places: tuple[PlaceRead, ...]
    confidence: Confidence
    elsewhere: int = 0
    abroad: bool = False
    everywhere: bool = False
    unread: tuple[str, ...] = ()

    @property
    def provinces(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.province for place in self.places))

    @property
    def communes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for place in self.places for code in place.communes))


@dataclass
class Reader:
    """The state of one reading: places done, the place being narrowed, names that could be several."""

    gazetteer: Gazetteer
    done: list[PlaceRead] = field(default_factory=list)
    now: PlaceRead | None = None
    whole: Name | None = None  # the province that `now` lies in, as it was said
    waiting: list[Name] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    doubt: bool = False
    loose: bool = False  # a ward, a district or a park is in no list, or a bare name may be a street's

    def take(self, piece: Piece) -> bool:
        """Use one piece. False when it says nothing we know."""
        names = self.gazetteer.called(piece)
        if not names:
            return False
        if self.now is None:
            return self.begin(names)
        inner = self.narrower(names, piece) or self.narrower(self.gazetteer.at_any_level(piece), piece)
        if inner is not None:
            self.loose |= not piece.kind and self.now.grain in PROVINCES and inner.grain in COMMUNES
            self.narrow(inner)
            return True
        if names[0].grain in PROVINCES:
            if confirms(names[0], self.now):
                self.now = replace(self.now, province_said=True)
                return True
            self.finish()
            return self.begin(names)
        return self.sibling(names)

    def begin(self, names: list[Name]) -> bool:
        """The first name of a place. One that several provinces have waits for its province."""
        largest = [name for name in names if size(name) == size(names[0])]
        if names[0].grain not in PROVINCES and len({name.province for name in largest}) > 1:
            self.waiting, self.doubt = names, True
            return True
        first = names[0]
        said = first.grain in PROVINCES
        self.whole = first if said else None
        self.now = read(first, frozenset(first.communes), said)
        if said and (inner := [name for name in self.waiting if name.communes & first.communes]):
            self.narrow(inner[0])
            self.waiting, self.doubt = [], False
        return True

    def narrower(self, names: list[Name], piece: Piece) -> Name | None:
        """A smaller place inside the one being read; a province's own name only as "X, X"."""
        here = self.now
        if here is None:
            return None
        scope = frozenset(here.communes)
        inside = [name for name in names if size(name) > size(here) and name.communes & scope]
        if names[0].grain in PROVINCES and not piece.kind:
            same = self.whole is not None and folded(self.whole.name) == folded(piece.name)
            if not same or here.grain not in PROVINCES:
                return None
        if not inside:
            return None
        return likeliest(inside, here)

    def narrow(self, name: Name) -> None:
        if self.now is None:
            return
        scope = frozenset(self.now.communes) & name.communes
        self.now = read(name, scope, self.now.province_said)

    def sibling(self, names: list[Name]) -> bool:
        """ "Việt Yên, Hiệp Hòa, Bắc Giang": another district of the same province."""
        whole = self.whole
        if whole is None or self.now is None or self.now.grain in PROVINCES:
            self.doubt |= names[0].grain == Grain.DISTRICT
            return False
        beside = [name for name in names if name.grain == Grain.DISTRICT and name.communes & whole.communes]
        if not beside:
            return False
        self.finish()
        self.whole = whole
        self.now = read(beside[0], beside[0].communes & whole.communes, True)
        return True

    def finish(self) -> None:
        if self.now is not None:
            self.done.append(self.now)
        self.now, self.whole, self.waiting = None, None, []


def size(place: Name | PlaceRead) -> int:
    """Old and new of one size are equal: 1 province, 3 district, 4 commune, 6 park."""
    if place.grain in PROVINCES:
        return int(Grain.PROVINCE)
    return int(Grain.COMMUNE) if place.grain in COMMUNES else int(place.grain)


def likeliest(inside: list[Name], here: PlaceRead) -> Name:
    """Of this district and of today first. Former communes that share a name in one province stay all of them."""
    best = min(inside, key=lambda name: (name.within != here.code, name.grain, name.code))
    if best.grain != Grain.FORMER_COMMUNE or best.within == here.code:
        return best
    alike = [name.communes for name in inside if name.grain == best.grain]
    return replace(best, communes=frozenset().union(*alike))


def confirms(province: Name, place: PlaceRead) -> bool:
    """ "Hà Nội: Thanh Xuân" says the province of a place; "Hồ Chí Minh, Bình Dương" names two places."""
    here = frozenset(place.communes)
    return bool(province.communes & here) and (place.grain not in PROVINCES or province.communes <= here)


def read(name: Name, communes: frozenset[str], province_said: bool) -> PlaceRead:
    return PlaceRead(
        code=name.code,
        grain=name.grain,
        province=name.province,
        communes=tuple(sorted(communes)),
        park=name.code if name.grain == Grain.PARK else None,
        province_said=province_said,
        divided=name.grain in COMMUNES and len(communes) > 1,
    )


def read_place(text: str, gazetteer: Gazetteer) -> PlaceReading:
    """Everything a text says about where. Street and house stay in `unread`, which is no fault."""
    rest, elsewhere = pieces.elsewhere(tidy(text.replace("\n", ";")))
    reader = Reader(gazetteer)
    abroad = everywhere = False
    for group in reversed(pieces.groups(pieces.long_forms(rest))):
        for part in reversed(parts_of(province_last(group, gazetteer), gazetteer)):
            plain = folded(part)
            if plain in ABROAD:
                abroad = True
            elif plain in EVERYWHERE:
                everywhere = True
            elif plain not in COUNTRY and not understood(part, reader):
                reader.unread.append(part)
        reader.finish()
    places = tuple(dict.fromkeys(reversed(reader.done)))
    return PlaceReading(
        text=text,
        places=places,
        confidence=confidence(reader, places),
        elsewhere=elsewhere,
        abroad=abroad,
        everywhere=everywhere,
        unread=tuple(reversed(reader.unread)),
    )


def province_last(group: str, gazetteer: Gazetteer) -> str:
    """ "Hà Nội: Cầu Giấy, Hà Đông" -> "Cầu Giấy, Hà Đông, Hà Nội"."""
    first, colon, rest = group.partition(":")
    names = gazetteer.called(pieces.piece(tidy(first))) if colon else []
    return f"{rest}, {first}" if names and names[0].grain in PROVINCES else group


def parts_of(text: str, gazetteer: Gazetteer) -> list[str]:
    """Cut at commas; at hyphens too unless the hyphen belongs to a name ("Bà Rịa - Vũng Tàu")."""
    parts: list[str] = []
    for part in pieces.cut(text):
        if any(gazetteer.called(piece) for piece in pieces.ways(part)):
            parts.append(part)
            continue
        bits = pieces.cut_at_hyphens(part)
        while bits:
            pair = " - ".join(bits[:2])
            joined = len(bits) > 1 and any(gazetteer.called(piece) for piece in pieces.ways(pair))
            parts.append(pair if joined else bits[0])
            bits = bits[2:] if joined else bits[1:]
    return parts


def understood(part: str, reader: Reader) -> bool:
    """The whole part is a name; or names with their kinds stand in it; or it ends with a province."""
    if any(reader.take(piece) for piece in pieces.ways(part)):
        return True
    inside = [piece for piece in pieces.marked_inside(part) if reader.gazetteer.called(piece)]
    longest = {piece.name.split()[0] + piece.kind: piece for piece in reversed(inside)}
    if inside:
        taken = [reader.take(piece) for piece in longest.values()]
        return any(taken)
    reader.loose |= bool(pieces.marked_inside(part))
    if reader.now is not None or reader.waiting:
        return False
    words = part.split()
    for length in range(min(LONGEST_PROVINCE, len(words) - 1), 0, -1):
        tail = Piece(text=part, name=" ".join(words[-length:]))
        names = [name for name in reader.gazetteer.called(tail) if name.grain in PROVINCES]
        if names:
            return reader.begin(names)
    return False


def confidence(reader: Reader, places: tuple[PlaceRead, ...]) -> Confidence:
    if not places:
        return Confidence.UNSURE if reader.doubt else Confidence.NONE
    if reader.doubt or any(place.divided for place in places):
        return Confidence.UNSURE
    said = all(place.province_said for place in places)
    return Confidence.SURE if said and not reader.loose else Confidence.LIKELY
