"""The two processes with the guard of the opening taken out: the control of `bench/opening.py`."""

import os
from typing import Any

EVERYBODY = 1e9


def pages() -> Any:
    """For gunicorn: the pages, without the gate in front of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    from django.conf import settings

    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith(".OpeningMiddleware")]
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def live() -> Any:
    """For uvicorn: the streams, without a limit."""
    from config import asgi_live
    from nhipcau.foundation.live import asgi
    from nhipcau.foundation.live.crowd import Gate

    asgi.gate, asgi.MOST_STREAMS = Gate(rate=EVERYBODY, burst=EVERYBODY), int(EVERYBODY)
    return asgi_live.application
