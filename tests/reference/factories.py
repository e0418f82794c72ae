"""One factory per list. Codes are none of the official ones, so that they stand beside the loaded lists."""

from string import ascii_uppercase

import factory
from factory.django import DjangoModelFactory

from nhipcau.foundation.text.api import search_text, sort_key
from nhipcau.reference.models import (
    Commune,
    IndustrialPark,
    Industry,
    Occupation,
    Province,
    TrainingField,
)


def two_letters(count: int) -> str:
    return ascii_uppercase[count // 26 % 26] + ascii_uppercase[count % 26]


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = Province

    code = factory.Sequence(two_letters)
    kind = "province"
    name = factory.Sequence(lambda n: f"Tỉnh mẫu {n}")
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))
    search = factory.LazyAttribute(lambda row: search_text(row.name))


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune

    code = factory.Sequence(lambda n: f"X{n % 10000:04d}")
    kind = "commune"
    name = factory.Sequence(lambda n: f"Xã mẫu {n}")
    province = factory.SubFactory(ProvinceFactory)
    latitude = 21.234
    longitude = 106.123
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))
    search = factory.LazyAttribute(lambda row: search_text(row.name, row.province.name))


class IndustrialParkFactory(DjangoModelFactory):
    class Meta:
        model = IndustrialPark

    code = factory.Sequence(lambda n: f"kcn-mau-{n}")
    kind = "zone"
    name = factory.Sequence(lambda n: f"Mẫu {n}")
    commune = factory.SubFactory(CommuneFactory)
    province = factory.SelfAttribute("commune.province")
    search = factory.LazyAttribute(lambda row: search_text(row.name, row.province.name))


class OccupationFactory(DjangoModelFactory):
    class Meta:
        model = Occupation

    code = factory.Sequence(lambda n: f"X{n % 1000:03d}")
    name = factory.Sequence(lambda n: f"Nghề mẫu {n}")
    level = 4
    search = factory.LazyAttribute(lambda row: search_text(row.name))


class IndustryFactory(DjangoModelFactory):
    class Meta:
        model = Industry

    code = factory.Sequence(lambda n: f"X{n % 1000:03d}")
    name = factory.Sequence(lambda n: f"Ngành mẫu {n}")
    level = 4
    search = factory.LazyAttribute(lambda row: search_text(row.name))


class TrainingFieldFactory(DjangoModelFactory):
    class Meta:
        model = TrainingField

    code = factory.Sequence(lambda n: f"X{n % 1000:03d}")
    name = factory.Sequence(lambda n: f"Ngành học mẫu {n}")
    search = factory.LazyAttribute(lambda row: search_text(row.name))
