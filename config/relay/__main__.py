"""The configuration of a relay in service (docs/operations/video.md).

`python -m config.relay print production --name relay.example.vn --address 203.0.113.7` shows it without its secret;
`… write /etc/turnserver.conf --name … --address …` writes it with the secret of /etc/turnserver/secret, closed to others.
Python's own library is enough for it: the machine of the relay needs no .venv.
"""

import argparse
import grp
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from config.private.trouble import TroubleError
from config.relay import files, told

GROUP = "turnserver"  # Debian's account of the service
KEPT = Path("/etc/turnserver")


def place(words: argparse.Namespace) -> files.Place:
    return files.Place(
        addresses=tuple(words.address),
        port=words.port,
        tls_port=words.tls_port,
        certificate=words.certificate,
        key=words.key,
        realm=words.name,
    )


def write(target: Path, words: argparse.Namespace) -> int:
    secrets = told.secrets_in(words.secrets)
    body = files.production(place(words), secrets=secrets, behind=words.behind)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        files.write_closed(fresh, body.encode(), 0o640)
        with suppress(KeyError, PermissionError):
            shutil.chown(fresh, group=grp.getgrnam(GROUP).gr_gid)
        fresh.replace(target)
    except OSError as error:
        raise TroubleError(
            f"Không ghi được {target}: {error.strerror}.", f"Cannot write {target}: {error.strerror}."
        ) from None
    print(f"{target}")
    return 0


def main(said: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="python -m config.relay", description=__doc__)
    asked.add_argument("what", choices=["print", "write"])
    asked.add_argument("target", help="production, or where to write")
    asked.add_argument("--name", required=True, help="the name in the certificate")
    asked.add_argument("--address", required=True, action="append", help="of this machine; again for IPv6")
    asked.add_argument("--behind", default="", help="the public address, where a router translates it")
    asked.add_argument("--port", type=int, default=3478)
    asked.add_argument("--tls-port", type=int, default=443)
    asked.add_argument("--certificate", type=Path, default=KEPT / "certificate.pem")
    asked.add_argument("--key", type=Path, default=KEPT / "key.pem")
    asked.add_argument("--secrets", type=Path, default=KEPT / "secret", help="the file that holds the secret")
    words = asked.parse_args(said)
    if words.what == "write":
        return write(Path(words.target), words)
    if words.target != "production":
        asked.error("only production is printed")
    print(files.production(place(words), secrets=(), behind=words.behind), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
