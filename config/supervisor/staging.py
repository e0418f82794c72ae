"""The media servers of the demo's rooms with many: Janus on this machine, where it is installed."""

import os

from config import database
from config.private import places
from config.private.trouble import TroubleError
from config.stage import private
from config.stage.private import Servers


def prepared(live: int) -> Servers | None:
    """Written and ready to be started, on free ports well above the live stream's. None where MEDIA_SERVERS names others,
    or there is no Janus: private.program() tells which."""
    if os.environ.get("MEDIA_SERVERS") or private.program() is None:
        return None
    try:
        return private.prepare(places.HOME / "media", above=live + 10, secret=database.secret("media"))
    except OSError:
        raise TroubleError(
            f"Không còn cổng trống nào trên {live} cho máy chủ hình và tiếng.",
            f"No port above {live} is free for the media servers.",
        ) from None


def is_missing() -> bool:
    return not os.environ.get("MEDIA_SERVERS") and private.program() is None
