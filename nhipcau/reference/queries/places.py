"""Places as people type them: old names, new names, parks, without accents, half a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import Length

from nhipcau.reference.models import Commune, FormerKind, FormerUnit, IndustrialPark, Level, Province
from nhipcau.reference.queries import whys
from nhipcau.reference.queries.names import understand_place
from nhipcau.reference.reading.gazetteer import GRAINS_OF_KIND, Grain
from nhipcau.reference.reading.pieces import Piece, long_forms, ways
from nhipcau.reference.reading.spelling import folded

LONG_ENOUGH = 3
SAYING = "O-"
FORMER = ("F", SAYING)
PROVINCE_LENGTH = 2
Unit = Province | Commune | FormerUnit | IndustrialPark
Row = TypeVar("Row", Province, Commune, FormerUnit, IndustrialPark)


class PlaceKind(StrEnum):
    PROVINCE = "province"
    COMMUNE = "commune"
    FORMER = "former"
    PARK = "park"


@dataclass(frozen=True, kw_only=True)
class Place:
    """`code` tells all kinds apart: "24", "07795", "F222", "kcn-quang-chau". `communes` are of today."""

    code: str
    kind: PlaceKind
    label: str
    why: str
    province: str
    communes: tuple[str, ...]
    divided: bool = False


def find_places(text: str, *, limit: int = 10, near: str = "") -> list[Place]:
    """The likeliest first: "bac giang", "viet yen", "song mai", "kcn quang chau", "quan 1".

    Of equals those in the province `near` come first. A longer text is read as an address.
    """
    asked = [piece for piece in ways(long_forms(text).strip()) if folded(piece.name)]
    found: dict[str, Unit] = {}
    for piece in asked if text.isascii() else asked[:1]:
        found |= {unit.pk: unit for unit in units(piece, limit) if grain(unit) in wanted(piece)}
        if any(is_named(unit, {folded(piece.name)}) for unit in found.values()):
            break
    if not found and " " not in text.strip():
        return []
    if not found:
        codes = [place.code for place in understand_place(text).places]
        return [place for place in map(place_of, codes[:limit]) if place]
    said = {folded(piece.name) for piece in asked}
    ranked = sorted(found.values(), key=lambda unit: rank(unit, said, near))[: 2 * limit]
    prefetch_related_objects([unit for unit in ranked if isinstance(unit, FormerUnit)], "communes")
    return once(shown(without_echoes(ranked)))[:limit]


def once(places: list[Place]) -> list[Place]:
    """Of several spellings of one saying ("HCM", "TP HCM") the first is enough."""
    kept: dict[object, Place] = {}
    for place in places:
        saying = place.code.startswith(SAYING)
        kept.setdefault(place.communes if saying else place.code, place)
    return list(kept.values())


def find_communes(text: str, *, limit: int = 10) -> list[Place]:
    """Only communes of today, each with the old name by which it was found."""
    found: dict[str, Place] = {}
    places = find_places(text, limit=limit)
    small = [place for place in places if place.kind != PlaceKind.PROVINCE]
    codes = {code for place in small for code in place.communes}
    homes = {row.code: row for row in Commune.objects.filter(pk__in=codes).select_related("province")}
    for place in small:
        for code in sorted(place.communes, key=lambda code: homes[code].sort_key):
            why = place.why if place.kind == PlaceKind.COMMUNE else whys.through(place.label, homes[code])
            found.setdefault(code, of_commune(homes[code], why))
    return list(found.values())[:limit]


def place_of(code: str) -> Place | None:
    """A place by its code, as it stands in an address bar. None for a code that is nobody's."""
    unit: Unit | None
    if "-" in code or code.startswith(FORMER):
        unit = one(former_units(), code) if code.startswith(FORMER) else one(parks(), code)
    else:
        unit = one(provinces(), code) if len(code) == PROVINCE_LENGTH else one(communes(), code)
    return shown([unit])[0] if unit else None


def one(table: QuerySet[Row], code: str) -> Row | None:
    return table.filter(pk=code).first()


def communes_of(codes: Iterable[str]) -> set[str]:
    """The communes of today that these codes (of any kind) cover together."""
    return {commune for code in codes if (place := place_of(code)) for commune in place.communes}


def provinces() -> QuerySet[Province]:
    return Province.objects.all()


def communes() -> QuerySet[Commune]:
    return Commune.objects.select_related("province")


def former_units() -> QuerySet[FormerUnit]:
    return FormerUnit.objects.select_related("province", "within", "within__within")


