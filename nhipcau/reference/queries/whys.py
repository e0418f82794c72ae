"""Why a place answers what was typed, in words for the person who typed it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.reference.models import Commune, FormerUnit, Level, Province
from nhipcau.reference.reading.gazetteer import Grain

GRAINS = {
    Level.PROVINCE: Grain.FORMER_PROVINCE,
    Level.DISTRICT: Grain.DISTRICT,
    Level.COMMUNE: Grain.FORMER_COMMUNE,
}
NAMED = 4


def communes_of_provinces(provinces: Iterable[Province]) -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = defaultdict(list)
    wanted = Commune.objects.filter(province__in=list(provinces)).order_by("sort_key")
    for commune, province in wanted.values_list("code", "province_id"):
        codes[province].append(commune)
    return {province: tuple(inside) for province, inside in codes.items()}


def counted(communes: int) -> str:
    return ngettext("%(count)d commune or ward", "%(count)d communes and wards", communes) % {"count": communes}


def of_former(unit: FormerUnit, communes: Sequence[Commune]) -> str:
    """ "nay là Phường Đa Mai, Tỉnh Bắc Ninh"; with the old district in front when there was one."""
    place = {"names": listed(communes), "province": unit.province.label, "count": counted(len(communes))}
    if unit.whole:
        return _("now %(province)s") % place
    if unit.level == Level.PROVINCE:
        return _("now part of %(province)s: %(count)s") % place
    now = _("now %(names)s, %(province)s") % place
    if unit.divided:
        now = _("now in %(names)s, %(province)s: choose one") % place
    if unit.level == Level.COMMUNE and unit.within is not None:
        return _("once in %(district)s; %(now)s") % {"district": line(unit.within), "now": now}
    return now


def through(old: str, commune: Commune) -> str:
    return _("%(province)s; once %(old)s") % {"province": commune.province.label, "old": old}


def line(unit: FormerUnit) -> str:
    return f"{unit.label}, {unit.within.name}" if unit.within else unit.label


def listed(communes: Sequence[Commune]) -> str:
    names = ", ".join(commune.label for commune in communes[:NAMED])
    more = len(communes) - NAMED
    return _("%(names)s and %(count)d more") % {"names": names, "count": more} if more > 0 else names
