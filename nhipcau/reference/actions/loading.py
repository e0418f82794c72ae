"""Bring the database to what the files say. Running it again changes nothing and costs a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models, transaction

from nhipcau.foundation.text import api as text
from nhipcau.reference import data
from nhipcau.reference.actions import former, lists, places
from nhipcau.reference.models import (
    Commune,
    FormerCommune,
    FormerUnit,
    IndustrialPark,
    Industry,
    Loaded,
    Occupation,
    Province,
    TrainingField,
)

TABLES = (Province, Commune, FormerUnit, FormerCommune, IndustrialPark, Occupation, Industry, TrainingField)
SOURCES = [str(module.__file__) for module in (text, former, lists, places)]


@dataclass(frozen=True, kw_only=True)
class Load:
    """What was written, by table. Empty when the database already holds these files."""

    changed: bool
    rows: dict[str, int]


@transaction.atomic
def load_reference(*, now: datetime, force: bool = False) -> Load:
    """Load every list, unless these very files were loaded before. Two at once wait for each other."""
    fingerprint = data.fingerprint(*SOURCES)
    Loaded.objects.get_or_create(one=True, defaults={"fingerprint": "", "loaded_at": now})
    loaded = Loaded.objects.select_for_update().get()
    if loaded.fingerprint == fingerprint and not force:
        return Load(changed=False, rows={})
    written = load_places() | load_lists()
    analyse()
    loaded.fingerprint, loaded.loaded_at = fingerprint, now
    loaded.save(update_fields=["fingerprint", "loaded_at"])
    return Load(changed=True, rows=written)


def load_places() -> dict[str, int]:
    provinces = places.provinces()
    communes = places.communes(provinces)
    units, links = former.units(communes)
    written = {"provinces": put(Province, provinces), "communes": put(Commune, communes)}
    written["former units"] = put(FormerUnit, units)
    FormerCommune.objects.all().delete()
    FormerUnit.objects.exclude(pk__in=[unit.pk for unit in units]).delete()
    FormerCommune.objects.bulk_create(links, batch_size=5000)
    written["industrial parks"] = put(IndustrialPark, places.parks(communes, provinces))
    return written


def load_lists() -> dict[str, int]:
    return {
        "occupations": put(Occupation, lists.occupations()),
        "industries": put(Industry, lists.industries()),
        "training fields": put(TrainingField, lists.training_fields()),
    }


def analyse() -> None:
    """Tables filled at once look empty to the planner until somebody counts them: a search then took twenty seconds."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'ANALYZE "{table._meta.db_table}"')


def put(table: type[models.Model], rows: Sequence[models.Model]) -> int:
    """Insert or update by official code. What a file no longer names stays: others may point at it."""
    fields = [field.attname for field in table._meta.concrete_fields if not field.primary_key]
    table._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=fields, batch_size=2000
    )
    return len(rows)
