"""A gateway that takes one JSON post per message: {"to": "0912345678", "text": "..."} under a bearer token.

Gateways here differ in names only; a proxy of a few lines, or a class beside this one, speaks for another.
"""

import json
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings

PATIENCE: Final = 10  # seconds: a person waits for the code in front of the page

SAFE: Final = ("https://", "http://127.0.0.1:", "http://localhost:")  # a token never crosses a network in clear


class NoRedirects(HTTPRedirectHandler):
    """The token goes to the address in the settings and nowhere else."""

    def redirect_request(self, *_answer: Any) -> None:
        return None


class HttpGateway:
    """Raises OSError, with a reason that names neither number nor words, when the message was not taken."""

    def send(self, *, to: str, words: str) -> None:
        if not settings.SMS_GATEWAY_URL.startswith(SAFE):
            raise OSError("SMS_GATEWAY_URL is not an https address.")
        request = Request(  # noqa: S310 the address is checked above
            settings.SMS_GATEWAY_URL,
            data=json.dumps({"to": to, "text": words}).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}",
            },
            method="POST",
        )
        try:
            build_opener(NoRedirects, ProxyHandler({})).open(request, timeout=PATIENCE).close()
        except HTTPError as refusal:
            refusal.close()
            raise OSError(f"The gateway answered {refusal.code}.") from None
        except HTTPException as muddle:
            raise OSError(f"The gateway's answer made no sense: {type(muddle).__name__}.") from None
