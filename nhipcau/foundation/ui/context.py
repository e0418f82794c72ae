"""What every page knows: the product, the centre, the time in force, where the live stream is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.ui.middleware import live_origin


def page(request: HttpRequest) -> dict[str, Any]:
    """No query unless the page shows the time in the demo."""
    origin = live_origin(request)
    return {
        "product_name": "Nhịp Cầu",
        "centre_name": settings.CENTRE_NAME,
        "demo": settings.DEMO,
        "live_url": f"//{origin}" if origin else "",
        "now": SimpleLazyObject(clock.now),
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }
