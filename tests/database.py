"""Test databases in a tenth of a second: one migrated template, copied for each worker."""

import hashlib
import os
import threading
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection, connections

WORD = "test_nhipcau_template_"
LOCK = 20231116


def make() -> str:
    """A fresh copy of the migrated template becomes this process's database."""
    template = WORD + digest_of_migrations()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{settings.DATABASES['default']['TEST']['NAME']}_{worker}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{WORD}%"])
        made = {row[0] for row in cursor.fetchall()}
        if template not in made:
            build(cursor, template)
        for old in made - {template}:
            remove(cursor, old)
        remove(cursor, name)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    use(name)
    return name


def drop(name: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        remove(cursor, name)


def remove(cursor: object, name: str) -> None:
    """A plain drop ends an autovacuum worker in there, which FORCE may not do; FORCE ends everybody else."""
    try:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')  # type: ignore[attr-defined]
    except OperationalError:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[attr-defined]


def build(cursor: object, template: str) -> None:
    building = f"{template}_building"
    remove(cursor, building)
    cursor.execute(f'CREATE DATABASE "{building}"')  # type: ignore[attr-defined]
    use(building)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    cursor.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')  # type: ignore[attr-defined]


def use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


def one_connection_a_thread() -> None:
    """Playwright keeps a loop in the test's thread, and inside a loop Django would open that thread a second connection.

    The first would stay open unseen, and be ended when its database is copied or dropped.
    """
    connections._connections = threading.local()  # type: ignore[assignment]


def digest_of_migrations() -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def first_rows() -> str:
    """What migrations wrote into our tables. A test that commits empties every table at its end."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("nhipcau.")]
    written = [model._default_manager for model in ours if model._default_manager.exists()]
    return serializers.serialize("json", [row for rows in written for row in rows.order_by("pk")])


def put_back(rows: str) -> None:
    """Only into tables that are empty, as they are after such a test. What was counted in the cache is forgotten."""
    cache.clear()
    kept = list(serializers.deserialize("json", rows))
    emptied = {type(row.object) for row in kept if not type(row.object)._default_manager.exists()}
    for row in kept:
        if type(row.object) in emptied:
            row.save()
