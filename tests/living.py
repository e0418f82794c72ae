"""The live process as it serves, beside the pages of a browser test."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from django.db import connection

from nhipcau.foundation.live import asgi
from nhipcau.foundation.live.hub import Hub
from nhipcau.foundation.live.presence import Streams


@pytest.fixture
def live_process(monkeypatch: pytest.MonkeyPatch, settings: object, live_server: object) -> Iterator[None]:
    """The live process as it serves, on a port of its own; a gap of a moment is a lost line."""
    monkeypatch.setattr(asgi, "hub", Hub())
    monkeypatch.setattr(asgi, "here", Streams(gap=0.3))
    server = uvicorn.Server(uvicorn.Config(asgi.application, host="localhost", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    settings.LIVE_PORT = port  # type: ignore[attr-defined]
    yield
    server.should_exit = server.force_exit = True  # streams that are open do not keep it
    thread.join(5)
    connection.close()
