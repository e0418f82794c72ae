"""A checkout as small as can be, elsewhere on the disk: its own private database, the same supervisor."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SETTINGS = """
from config import database
SECRET_KEY = database.secret("session")
DATABASES = {"default": database.settings()}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.staticfiles",
    "procrastinate.contrib.django", "small"]
ROOT_URLCONF, STATIC_URL, USE_TZ = "small.urls", "/static/", True
STATIC_ROOT, ALLOWED_HOSTS = "var/static", ["*"]
"""
URLS = """
from django.db import connection
from django.http import HttpResponse
from django.urls import path

def home(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return HttpResponse(cursor.fetchone()[0])

urlpatterns = [path("", home)]
"""
COMMAND = """
from django.core.management.base import BaseCommand

class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--if-needed", action="store_true")

    def handle(self, **options):
        print("accounts of the demo")
"""
LIVE = """
async def application(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"live"})
"""


class Checkout:
    """What a person does in a terminal of that folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(REPOSITORY / "config", folder / "config", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(REPOSITORY / "manage.py", folder)
        self.commands = commands = folder / "small" / "management" / "commands"
        commands.mkdir(parents=True)
        for place in (folder / "small", commands.parent, commands):
            (place / "__init__.py").touch()
        for name in (
            "load_reference",
            "make_demo",
            "compile_kernel",
            "compile_timetable",
            "rebuild_search",
            "make_lists",
            "demo_accounts",
        ):
            (commands / f"{name}.py").write_text(COMMAND)
        (folder / "config" / "settings" / "demo.py").write_text(SETTINGS)
        (folder / "config" / "asgi_live.py").write_text(LIVE)
        (folder / "small" / "urls.py").write_text(URLS)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "PYTEST"))}
        self.environment = {**kept, "DJANGO_SETTINGS_MODULE": "config.settings.demo"}
        self.environment.pop("MAKELEVEL", None)

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def open(self, *words: str, **environment: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def data(self) -> Path:
        return Path(self.run("-c", "from config.private import places; print(places.DATA)").stdout.strip())

    def kill_database(self) -> None:
        pid = self.database_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def database_pid(self) -> int | None:
        found = re.search(r"process (\d+)", self.run("-m", "config.private", "status").stdout)
        return int(found[1]) if found else None

    def processes(self) -> list[str]:
        """Whatever still runs from this folder or keeps its data open."""
        home = str(self.data().parent)
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                where = str((entry / "cwd").readlink())
                if where.startswith((str(self.folder), home)) or home in words:
                    found.append(words)
        return found


@pytest.fixture(autouse=True)
def frozen_clock() -> None:
    """Processes of their own live in their own time, and waiting for them needs a clock that runs."""


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path / "nhip-cau")
    yield made
    made.run("-m", "config.private", "reset")


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_until(fact: object, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if fact():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def end(process: "subprocess.Popen[str]", signum: int = signal.SIGINT) -> str:
    process.send_signal(signum)
    return process.communicate(timeout=40)[0]
