"""Industrial parks and clusters: people say them where others would say a commune."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.reference.models.places import Commune, Province


class ParkKind(models.TextChoices):
    ZONE = "zone", _("Industrial park")
    CLUSTER = "cluster", _("Industrial cluster")


class IndustrialPark(models.Model):
    """`aliases` are other names, parted by semicolons. Of several communes a park keeps the main one."""

    code = models.SlugField(primary_key=True, max_length=60)
    kind = models.CharField(max_length=7, choices=ParkKind)
    name = models.CharField(_("name"), max_length=100)
    aliases = models.CharField(_("other names"), max_length=300, blank=True)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="parks")
    province = models.ForeignKey(Province, models.PROTECT, related_name="parks")
    search = models.TextField(editable=False)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """ "KCN Quang Châu", as everybody says it."""
        if get_language() == "en":
            return f"{self.name} {'Industrial Park' if self.kind == ParkKind.ZONE else 'Industrial Cluster'}"
        return f"{'KCN' if self.kind == ParkKind.ZONE else 'CCN'} {self.name}"
