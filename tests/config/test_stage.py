"""The media servers' configuration: what it opens, what it shuts, and who may read it."""

import json
import urllib.request
from itertools import pairwise
from pathlib import Path

import pytest

from config.private.trouble import TroubleError
from config.relay.private import free_ports
from config.stage import files, private, told
from config.stage.__main__ import main
from config.stage.files import Place
from tests.relaying import started

SECRET = "only-for-tests-and-long-enough-to-be-one"
ASKED = ["--name", "media-1", "--inside", "10.0.0.6", "--address", "203.0.113.6"]


def place(port: int) -> Place:
    return Place(name="m", inside="127.0.0.1", port=port, address=private.leads_out(), first=29_000, last=29_100)


def test_a_server_in_service_answers_pages_alone_and_runs_nothing_but_rooms(tmp_path: Path) -> None:
    (port,) = free_ports("127.0.0.1", above=23_000, count=1)
    files.write(tmp_path, place(port), secret=SECRET)

    asked = f"{place(port).url}/info"
    with started(private.command(tmp_path), port, tmp_path / "log"), urllib.request.urlopen(asked) as answer:
        said = json.load(answer)

    assert said["ice-lite"] is True
    assert said["api_secret"] is True
    assert list(said["plugins"]) == ["janus.plugin.videoroom"]
    assert list(said["transports"]) == ["janus.transport.http"]


def test_what_is_printed_has_no_secret_and_what_is_written_is_closed(tmp_path: Path, capsys) -> None:
    kept = tmp_path / "secret"
    kept.write_text(SECRET)
    kept.chmod(0o640)

    main(["print", *ASKED])
    printed = capsys.readouterr().out
    main(["write", str(tmp_path / "media-1"), *ASKED, "--secrets", str(kept)])

    written = tmp_path / "media-1" / "janus.jcfg"
    assert SECRET not in printed
    assert 'ice_enforce_list = "203.0.113.6"' in printed
    assert SECRET in written.read_text()
    assert written.stat().st_mode & 0o007 == 0


def test_a_secret_that_everybody_may_read_is_not_taken(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text(SECRET)
    kept.chmod(0o644)

    with pytest.raises(TroubleError):
        main(["write", str(tmp_path / "media-1"), *ASKED, "--secrets", str(kept)])
    assert not (tmp_path / "media-1").exists()


@pytest.mark.parametrize(
    ("servers", "secret"), [("ftp://10.0.0.6/janus", SECRET), ("http://10.0.0.6:8088/janus", "short")]
)
def test_addresses_that_cannot_be_or_a_short_secret_stop_the_start(
    monkeypatch: pytest.MonkeyPatch, servers: str, secret: str
) -> None:
    monkeypatch.setenv("MEDIA_SERVERS", servers)
    monkeypatch.setenv("MEDIA_SECRET", secret)

    with pytest.raises(TroubleError):
        told.secret()


def test_no_server_needs_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDIA_SERVERS", raising=False)
    monkeypatch.delenv("MEDIA_SECRET", raising=False)

    assert (told.servers(), told.secret()) == ([], "")


def test_several_small_ones_share_no_port(tmp_path: Path) -> None:
    made = private.prepare(tmp_path, above=24_000, secret=SECRET, count=3)

    ports = [place.port for place in made.places]
    spans = sorted((place.first, place.last) for place in made.places)
    assert len(set(ports)) == 3
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert made.environment["MEDIA_SERVERS"].count(",") == 2
