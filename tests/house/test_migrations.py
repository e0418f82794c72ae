"""Every step of the database can be taken back, or says why not."""

import sys

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

OURS = {app.label for app in apps.get_app_configs() if app.name.startswith("nhipcau.")}


def steps() -> list[tuple[str, Operation, str]]:
    loaded = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return [
        (f"{label}.{name}", step, sys.modules[migration.__module__].__doc__ or "")
        for (label, name), migration in loaded.items()
        if label in OURS
        for step in migration.operations
    ]


def test_every_migration_can_be_taken_back_or_says_why_not() -> None:
    stuck = [
        f"{name}: {step.describe()}"
        for name, step, words in steps()
        if not step.reversible and "cannot be taken back" not in words
    ]
    assert stuck == []


@pytest.mark.parametrize("label", sorted(OURS))
def test_a_context_has_one_line_of_migrations(label: str) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert len(loader.graph.leaf_nodes(label)) <= 1
