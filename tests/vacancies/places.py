"""A small map for tests: an old district of two communes, a commune near it, one far away, and a park."""

from dataclasses import dataclass

from nhipcau.foundation.text.api import search_text, sort_key
from nhipcau.reference.models import Commune, FormerCommune, FormerUnit, IndustrialPark, Province
from tests.reference.factories import CommuneFactory, IndustrialParkFactory, ProvinceFactory


@dataclass(frozen=True)
class Map:
    province: Province
    nenh: Commune
    bo_ha: Commune
    near: Commune
    far: Commune
    park: IndustrialPark


def small_map() -> Map:
    """ "huyện Việt Yên" of the old province "Bắc Giang" is Nếnh and Bố Hạ; Đa Mai lies 6 km off, Lũng Cú 200."""
    province = ProvinceFactory(name="Bắc Ninh")
    nenh = CommuneFactory(name="Nếnh", kind="ward", province=province, latitude=21.25, longitude=106.10)
    bo_ha = CommuneFactory(name="Bố Hạ", province=province, latitude=21.28, longitude=106.10)
    near = CommuneFactory(name="Đa Mai", kind="ward", province=province, latitude=21.265, longitude=106.18)
    far = CommuneFactory(name="Lũng Cú", latitude=23.36, longitude=105.31)
    park = IndustrialParkFactory(code="kcn-quang-chau", name="Quang Châu", commune=nenh)
    old = former("BG", "Bắc Giang", "province", "province", province, None, (nenh, bo_ha, near))
    former("VY", "Việt Yên", "district", "rural_district", province, old, (nenh, bo_ha))
    return Map(province, nenh, bo_ha, near, far, park)


def former(
    code: str,
    name: str,
    level: str,
    kind: str,
    province: Province,
    within: FormerUnit | None,
    communes: tuple[Commune, ...],
) -> FormerUnit:
    unit = FormerUnit.objects.create(
        code=code,
        name=name,
        level=level,
        kind=kind,
        province=province,
        within=within,
        sort_key=sort_key(name),
        search=search_text(name),
    )
    FormerCommune.objects.bulk_create(FormerCommune(former=unit, commune=commune) for commune in communes)
    return unit
