"""A room with many through a media server. Every page sends once, whatever the number of those who hear it.

The servers are several and small; a room stands on one of them. If that one dies, the room is opened on another and everybody
joins again: `keep` says so. Pages never speak to a server but with sound and picture: they are
let in, and what they say of their network is taken out, by us.
"""

import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F

from nhipcau.foundation.stage.janus import Body, Dead, NotSending, Server, Unknown
from nhipcau.foundation.stage.models import Hearing, Seat, Stage

PICTURE: Final = 500_000  # bit/s that one who speaks may send
SOUND: Final = "0"  # the first of what a page sends
CANDIDATE: Final = re.compile(r"^a=(candidate:|end-of-candidates).*\r?\n", re.MULTILINE)


class Unreachable(Exception):
    """No media server answers."""


class Gone(Exception):
    """This room or this seat is no more: join again."""


@dataclass(frozen=True)
class Joined:
    """`answer`: the description that lets the page send; None for who only listens."""

    generation: int
    answer: Body | None


def is_set_up() -> bool:
    return bool(settings.MEDIA_SERVERS)


def stands(key: str) -> bool:
    """Whether a room is open."""
    return Stage.objects.filter(key=key, closed_at=None).exists()


def join(*, key: str, holder: str, offer: Body | None, speakers: int, now: datetime) -> Joined:
    """A seat for `holder`, anew if there was one; the room is opened when nobody has been there.

    `offer`: what this page sends, None for who only listens. `speakers`: the most who send at once. Raises Unreachable.
    """
    stage = _open(key, speakers=speakers, now=now)
    for _attempt in range(2):
        server = _server(stage)
        try:
            return _seated(stage, server, holder, offer)
        except (Dead, Unknown):
            stage = _moved(stage)
    raise Unreachable


def hear(*, key: str, holder: str, speaker: str, generation: int, picture: bool = True) -> Body:
    """The description by which the page hears `speaker` and, with `picture`, sees them; empty while they send nothing yet.

    Raises Gone.
    """
    seat = _seat(key, holder)
    if seat.generation != generation:
        raise Gone
    heard = Seat.objects.filter(stage=seat.stage, holder=speaker, generation=seat.generation, handle__isnull=False)
    feed = heard.values_list("pk", flat=True).first()
    if feed is None:
        return {}
    server = _server(seat.stage)
    with suppress(Hearing.DoesNotExist, Unknown, Dead):
        server.detach(seat.session, seat.hearings.get(speaker=speaker).handle)
    streams = [{"feed": feed} if picture else {"feed": feed, "mid": SOUND}]
    body = {"request": "join", "ptype": "subscriber", "room": seat.stage.number, "streams": streams}
    try:
        handle = server.attach(seat.session)
        offer = server.arrange(seat.session, handle, body)
    except NotSending:
        server.detach(seat.session, handle)
        return {}
    except (Dead, Unknown):
        raise Gone from None
    Hearing.objects.update_or_create(seat=seat, speaker=speaker, defaults={"handle": handle})
    return offer


def begin_hearing(*, key: str, holder: str, speaker: str, answer: Body) -> None:
    """Raises Gone."""
    seat = _seat(key, holder)
    hearing = seat.hearings.filter(speaker=speaker).first()
    if hearing is None:
        raise Gone
    try:
        _server(seat.stage).arrange(seat.session, hearing.handle, {"request": "start"}, without_network(answer))
    except (Dead, Unknown):
        raise Gone from None


def keep(*, key: str, holder: str) -> int:
    """The page is still there. The generation that it belongs to; another than the page's, or 0, asks it to join again."""
    seat = Seat.objects.select_related("stage").filter(stage__key=key, stage__closed_at=None, holder=holder).first()
    if seat is None or seat.generation != seat.stage.generation:
        return 0
    try:
        _server(seat.stage).keep(seat.session)
    except (Dead, Unknown):
        if _lost_room(seat.stage):
            with suppress(Unreachable):
                _moved(seat.stage)
        seat.delete()
        return 0
    return seat.generation


def speaking(key: str) -> dict[str, int]:
    """Who sends now, and a number that is another one when they began anew: then they are to be heard anew."""
    seats = Seat.objects.filter(
        stage__key=key, stage__closed_at=None, generation=F("stage__generation"), handle__isnull=False
    )
    return dict(seats.values_list("holder", "pk"))


def part(*, key: str, holder: str) -> None:
    """The page left; again changes nothing."""
    for seat in Seat.objects.select_related("stage").filter(stage__key=key, stage__closed_at=None, holder=holder):
        with suppress(Dead, Unknown):
            _server(seat.stage).end(seat.session)
        seat.delete()


