"""A generic HTTP gateway: POST {to, text} as JSON with a bearer token; any 2xx is sent."""

import json
import urllib.error
import urllib.request
from typing import Final

from django.conf import settings

TIMEOUT: Final = 10  # seconds


class NotSent(Exception):
    """The gateway refused or did not answer; the words say which."""


class HttpGateway:
    def send(self, *, to: str, words: str) -> None:
        """Raises NotSent."""
        if not settings.SMS_GATEWAY_URL.startswith(("https://", "http://127.0.0.1:")):
            raise NotSent("SMS_GATEWAY_URL is not an https address")
        body = json.dumps({"to": to, "text": words}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}"}
        request = urllib.request.Request(settings.SMS_GATEWAY_URL, data=body, headers=headers, method="POST")  # noqa: S310
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=TIMEOUT):
                return
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            raise NotSent(str(error)[:200]) from error
