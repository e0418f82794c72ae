"""The live process, for uvicorn: `uvicorn config.asgi_live:application`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
django.setup()

from nhipcau.foundation.live.asgi import application  # noqa: E402

__all__ = ["application"]
