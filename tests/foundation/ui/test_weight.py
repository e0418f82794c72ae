"""The first page stays light on a slow phone."""

import gzip

from tests.house.places import PACKAGE

STATIC = PACKAGE / "foundation/ui/static/ui"
KIB = 1024


def packed(name: str) -> int:
    return len(gzip.compress((STATIC / name).read_bytes(), 9))


def test_the_heading_face_is_small():
    assert (STATIC / "be-vietnam-pro-600.woff2").stat().st_size <= 18 * KIB


def test_styles_and_scripts_of_every_page_leave_room_for_the_page():
    live = PACKAGE / "foundation/live/static/live/live.js"
    everywhere = sum(packed(name) for name in ("nhipcau.css", "htmx.min.js", "page.js"))
    everywhere += len(gzip.compress(live.read_bytes(), 9))
    everywhere += (STATIC / "be-vietnam-pro-600.woff2").stat().st_size

    assert packed("nhipcau.css") <= 14 * KIB
    assert everywhere <= 48 * KIB


def test_the_catalogue_itself_is_light(client):
    assert len(gzip.compress(client.get("/catalogue/").content)) <= 24 * KIB
