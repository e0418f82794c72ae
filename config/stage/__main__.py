"""The configuration of a media server in service (docs/operations/video.md).

`python -m config.stage print --name media-1 --inside 10.0.0.6 --address 203.0.113.6` shows it without its secret;
`… write /etc/nhipcau-media/media-1 --name …` writes it with the secret of /etc/nhipcau-media/secret, closed to others.
Python's own library is enough for it: the machine of a media server needs no .venv.
"""

import argparse
import grp
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from config.private.trouble import TroubleError
from config.relay import told
from config.stage import files

GROUP = "janus"  # Debian's account of the service
KEPT = Path("/etc/nhipcau-media/secret")
HIDDEN = "…"  # is written, never printed


def place(words: argparse.Namespace) -> files.Place:
    return files.Place(
        name=words.name,
        inside=words.inside,
        port=words.port,
        address=words.address,
        first=words.first,
        last=words.first + words.ports - 1,
        behind=words.behind,
    )


def write(target: Path, words: argparse.Namespace) -> int:
    secret = told.secrets_in(words.secrets)[0]
    try:
        target.mkdir(parents=True, exist_ok=True)
        files.write(target, place(words), secret=secret)
        with suppress(LookupError, PermissionError):
            for path in (target, *target.glob("*.jcfg")):
                shutil.chown(path, group=grp.getgrnam(GROUP).gr_gid)
    except OSError as error:
        raise TroubleError(
            f"Không ghi được {target}: {error.strerror}.", f"Cannot write {target}: {error.strerror}."
        ) from None
    print(f"{target}")
    return 0


def main(said: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="python -m config.stage", description=__doc__)
    asked.add_argument("what", choices=["print", "write"])
    asked.add_argument("target", nargs="?", type=Path, help="the folder to write")
    asked.add_argument("--name", required=True, help="of this instance")
    asked.add_argument("--inside", required=True, help="the address that the pages reach and nobody else")
    asked.add_argument("--port", type=int, default=8088, help="the door for the pages")
    asked.add_argument("--address", required=True, help="of this machine, to which browsers send")
    asked.add_argument("--behind", default="", help="the public address, where a router translates it")
    asked.add_argument("--first", type=int, default=20_000, help="the first UDP port")
    asked.add_argument("--ports", type=int, default=500, help="how many: one for each connection")
    asked.add_argument("--secrets", type=Path, default=KEPT, help="the file that holds the secret")
    words = asked.parse_args(said)
    if words.what == "write":
        if words.target is None:
            asked.error("where to write?")
        return write(words.target, words)
    for name, body in files.parts(place(words), secret=HIDDEN, folder=Path("/etc/nhipcau-media") / words.name).items():
        print(f"# {name}\n{body}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
