"""Which database to use: DATABASE_URL says so, or the private one of this checkout is found or started."""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.private import cluster, places
from config.private.trouble import TroubleError

OWNERS_COMMANDS = {
    *("migrate", "makemigrations", "sqlmigrate", "showmigrations", "flush", "test", "testserver"),
    *("pgtrigger", "create_test_template"),
}


# What these write can be written again, so they need not wait for the disk at every step.
HASTY_COMMANDS = {"load_reference", "make_demo", "play_morning"}


def command() -> str:
    """The word after manage.py."""
    return sys.argv[1] if len(sys.argv) > 1 and Path(sys.argv[0]).name == "manage.py" else ""


def role() -> str:
    """The owner migrates and makes test databases; everything else runs as the application."""
    if said := os.environ.get("NHIPCAU_ROLE"):
        return said
    return "owner" if command() in OWNERS_COMMANDS or "pytest" in sys.modules else "app"


def settings() -> dict[str, Any]:
    """Django's DATABASES["default"]."""
    url = os.environ.get("DATABASE_URL", "")
    if role() == "owner":
        url = os.environ.get("DATABASE_OWNER_URL", url)
    options = patience()
    if url:
        where = read_url(url)
        options |= where.pop("OPTIONS")
    else:
        where = private_place()
    if size := pool_size():
        options["pool"] = {"min_size": 1, "max_size": size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **where,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"NAME": f"test_{where['NAME']}{os.environ.get('DB_SUFFIX', '')}"},
    }


def patience() -> dict[str, Any]:
    """A cut network or a stuck lock fails in seconds; migrations may take their time."""
    limit = "10min" if role() == "owner" else "30s"
    hasty = command() in HASTY_COMMANDS or "pytest" in sys.modules
    haste = " -c synchronous_commit=off" if hasty else ""
    return {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "application_name": "nhipcau",
        "options": f"-c statement_timeout={limit} -c lock_timeout=10s{haste}",
    }


def pool_size() -> int:
    """Processes that serve many requests keep connections in a pool; commands and tests do not."""
    serving = {"gunicorn", "uvicorn"} & {*Path(sys.argv[0]).parts}
    return int(os.environ.get("DATABASE_POOL", "8" if serving else "0"))


def private_place() -> dict[str, Any]:
    cluster.ensure_running()
    user = "nhipcau_owner" if role() == "owner" else "nhipcau_app"
    return {"NAME": "nhipcau", "USER": user, "PASSWORD": "", "HOST": str(places.SOCKETS), "PORT": "5432"}


def read_url(url: str) -> dict[str, Any]:
    """postgresql://user:password@host:port/name?sslmode=require; host may also be a socket's folder."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise TroubleError(
            "DATABASE_URL phải có dạng postgresql://người_dùng:mật_khẩu@máy:cổng/tên.",
            "DATABASE_URL must look like postgresql://user:password@host:port/name.",
        )
    extra = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": extra.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": extra.pop("port", None) or str(parts.port or ""),
        "OPTIONS": extra,
    }


def secret(name: str) -> str:
    """A random secret of this checkout: made once, readable by its owner only."""
    folder = places.private_folder(places.SECRETS)
    path = folder / name
    if not path.is_file():
        fresh = folder / f".{name}.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            path.hardlink_to(fresh)  # whoever is first wins, and the other reads the winner's
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text()
