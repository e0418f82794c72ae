"""A real process that does the background jobs of a test's database, at the time the test lives in."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

ROOT: Final = Path(__file__).parents[2]
UNDONE: Final = ("todo", "doing")
PATIENCE: Final = 90.0  # seconds until it has started and done what waited

WORK: Final = """
import sys
from datetime import datetime

import time_machine
from django.core.management import execute_from_command_line

with time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=True):
    execute_from_command_line(["manage.py", "procrastinate", "worker", "--concurrency", "4"])
"""


@contextmanager
def jobs_being_done() -> Iterator[None]:
    """What waited is done when this begins; the search index is that of `settings.SEARCH_ROOT`."""
    command = [sys.executable, "-c", WORK, timezone.now().isoformat()]
    environment = {**os.environ, "DATABASE_URL": address_of(connection.settings_dict)}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_SEARCH_ROOT": str(settings.SEARCH_ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + PATIENCE
        while waits():
            assert process.poll() is None, "the jobs' process ended"
            assert time.monotonic() < deadline, "what waited is not done"
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def waits() -> bool:
    return ProcrastinateJob.objects.filter(status__in=UNDONE, scheduled_at=None).exists()


def address_of(database: dict[str, Any]) -> str:
    where = urlencode({"host": database["HOST"], "port": database["PORT"]})
    owner = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    return f"postgresql://{owner}@/{database['NAME']}?{where}"
