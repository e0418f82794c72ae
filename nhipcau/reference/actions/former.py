"""Units of before July 2025 and other names in use, each with the communes of today it became."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from nhipcau.foundation.text.api import search_text, sort_key, words
from nhipcau.reference import data
from nhipcau.reference.models import Commune, FormerCommune, FormerKind, FormerUnit, Level

LEVELS = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}
Covers = dict[str, list[str]]


def units(communes: Iterable[Commune]) -> tuple[list[FormerUnit], list[FormerCommune]]:
    """Parents come before their parts, as the database wants them."""
    home = {commune.code: commune.province_id for commune in communes}
    official = sorted(data.rows("former_units"), key=lambda row: (len(row["code"]), row["code"]))
    covers = covered(official)
    made = [official_unit(row, home, covers) for row in official]
    named = {unit.code: unit for unit in made}
    for unit in made:
        parts = [unit.name, *(above.name for above in line(unit, named))]
        unit.search = search_text(*parts)
    made += [saying(row, home, covers) for row in data.rows("other_names")]
    whole = Counter(home.values())
    for unit in made:
        unit.whole = len(set(covers[unit.code])) == whole[unit.province_id]
    links = [
        FormerCommune(former_id=unit.code, commune_id=commune)
        for unit in made
        for commune in dict.fromkeys(covers[unit.code])
    ]
    return made, links


def covered(official: list[data.Row]) -> Covers:
    """Communes of today by former code; what a part covers, the units above it cover too."""
    above = {row["code"]: row["within"] for row in official}
    covers: Covers = defaultdict(list)
    for row in official:
        code = row["code"]
        while code:
            covers[f"F{code}"] += row["now"].split()
            code = above[code]
    return covers


def official_unit(row: data.Row, home: dict[str, str], covers: Covers) -> FormerUnit:
    code = f"F{row['code']}"
    level = LEVELS[len(row["code"])]
    return FormerUnit(
        code=code,
        level=level,
        kind=row["kind"],
        name=row["name"],
        within_id=f"F{row['within']}" if row["within"] else None,
        province_id=home[covers[code][0]],
        divided=level == Level.COMMUNE and len(covers[code]) > 1,
        sort_key=sort_key(row["name"]),
    )


def saying(row: data.Row, home: dict[str, str], covers: Covers) -> FormerUnit:
    """A name that the official lists of 2025 lack: older, shorter or spelt otherwise."""
    code = f"O-{'-'.join(words(row['name']))}"
    for now in row["now"].split():
        kind, unit = now[0], now[1:]
        if kind == "F":
            covers[code] += covers[now]
        elif kind == "C":
            covers[code].append(unit)
        else:
            covers[code] += [commune for commune, province in home.items() if province == unit]
    return FormerUnit(
        code=code,
        level=row["level"],
        kind=FormerKind.SAYING,
        name=row["name"],
        province_id=home[covers[code][0]],
        divided=row["level"] == Level.COMMUNE and len(set(covers[code])) > 1,
        sort_key=sort_key(row["name"]),
        search=search_text(row["name"]),
    )


def line(unit: FormerUnit, named: dict[str, FormerUnit]) -> list[FormerUnit]:
    """The units above, nearest first."""
    above = named.get(unit.within_id or "")
    return [above, *line(above, named)] if above else []
