"""Everybody else comes in by the demo's sign-in page, and each way their first page offers leads somewhere."""

from collections.abc import Callable

import pytest

from nhipcau.fairs.models import FairSession
from nhipcau.site.demo import accounts
from tests.browser import DESK, PHONE
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
OTHERS = (
    "diem-cau-cao-bang",
    "dieu-hanh-cao-bang",
    "tu-van",
    "tong-dai",
    "luu-tru",
    "can-bo-xa",
    "quan-tri",
    "giam-doc",
)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("username", OTHERS)
def test_what_the_first_page_offers_works(
    hand: Callable[..., Hand], under_way: FairSession, username: str, width: int
) -> None:
    she = hand(width, "vi")
    page = she.page
    page.goto("/tai-khoan/vao/")
    she.go(page.locator(f"form[action$='/{username}/'] button"))
    page.wait_for_url("**/viec-cua-toi/")
    she.look(f"home-{username}")
    offered = [str(link.get_attribute("href")) for link in page.locator("main a.door").all()]
    assert offered

    for url in offered:
        page.goto("/viec-cua-toi/")
        she.go(page.locator(f"main a.door[href='{url}']"))
        assert page.locator("h1").count() == 1, url
        she.look(f"home-{username}-{url.strip('/').replace('/', '-')}")


def test_everybody_of_the_demo_is_on_one_of_these_journeys() -> None:
    walked = {"nguoi-tim-viec", "tuyen-dung-1", "tiep-don", "dieu-hanh", "giam-doc", *OTHERS}
    assert {part[0] for part in accounts.PARTS} == walked
