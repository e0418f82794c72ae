"""Waking the pages that watch a topic, and saying who may watch it.

A topic is `kind:id`. Only its name travels: a page that hears it asks again for what it may see.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db import connection

CHANNEL: Final = "nhipcau_live"
Guard = Callable[[Any, int], bool]

Presence = Callable[[int, bool, int], None]

_guards: dict[str, Guard] = {}
_presences: dict[str, Presence] = {}


def touch(*topics: str) -> None:
    """Wake the watchers when this transaction commits; nobody hears of one that rolls back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) AS topic", [CHANNEL, list(set(topics))])


def guard(kind: str) -> Callable[[Guard], Guard]:
    """Register who may watch topics of a kind: a function of the user (or visitor) and the id."""

    def register(check: Guard) -> Guard:
        _guards[kind] = check
        return check

    return register


def presence(kind: str) -> Callable[[Presence], Presence]:
    """Register who is told that the first stream of a topic opened (True), or the last is gone for a while (False).

    Told by the live process, of topics that only the person themself may watch. The third word numbers the person's newest
    stream: later ones have larger numbers, so that what is told late of an earlier one can be known for it.
    """

    def register(note: Presence) -> Presence:
        _presences[kind] = note
        return note

    return register


def presence_of(topic: str) -> Presence | None:
    return _presences.get(topic.partition(":")[0])


def may_watch(user: Any, topic: str) -> bool:
    """A topic whose kind nobody guards is watched by nobody."""
    kind, _, number = topic.partition(":")
    check = _guards.get(kind)
    return bool(check and number.isdecimal() and len(number) < 19 and check(user, int(number)))
