"""Which relay the environment names: RELAY_URLS and RELAY_SECRET, both or neither."""

import os
import re
from pathlib import Path

from config.private.trouble import TroubleError

GOOD = re.compile(r"[\w-]{32,}", re.ASCII)  # whoever holds one credential may try short secrets at home
SCHEMES = ("turn:", "turns:", "stun:")


def urls() -> list[str]:
    said = [item.strip() for item in os.environ.get("RELAY_URLS", "").split(",") if item.strip()]
    wrong = [url for url in said if not url.startswith(SCHEMES) or "//" in url]
    if wrong:
        raise TroubleError(
            f"RELAY_URLS: “{wrong[0]}” không phải địa chỉ turn:, turns: hay stun:. Ví dụ: turn:relay.vn:3478?transport=udp",
            f"RELAY_URLS: “{wrong[0]}” is no turn:, turns: or stun: address. For example: turn:relay.vn:3478?transport=udp",
        )
    return said


def secret() -> str:
    said = os.environ.get("RELAY_SECRET", "")
    if any(url.startswith(("turn:", "turns:")) for url in urls()):
        require_good(said)
    return said


def require_good(secret: str, where: str = "RELAY_SECRET") -> None:
    if not GOOD.fullmatch(secret):
        raise TroubleError(
            f"{where} phải có ít nhất 32 chữ cái, chữ số, - hoặc _. Tạo một chuỗi: openssl rand -hex 32",
            f"{where} must be 32 or more letters, digits, - or _. Make one: openssl rand -hex 32",
        )


def secrets_in(path: Path) -> tuple[str, ...]:
    """One a line, the newest first; two while they are changed. A file that everybody may read is refused."""
    try:
        body = path.read_text(encoding="utf-8")
        is_open = path.stat().st_mode & 0o007
    except OSError as error:
        raise TroubleError(
            f"Không đọc được {path}: {error.strerror}.", f"Cannot read {path}: {error.strerror}."
        ) from None
    if is_open:
        raise TroubleError(
            f"Ai cũng đọc được {path}. Hãy đóng lại: chmod 640 {path}",
            f"Everybody may read {path}. Close it: chmod 640 {path}",
        )
    found = tuple(line.strip() for line in body.splitlines() if line.strip())
    for secret in found or ("",):
        require_good(secret, str(path))
    return found
