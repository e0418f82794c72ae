"""The relay of the demo's calls: coturn on this machine, where it is installed."""

import os

from config import database
from config.private import places
from config.private.trouble import TroubleError
from config.relay import private
from config.relay.private import Relay
from config.supervisor import ports


def prepared(live: int) -> Relay | None:
    """Written and ready to be started, on the next free ports above the live stream's. None where RELAY_URLS names another
    relay, or there is no coturn: private.program() tells which."""
    if os.environ.get("RELAY_URLS") or private.program() is None:
        return None
    address = private.reached_at(ports.HOST)
    try:
        port, tls_port = private.free_ports(address, above=live)
    except OSError:
        raise TroubleError(
            f"Không còn cổng trống nào trên {live} cho trạm chuyển tiếp cuộc gọi.",
            f"No port above {live} is free for the relay of calls.",
        ) from None
    secret = database.secret("relay")
    return private.prepare(places.HOME / "relay", address=address, ports=(port, tls_port), secret=secret)


def is_missing() -> bool:
    return not os.environ.get("RELAY_URLS") and private.program() is None
