"""Which media servers the environment names: MEDIA_SERVERS and MEDIA_SECRET, both or neither."""

import os

from config.private.trouble import TroubleError
from config.relay.told import require_good

SCHEMES = ("http://", "https://")


def servers() -> list[str]:
    """Their doors for the pages, on a network that only the pages reach."""
    said = [item.strip().rstrip("/") for item in os.environ.get("MEDIA_SERVERS", "").split(",") if item.strip()]
    wrong = [url for url in said if not url.startswith(SCHEMES)]
    if wrong:
        raise TroubleError(
            f"MEDIA_SERVERS: “{wrong[0]}” không phải địa chỉ http:// hay https://. Ví dụ: http://10.0.0.6:8088/janus",
            f"MEDIA_SERVERS: “{wrong[0]}” is no http:// or https:// address. For example: http://10.0.0.6:8088/janus",
        )
    return said


def secret() -> str:
    said = os.environ.get("MEDIA_SECRET", "")
    if servers():
        require_good(said, "MEDIA_SECRET")
    return said
