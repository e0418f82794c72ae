"""What a worker of a cluster does with one part. Imports nothing that needs Django before Django stands."""

import os
from typing import Any

Columns = dict[str, Any]


def make(people: Columns, openings: Columns, k: int, settings: str) -> tuple[Any, Any]:
    """Rows and scores of the lists of one part of the people."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from nhipcau.matching.kernel import columns, pruned

    found = pruned.best_openings(columns.People(**held(people)), columns.Openings(**held(openings)), k)
    return found.rows, found.scores


def held(columns: Columns) -> Columns:
    """Arrays that came over the wire may be read-only; compiled code has one form for all."""
    return {name: column if column.flags.writeable else column.copy() for name, column in columns.items()}
