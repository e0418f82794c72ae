"""Which rows are the other party's, and what of them a request touched."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db import connection, models

Rows = dict[str, dict[str, str]]
Belongings = dict[type[models.Model], set[Any]]
OURS = [model for model in apps.get_models() if model.__module__.startswith("nhipcau.")]
TABLES = {model._meta.db_table: model for model in OURS}


def keys() -> Belongings:
    """The key of every row that there is."""
    return {model: set(model._default_manager.values_list("pk", flat=True)) for model in OURS}


def beyond(before: Belongings, after: Belongings) -> Belongings:
    return {model: after[model] - before[model] for model in after}


def rows() -> Rows:
    """Every row as text, by table and key."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table, model in TABLES.items():
            key = model._meta.pk.column
            cursor.execute(f'SELECT t."{key}"::text, t::text FROM "{table}" t')
            found[table] = dict(cursor.fetchall())
    return found


def touched(before: Rows, theirs: Belongings) -> set[str]:
    """Labels of the models of which a row of theirs changed or went, or a new or changed row points to theirs."""
    found: dict[str, bool] = defaultdict(bool)
    for table, now in rows().items():
        model = TABLES[table]
        mine = {str(key) for key in theirs[model]}
        other = {key for key in before[table].keys() | now.keys() if before[table].get(key) != now.get(key)}
        if other & mine or any(points_to(model, key, theirs) for key in other & now.keys()):
            found[model._meta.label] = True
    return set(found)


def points_to(model: type[models.Model], key: str, theirs: Belongings) -> bool:
    row = model._default_manager.get(pk=key)
    links = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return any(
        getattr(row, link.attname) in theirs.get(link.related_model, set())  # type: ignore[call-overload]
        for link in links
    )
