"""A database of the measurement's own, thrown away after it."""

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def database() -> Iterator[None]:
    """Django stands on an empty migrated database; the demo's is not touched. Import models inside only."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    os.environ.setdefault("DB_SUFFIX", "_bench")
    os.environ["NHIPCAU_ROLE"] = "owner"
    import django

    django.setup()
    from django.db import connections

    copies: Any = importlib.import_module("tests.database")
    name = copies.make()
    try:
        yield
    finally:
        connections.close_all()
        copies.drop(name)
