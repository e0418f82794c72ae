"""Where the private database of this checkout lives, and as whom it runs."""

import hashlib
import os
import tempfile
from pathlib import Path

from config.private.trouble import TroubleError

ROOT = Path(__file__).resolve().parents[2]
MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]
AS_ROOT = os.geteuid() == 0
ACCOUNT = "nhipcau-db"  # PostgreSQL refuses to run as root
LONGEST_SOCKET_FOLDER = 90  # the system's limit for the whole path is 107 bytes

HOME = Path("/var/lib/nhipcau") / MARK if AS_ROOT else ROOT / "var" / "db"
DATA = HOME / "data"
HALF_MADE = HOME / "data.new"
LOG = HOME / "postgres.log"
LOCK = HOME / "starting.lock"
DEMO = HOME / "demo.lock"  # held by a running demo; its address is inside
SECRETS = HOME / "secrets"


def socket_folder() -> Path:
    """A folder that only the database's account may enter: who can enter it may connect."""
    inside = HOME / "socket"
    if len(os.fsencode(inside)) < LONGEST_SOCKET_FOLDER:
        return inside
    return Path(tempfile.gettempdir()) / f"nhipcau-{os.geteuid()}-{MARK}"


SOCKETS = socket_folder()
SOCKET = SOCKETS / ".s.PGSQL.5432"


def private_folder(path: Path) -> Path:
    """Make a folder nobody else may enter; refuse one that somebody else made in our place."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        seen = path.lstat()
        if path.is_symlink() or seen.st_uid != os.geteuid():
            raise TroubleError(
                f"Thư mục {path} thuộc về người khác nên không dùng được.",
                f"The folder {path} belongs to somebody else, so it cannot be used.",
            )
        path.chmod(0o700)
    except OSError as error:
        raise TroubleError(
            f"Không tạo được thư mục {path}: {error.strerror}.",
            f"Cannot make the folder {path}: {error.strerror}.",
        ) from None
    return path