def close(*, key: str, now: datetime) -> None:
    """Everybody is out, and the room is gone from its server."""
    for stage in Stage.objects.filter(key=key, closed_at=None):
        server = _server(stage)
        sessions = list(stage.seats.values_list("session", flat=True))
        stage.closed_at = now
        stage.save(update_fields=["closed_at"])
        stage.seats.all().delete()
        with suppress(Dead, Unknown):
            _ask_room(server, {"request": "destroy", "room": stage.number})
            for session in sessions:
                with suppress(Unknown):
                    server.end(session)


def without_network(description: Body) -> Body:
    """The server learns where a page is from what arrives, and needs no address in words."""
    return {"type": description["type"], "sdp": CANDIDATE.sub("", description["sdp"])}


def _seated(stage: Stage, server: Server, holder: str, offer: Body | None) -> Joined:
    earlier = Seat.objects.filter(stage=stage, holder=holder).first()
    if earlier is not None:
        with suppress(Dead, Unknown):
            server.end(earlier.session)
        earlier.delete()
    session = server.begin()
    seat = Seat.objects.create(stage=stage, holder=holder, generation=stage.generation, session=session)
    if offer is None:
        if not _has_room(server, stage):
            raise Unknown
        return Joined(stage.generation, None)
    handle = server.attach(session)
    body = {"request": "joinandconfigure", "ptype": "publisher", "room": stage.number, "id": seat.pk}
    answer = server.arrange(session, handle, body, without_network(offer))
    seat.handle = handle
    seat.save(update_fields=["handle"])
    return Joined(stage.generation, answer)


def _seat(key: str, holder: str) -> Seat:
    seat = Seat.objects.select_related("stage").filter(stage__key=key, stage__closed_at=None, holder=holder).first()
    if seat is None or seat.generation != seat.stage.generation:
        raise Gone
    return seat


def _open(key: str, *, speakers: int, now: datetime) -> Stage:
    known = Stage.objects.filter(key=key, closed_at=None).first()
    if known is not None:
        return known
    address, number = _made(speakers, besides="")
    with transaction.atomic():
        stage, is_new = Stage.objects.get_or_create(
            key=key,
            closed_at=None,
            defaults={"server": address, "number": number, "speakers": speakers, "opened_at": now},
        )
    if not is_new:  # somebody was quicker
        with suppress(Dead, Unknown):
            _ask_room(Server(address, settings.MEDIA_SECRET), {"request": "destroy", "room": number})
    return stage


def _moved(stage: Stage) -> Stage:
    """The room opened on another server, once, however many find out at the same moment."""
    address, number = _made(stage.speakers, besides=stage.server)
    moved = Stage.objects.filter(pk=stage.pk, closed_at=None, generation=stage.generation)
    if not moved.update(server=address, number=number, generation=stage.generation + 1):
        with suppress(Dead, Unknown):
            _ask_room(Server(address, settings.MEDIA_SECRET), {"request": "destroy", "room": number})
    return Stage.objects.get(pk=stage.pk)


def _made(speakers: int, *, besides: str) -> tuple[str, int]:
    """A room on the server with the fewest seats that answers; the one in `besides` comes last."""
    seats = Seat.objects.filter(stage__closed_at=None).values_list("stage__server").annotate(number=Count("pk"))
    load = dict(seats)
    for address in sorted(settings.MEDIA_SERVERS, key=lambda one: (one == besides, load.get(one, 0))):
        number = secrets.randbits(52) + 1
        body: dict[str, Any] = {"request": "create", "room": number, "permanent": False, "is_private": True}
        body |= {"publishers": speakers, "bitrate": PICTURE, "bitrate_cap": True, "fir_freq": 10}
        body |= {"audiocodec": "opus", "videocodec": "vp8", "notify_joining": False, "record": False}
        with suppress(Dead, Unknown):
            _ask_room(Server(address, settings.MEDIA_SECRET), body)
            return address, number
    raise Unreachable


def _lost_room(stage: Stage) -> bool:
    try:
        return not _has_room(_server(stage), stage)
    except (Dead, Unknown):
        return True


def _has_room(server: Server, stage: Stage) -> bool:
    return bool(_ask_room(server, {"request": "exists", "room": stage.number}).get("exists"))


def _ask_room(server: Server, body: Body) -> Body:
    """In a session of its own, which ends with it."""
    session = server.begin()
    try:
        return server.tell(session, server.attach(session), body)
    finally:
        with suppress(Dead, Unknown):
            server.end(session)


def _server(stage: Stage) -> Server:
    return Server(stage.server, settings.MEDIA_SECRET)
