"""How the invented fair was made known: its links, and by which one each of those who registered themselves came."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Final

from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import BroughtBy, ChannelLink, FairSession
from nhipcau.site.demo.cast import Cast

GROUP: Final = "nhóm phường Việt Yên (mẫu)"
# Of a hundred who registered themselves; the rest came to the page by no link.
SHARES: Final = (
    (BroughtBy.ZALO, "", 27),
    (BroughtBy.ZALO, GROUP, 11),
    (BroughtBy.FACEBOOK, "", 19),
    (BroughtBy.POSTER, "", 9),
    (BroughtBy.LINKED_CENTRE, "", 7),
    (BroughtBy.SMS, "", 4),
    (BroughtBy.LOUDSPEAKER, "", 3),
    (BroughtBy.PRESS, "", 2),
)
LOOKERS: Final = (1, 1, 2, 3, 5)  # how many opened a link for each who registered


def links(cast: Cast, session: FairSession, *, now: datetime) -> list[ChannelLink]:
    """The usual ones and that of a commune's group."""
    fairs.make_links(session=session, by=cast.operator, now=now)
    fairs.add_link(session=session, channel=BroughtBy.ZALO, name=GROUP, by=cast.operator, now=now)
    return list(ChannelLink.objects.filter(session=session))


def brought(number: int, made: Sequence[ChannelLink]) -> ChannelLink | None:
    """By which link the person of this number comes: the same in every demo. Others looked at it and went away."""
    chance = Random(f"publicity:{number}")
    by_way = {(link.channel, link.name): link for link in made}
    at = chance.randrange(100)
    for channel, name, share in SHARES:
        if at < share:
            link = by_way[channel, name]
            for _looker in range(chance.choice(LOOKERS)):
                fairs.note_opening(link=link)
            return link
        at -= share
    return None
