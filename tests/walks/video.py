"""The online room of a party: who may do what in it, and with which page."""

import json
from typing import Any

from tests.walks.can import Can, sends
from tests.walks.party import Party

BEGUN = (("interviews:room-begin", lambda _party: {}),)


def own_page(party: Party) -> dict[str, Any]:
    return {"me": party.ids["page"]["in_room"]}


def told(party: Party) -> dict[str, Any]:
    return {"said": json.dumps(own_page(party) | {"line": {"rtt": 5}})}


VIDEO = {
    "interviews:call-enter": sends("in_room", "in_room", said="{}"),
    "interviews:call-exchange": Can("in_room", "in_room", told),
    "interviews:call-leave": Can("in_room", "in_room", own_page),
    "interviews:call-join": Can("in_room", "in_room", told, writes=False, answers=409),
    "interviews:call-hear": Can("in_room", "in_room", told, writes=False, answers=409),
    "interviews:call-answer": Can("in_room", "in_room", told, writes=False, answers=409),
    "interviews:room-begin": sends("recruiter", "in_room"),
    "interviews:room-end": Can("recruiter", "in_room", lambda _party: {}, before=BEGUN),
    "interviews:room-extend": Can("recruiter", "in_room", lambda _party: {"extensions": "0"}, before=BEGUN),
    "interviews:sign": sends("in_room", "in_room", sign="cannot_hear"),
}
