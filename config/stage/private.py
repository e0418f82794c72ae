"""The media servers of one machine: several small ones, each written into a folder of its own, started by whoever keeps them.

Their door for the pages is on loopback. Sound and picture go to an address of this machine that leads out, since Janus takes
none of loopback; a UDP port is open for as long as somebody is in a room.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from config.private import places
from config.relay.private import free_ports, reached_at
from config.stage import files
from config.stage.files import Place

PORTS_EACH = 240  # connections that one carries: a talk of a hundred and two panels
FIRST_MEDIA = 30_000


@dataclass(frozen=True, kw_only=True)
class Servers:
    """What the pages must know, and the commands that make it true."""

    secret: str
    places: tuple[Place, ...]
    commands: tuple[tuple[str, ...], ...]

    @property
    def environment(self) -> dict[str, str]:
        return {"MEDIA_SECRET": self.secret, "MEDIA_SERVERS": ",".join(place.url for place in self.places)}


def program() -> str | None:
    return shutil.which("janus")


def prepare(folder: Path, *, above: int, secret: str, count: int = 2, media_above: int = FIRST_MEDIA) -> Servers:
    """Write `count` instances. `above`: their doors take the next free ports; `media_above`: the first UDP port of the first."""
    ports = free_ports("127.0.0.1", above=above, count=count)
    made, commands = [], []
    for nth, port in enumerate(ports):
        name = f"media-{nth + 1}"
        places.private_folder(folder / name)
        first = media_above + nth * PORTS_EACH
        place = Place(
            name=name,
            inside="127.0.0.1",
            port=port,
            address=leads_out(),
            first=first,
            last=first + PORTS_EACH - 1,
        )
        files.write(folder / name, place, secret=secret)
        made.append(place)
        commands.append(command(folder / name))
    return Servers(secret=secret, places=tuple(made), commands=tuple(commands))


def command(folder: Path) -> tuple[str, ...]:
    return (program() or "janus", "-F", str(folder))


def leads_out() -> str:
    """The address of this machine that others would reach; loopback where it has no other, and then nothing comes through."""
    return reached_at("0.0.0.0")
