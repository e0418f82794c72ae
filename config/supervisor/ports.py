"""Which ports the demo answers on, and who else has them."""

import os
import socket

from config.private.trouble import TroubleError

HOST = os.environ.get("HOST", "")


def addresses() -> list[str]:
    """This machine only, by both of its names; HOST=0.0.0.0 opens it to the phones in the room."""
    if HOST:
        return [HOST]
    return ["127.0.0.1", "::1"] if is_free(0, "::1") else ["127.0.0.1"]


def is_free(port: int, address: str = "127.0.0.1") -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address, port))
    except OSError:
        return False
    return True


def asked(name: str, default: int) -> int:
    said = os.environ.get(name) or str(default)
    if not (said.isdigit() and 0 < int(said) < 65536):
        raise TroubleError(
            f"{name}={said} không phải là một cổng (1 đến 65535).",
            f"{name}={said} is not a port (1 to 65535).",
        )
    return int(said)


def of_pages() -> int:
    port = asked("PORT", 8000)
    if not all(is_free(port, address) for address in addresses()):
        raise TroubleError(
            f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: PORT={port + 123} make demo",
            f"Port {port} is used by another program. Choose another: PORT={port + 123} make demo",
        )
    return port


def of_live(pages: int) -> int:
    """The one that was asked for, else the next free one above the pages."""
    if os.environ.get("LIVE_PORT"):
        port = asked("LIVE_PORT", pages + 1)
        if not all(is_free(port, address) for address in addresses()):
            raise TroubleError(
                f"Cổng {port} (LIVE_PORT) đang có chương trình khác dùng.",
                f"Port {port} (LIVE_PORT) is used by another program.",
            )
        return port
    for port in range(pages + 1, min(pages + 200, 65536)):
        if all(is_free(port, address) for address in addresses()):
            return port
    raise TroubleError(
        f"Không còn cổng trống nào trên {pages} cho luồng trực tiếp. Đặt LIVE_PORT.",
        f"No port above {pages} is free for the live stream. Set LIVE_PORT.",
    )
