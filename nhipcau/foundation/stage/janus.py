"""What is said to one media server: Janus' JSON over HTTP, and its room plugin (janus.conf.meetecho.com/docs, version 1.1.2).

A request to a room is answered at once with "ack" and then by an event on the session, which is fetched here.
"""

import json
import secrets
import time
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PATIENCE: Final = 3.0  # seconds for one request
UNKNOWN: Final = frozenset({458, 459, 426})  # session, handle, room
NO_FEED: Final = 428
Body = dict[str, Any]


class Dead(Exception):
    """The server does not answer."""


class Unknown(Exception):
    """The server does not know this session, room or sender: it ended, or the server began anew."""


class NotSending(Exception):
    """Whom one wants to hear has no connection yet, or none any more."""


class Denied(Exception):
    """The server would not, and says why."""


class Server:
    def __init__(self, address: str, secret: str) -> None:
        self.address, self.secret = address, secret

    def begin(self) -> int:
        return int(self._ask("", janus="create")["data"]["id"])

    def attach(self, session: int) -> int:
        return int(self._ask(f"/{session}", janus="attach", plugin="janus.plugin.videoroom")["data"]["id"])

    def keep(self, session: int) -> None:
        self._ask(f"/{session}", janus="keepalive")

    def end(self, session: int) -> None:
        """With all its connections."""
        self._ask(f"/{session}", janus="destroy")

    def detach(self, session: int, handle: int) -> None:
        self._ask(f"/{session}/{handle}", janus="detach")

    def tell(self, session: int, handle: int, body: Body) -> Body:
        """What is answered at once: making, finding and ending rooms."""
        return _data(self._ask(f"/{session}/{handle}", janus="message", body=body))

    def arrange(self, session: int, handle: int, body: Body, jsep: Body | None = None) -> Body:
        """What is answered by an event; gives the description in it, or nothing."""
        said: Body = {"janus": "message", "body": body} | ({"jsep": jsep} if jsep else {})
        asked = self._ask(f"/{session}/{handle}", **said)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for event in self._events(session):
                if event.get("transaction") == asked["transaction"]:
                    _data(event)
                    return dict(event.get("jsep") or {})
        raise Dead(self.address)

    def _events(self, session: int) -> list[Body]:
        got = self._send(Request(f"{self.address}/{session}?maxev=10&apisecret={self.secret}"))  # noqa: S310 told.py
        return got if isinstance(got, list) else [got]

    def _ask(self, path: str, **said: Any) -> Body:
        said |= {"transaction": secrets.token_hex(8), "apisecret": self.secret}
        head = {"Content-Type": "application/json"}
        answer = self._send(Request(f"{self.address}{path}", json.dumps(said).encode(), head))  # noqa: S310 told.py
        _raise_for(answer.get("error") if answer.get("janus") == "error" else None)
        return {**answer, "transaction": said["transaction"]}

    def _send(self, request: Request) -> Any:
        try:
            with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 the scheme is looked at in config.stage.told
                return json.load(answer)
        except HTTPError as error:
            raise Unknown(str(error.code)) from None  # a poll of a session that is no more
        except (OSError, ValueError):
            raise Dead(self.address) from None


def _data(event: Body) -> Body:
    data: Body = event.get("plugindata", {}).get("data", {})
    if "error_code" in data:
        _raise_for({"code": data["error_code"], "reason": data.get("error", "")})
    return data


def _raise_for(error: Body | None) -> None:
    if error is None:
        return
    if error.get("code") in UNKNOWN:
        raise Unknown(error.get("reason"))
    if error.get("code") == NO_FEED:
        raise NotSending
    raise Denied(error.get("reason"))
