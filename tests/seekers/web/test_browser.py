"""The pages of seekers before a real browser: read by axe, walked through without a mouse's precision."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.consents.api import Channel, ConsentText, Purpose
from nhipcau.seekers.actions import change_consent
from nhipcau.seekers.models import Seeker
from tests.browser import DESK, PHONE, SCREENS
from tests.conftest import NOON
from tests.reference.factories import CommuneFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def texts(transactional_db: None) -> None:
    """A test before this one may have emptied every table."""
    for purpose in Purpose:
        words = {"text_vi": purpose.label, "text_en": purpose.label, "in_force_from": NOON.date()}
        ConsentText.objects.get_or_create(purpose=purpose, version=1, defaults=words)


@pytest.fixture
def me(centre: Centre) -> Seeker:
    seeker = SeekerFactory(
        full_name="Nguyễn Thị Thu Hường", centre=centre, phone="0912345678", wished_work="công nhân may"
    )
    user = seeker_user(seeker)
    SeekerFactory(account=user, centre=centre)
    for given in (True, False, True):
        change_consent(seeker=seeker, purpose=Purpose.MESSAGES, given=given, channel=Channel.WEB, by=user, now=NOON)
    return seeker


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_axe_finds_nothing_on_ones_own_pages(open_page: Any, axe: Any, me: Seeker, width: int, language: str) -> None:
    page = open_page(width, language, user=me.account)
    page.goto(reverse("seekers:choose"))
    assert axe(page) == []
    page.get_by_role("button", name=me.full_name).click()
    sections = [reverse("seekers:section", args=[slug]) for slug in ("ho-ten", "viec", "hoan-canh")]
    for url in [reverse("seekers:me"), reverse("seekers:consents"), reverse("seekers:data"), *sections]:
        page.goto(url)
        assert (url, axe(page)) == (url, [])
        assert (url, overflow(page)) == (url, 0)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_axe_finds_nothing_at_the_counter(
    open_page: Any, axe: Any, me: Seeker, clerk: User, width: int, language: str
) -> None:
    page = open_page(width, language, user=clerk)
    own = [reverse(f"seekers:{name}", args=[me.pk]) for name in ("person", "edit")]
    for url in [reverse("seekers:people"), reverse("seekers:register"), *own]:
        page.goto(url)
        assert (url, axe(page)) == (url, [])
        assert (url, overflow(page)) == (url, 0)


def overflow(page: Any) -> int:
    """How many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_phone_makes_a_file_in_four_screens(
    open_page: Any, axe: Any, phone_user: User, centre: Centre, scripts: bool
) -> None:
    CommuneFactory(province=centre.province, name="Song Mai")
    page = open_page(PHONE, "en", user=phone_user, scripts=scripts)
    page.goto(reverse("seekers:begin"))
    assert page.get_by_role("checkbox", checked=True).count() == 0
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Full name").fill("Trần Văn Nam")
    page.get_by_label("Date of birth").fill("20051998")
    page.get_by_label("Male", exact=True).check()
    if scripts:
        assert axe(page) == []
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What work are you looking for?").fill("hàn")
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("heading", level=1, name="Trần Văn Nam").wait_for()

    nam = Seeker.objects.get()
    assert (nam.wished_work, nam.birth_date.isoformat()) == ("hàn", "1998-05-20")


def test_a_desk_finds_a_person_without_leaving_the_page(open_page: Any, me: Seeker, clerk: User) -> None:
    page = open_page(DESK, "en", user=clerk)
    page.goto(reverse("seekers:people"))
    page.get_by_role("searchbox").fill("thu huong")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("heading", name="1 person found").wait_for()
    page.get_by_role("link", name=me.full_name).click()
    page.get_by_role("button", name="Show the numbers").click()
    page.get_by_text("0912 345 678").wait_for()


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_desk_takes_a_wish_away_from_a_search(
    open_page: Any, axe: Any, clerk: User, centre: Centre, width: int, language: str
) -> None:
    SeekerFactory(centre=centre, full_name="Nguyễn Thị Thu Hường", wished_work="Công nhân may", wished_shift="any")
    SeekerFactory(centre=centre, full_name="Trần Thị Lan", wished_work="Thợ may", wished_shift="day")
    page = open_page(width, language, user=clerk)
    page.goto(reverse("seekers:people"))
    page.get_by_role("searchbox").fill("may ca dem")
    page.keyboard.press("Enter")
    rows, wishes = page.locator("tr[data-row]"), page.locator("#found button.chip")
    expect(rows).to_have_count(1)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    wishes.nth(1).click()

    expect(rows).to_have_count(2)
    assert page.get_by_role("searchbox").input_value() == "may"
    assert "may" not in page.url
