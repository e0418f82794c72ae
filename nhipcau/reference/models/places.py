"""Provinces and communes of today, and the units that people still say."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ProvinceKind(models.TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")


class CommuneKind(models.TextChoices):
    WARD = "ward", _("Ward")
    COMMUNE = "commune", _("Commune")
    ZONE = "zone", _("Special zone")


class Level(models.TextChoices):
    PROVINCE = "province", _("Former province")
    DISTRICT = "district", _("Former district")
    COMMUNE = "commune", _("Former commune")


class FormerKind(models.TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    URBAN_DISTRICT = "urban_district", _("Urban district")
    RURAL_DISTRICT = "rural_district", _("Rural district")
    TOWN = "town", _("Town")
    WARD = "ward", _("Ward")
    COMMUNE = "commune", _("Commune")
    TOWNSHIP = "township", _("Township")
    SAYING = "saying", _("Other name")


ENGLISH_KINDS = {
    "province": "Province",
    "city": "City",
    "urban_district": "District",
    "rural_district": "District",
    "town": "Town",
    "ward": "Ward",
    "commune": "Commune",
    "township": "Township",
    "zone": "Special Zone",
}
VIETNAMESE_KINDS = {
    "province": "Tỉnh",
    "city": "Thành phố",
    "urban_district": "Quận",
    "rural_district": "Huyện",
    "town": "Thị xã",
    "ward": "Phường",
    "commune": "Xã",
    "township": "Thị trấn",
    "zone": "Đặc khu",
}


class Named(models.Model):
    """A unit with its kind and bare name: "Phường" and "Nếnh". Codes and names are official."""

    name = models.CharField(_("name"), max_length=100)
    sort_key = models.CharField(max_length=300, editable=False)
    search = models.CharField(max_length=200, editable=False)
    kind: str

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """ "Phường Nếnh", "Nếnh Ward": names stay Vietnamese, kinds follow the reader."""
        english = get_language() == "en"
        kind = (ENGLISH_KINDS if english else VIETNAMESE_KINDS).get(self.kind, "")
        behind = english and not self.name.isdigit()
        return (f"{self.name} {kind}" if behind else f"{kind} {self.name}").strip()


class Province(Named):
    code = models.CharField(primary_key=True, max_length=2)
    kind = models.CharField(max_length=8, choices=ProvinceKind)


class Commune(Named):
    code = models.CharField(primary_key=True, max_length=5)
    kind = models.CharField(max_length=7, choices=CommuneKind)
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        indexes = [
            models.Index("province", "sort_key", name="commune_by_province"),
            models.Index(fields=["search"], opclasses=["varchar_pattern_ops"], name="commune_by_start"),
        ]


class FormerUnit(Named):
    """A province, district or commune of before July 2025, or another name in use for one.

    `divided`: it became several communes of today, so for an address a person must choose.
    `whole`: it covers just what a province of today covers, as "Sài Gòn" does.
    """

    code = models.CharField(primary_key=True, max_length=40)
    level = models.CharField(max_length=8, choices=Level)
    kind = models.CharField(max_length=14, choices=FormerKind)
    within = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    province = models.ForeignKey(Province, models.PROTECT, related_name="former_units")
    divided = models.BooleanField(default=False)
    whole = models.BooleanField(default=False)
    communes = models.ManyToManyField(Commune, through="FormerCommune", related_name="former_units")

    class Meta:
        indexes = [models.Index(fields=["search"], opclasses=["varchar_pattern_ops"], name="former_unit_by_start")]


class FormerCommune(models.Model):
    """A commune of today that holds land of a former unit."""

    former = models.ForeignKey(FormerUnit, models.CASCADE, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["former", "commune"], name="former_commune_once")]