def parks() -> QuerySet[IndustrialPark]:
    return IndustrialPark.objects.select_related("commune", "province")


def units(piece: Piece, limit: int) -> list[Unit]:
    """Names that begin so. When there is none, or only half a word, also names with a later word that does."""
    phrase = folded(piece.name)
    start, inside = {"search__startswith": f" {phrase}"}, {"search__contains": f" {phrase}"}
    now = communes().order_by(Length("search"), "sort_key")
    before = former_units().order_by(Length("search"), "sort_key")
    found: list[Unit] = [*provinces().filter(**start), *parks().filter(**inside)]
    found += now.filter(**start)[: limit * 3]
    found += before.filter(**start)[: limit * 3]
    half = " " not in phrase and len(found) < limit and not any(is_named(unit, {phrase}) for unit in found)
    if (half or not found) and len(phrase) >= LONG_ENOUGH and not piece.name.isdigit():
        found += [*now.filter(**inside)[:limit], *before.filter(**inside)[:limit]]
    return found


def is_named(unit: Unit, said: set[str]) -> bool:
    """Is this the whole name, or one of the whole names, of the unit?"""
    names = [unit.name, *unit.aliases.split("; ")] if isinstance(unit, IndustrialPark) else [unit.name]
    return bool(said & {folded(name) for name in names})


def wanted(piece: Piece) -> set[Grain]:
    """A number alone is no name: "1" is not asked for, "quận 1" is."""
    if piece.kind:
        return GRAINS_OF_KIND[piece.kind]
    return set() if piece.name.isdigit() else set(Grain)


def grain(unit: Unit) -> Grain:
    if isinstance(unit, FormerUnit):
        return whys.GRAINS[Level(unit.level)]
    kinds = {Province: Grain.PROVINCE, Commune: Grain.COMMUNE, IndustrialPark: Grain.PARK}
    return kinds[type(unit)]


def rank(unit: Unit, said: set[str], near: str = "") -> tuple[bool, int, bool, bool, int, str]:
    """The whole name before a beginning, large before small, official before said, near, short."""
    size = Grain.DISTRICT if grain(unit) == Grain.PARK else grain(unit)
    province = unit.pk if isinstance(unit, Province) else unit.province_id
    saying = isinstance(unit, FormerUnit) and unit.kind == FormerKind.SAYING
    return not is_named(unit, said), int(size), saying, province != near, len(unit.search), unit.search


def without_echoes(units: Iterable[Unit]) -> list[Unit]:
    """An old unit that lives on under its name is shown as what it is today, and only once."""
    kept: dict[str, Unit] = {}
    units = list(units)
    provinces = {unit.name for unit in units if isinstance(unit, Province)}
    for unit in units:
        now = unit
        if isinstance(unit, FormerUnit):
            if unit.whole and unit.name in provinces:
                continue
            communes = unit.communes.all()
            if len(communes) == 1 and folded(communes[0].name) == folded(unit.name):
                now = communes[0]
                now.province = unit.province
        kept.setdefault(now.pk, now)
    return list(kept.values())


def shown(units: list[Unit]) -> list[Place]:
    of_province = whys.communes_of_provinces([unit for unit in units if isinstance(unit, Province)])
    return [shown_one(unit, of_province) for unit in units]


def shown_one(unit: Unit, of_province: dict[str, tuple[str, ...]]) -> Place:
    if isinstance(unit, Province):
        codes = of_province.get(unit.pk, ())
        return Place(
            code=unit.pk,
            kind=PlaceKind.PROVINCE,
            label=unit.label,
            why=whys.counted(len(codes)),
            province=unit.pk,
            communes=codes,
        )
    if isinstance(unit, Commune):
        return of_commune(unit, unit.province.label)
    if isinstance(unit, IndustrialPark):
        return Place(
            code=unit.pk,
            kind=PlaceKind.PARK,
            label=unit.label,
            why=f"{unit.commune.label}, {unit.province.label}",
            province=unit.province_id,
            communes=(unit.commune_id,),
        )
    covered = sorted(unit.communes.all(), key=lambda commune: commune.sort_key)
    return Place(
        code=unit.pk,
        kind=PlaceKind.FORMER,
        label=unit.label,
        why=whys.of_former(unit, covered),
        province=unit.province_id,
        communes=tuple(commune.pk for commune in covered),
        divided=unit.divided,
    )


def of_commune(commune: Commune, why: str) -> Place:
    return Place(
        code=commune.pk,
        kind=PlaceKind.COMMUNE,
        label=commune.label,
        why=why,
        province=commune.province_id,
        communes=(commune.pk,),
    )
