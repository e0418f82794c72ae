"""Somebody sees what suits them and why, says "not for me", is heard, finds what would open more, and may switch it off."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession
from nhipcau.matching.models import NotForMe, Preference
from nhipcau.seekers.models import Seeker
from tests.browser import BOTH, SCREENS, OpenPage
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
SMALLEST, READABLE = 44, 18
SMALL = """
    smallest => [...document.querySelectorAll("main :is(summary, .btn, .door, a.chip)")]
        .filter(each => each.offsetParent && each.getBoundingClientRect().height < smallest)
        .map(each => each.outerHTML.slice(0, 120))
"""


def somebody(hand: Callable[..., Hand], width: int, language: str) -> Hand:
    return hand(width, language, user=User.objects.get(username="nguoi-tim-viec"))


def cards(page: Page) -> Locator:
    return page.locator("#suggested article")


def say(me: Hand, card: Locator, because: str) -> None:
    """One tap."""
    me.tap(card.locator(f"button[value={because}]"))


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_somebody_sees_what_suits_and_why_and_is_heard(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    me = somebody(hand, width, language)
    page = me.page
    page.goto("/")
    me.go(page.locator("main").get_by_role("link", name=me.word("Work that suits you")))
    expect(cards(page)).to_have_count(10)
    me.look("suited-1-list")
    assert page.evaluate(SMALL, SMALLEST) == []
    if width < 700:
        assert (
            cards(page)
            .first.locator("p")
            .first.evaluate(f"each => parseFloat(getComputedStyle(each).fontSize) >= {READABLE}")
        )

    first = cards(page).first
    title = first.get_attribute("id") or ""
    me.tap(first.locator("summary", has_text=me.word("Why?")))
    expect(first.get_by_text("/300")).to_have_count(2)
    me.look("suited-2-why")

    say(me, first, "far")
    said = page.locator(f"div#{title}")
    expect(said.get_by_role("button", name=me.word("Take it back"))).to_be_focused()
    expect(cards(page)).to_have_count(10)
    assert NotForMe.objects.get().because == "far"
    me.look("suited-3-not-for-me")
    me.tap(said.get_by_role("button"))
    expect(page.locator(f"article#{title}")).to_be_visible()
    assert not NotForMe.objects.exists()


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_what_is_learnt_is_said_and_what_was_turned_down_comes_back(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    me = somebody(hand, width, language)
    page = me.page
    page.goto(reverse("suggested:mine"))
    for _twice in range(2):
        before = NotForMe.objects.count()
        say(me, cards(page).nth(before), "shift")
        expect(page.locator("#suggested > div")).to_have_count(before + 1)
    me.see("Learnt from what you turned down")
    me.look("suited-4-learnt")
    me.go(me.button("Let everything count as usual"))
    expect(page.locator("#weights")).to_be_hidden()
    assert Preference.objects.get().shift == 16

    me.go(me.link("What you turned down"))
    me.look("suited-5-turned-down")
    me.go(me.button("Take it back"))
    expect(page.locator("main ul.rows > li")).to_have_count(1)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_what_would_open_more_leads_to_its_field_and_back(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    me = somebody(hand, width, language)
    page = me.page
    page.goto(reverse("suggested:more"))
    me.look("suited-6-more")
    way = page.locator("main ul.rows li", has_text=me.pattern("If you took any shift, nights too"))
    me.go(way.get_by_role("link"))
    expect(page.locator("input[value=any]")).to_be_focused()
    me.look("suited-7-field")
    me.tick(page.locator("input[value=any]"))
    me.go(me.button("Save"))
    expect(page).to_have_url(re.compile(re.escape(reverse("suggested:mine"))))
    page.locator("aside").scroll_into_view_if_needed()
    expect(page.locator("#more-doors")).to_be_visible()
    expect(page.get_by_text(me.pattern("If you took any shift, nights too"))).to_have_count(0)
    assert Seeker.objects.get(account__username="nguoi-tim-viec").wished_shift == "any"


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_the_principle_is_read_and_suggestions_go_off_and_on(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    me = somebody(hand, width, language)
    page = me.page
    page.goto(reverse("suggested:mine"))
    me.go(me.link("Why do I see these?"))
    me.see("What never counts")
    me.look("suited-8-principle")
    me.go(page.locator("main").get_by_role("link", name=me.word("Work that suits you")))
    me.go(me.button("Switch suggestions off"))
    expect(cards(page)).to_have_count(0)
    me.look("suited-9-off")
    me.go(me.button("Switch suggestions on"))
    expect(cards(page)).to_have_count(10)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_the_board_and_an_openings_page_say_how_it_suits(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    me = somebody(hand, width, language)
    page = me.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/tren-bang/" in request.url else None)
    page.goto(reverse("vacancies:board"))
    shown = page.locator("#results article").count()
    expect(page.locator("#results article .score")).to_have_count(shown)
    assert len(asked) == 1
    me.look("suited-10-board")
    me.type("may", page.locator("#q"))
    expect(page).to_have_url(re.compile("q=may"))
    found = page.locator("#results article").count()
    expect(page.locator("#results article .score")).to_have_count(found)

    me.go(page.locator("#results article h2 a").first)
    expect(page.locator("#suits progress")).to_have_count(2)
    me.tap(page.locator("#suits summary").first)
    me.look("suited-11-opening")
    me.tap(page.locator("#suits button[value=pay]"))
    me.see("You said: not for me (%(because)s).")
    assert NotForMe.objects.get().because == "pay"
    me.tap(me.button("Take it back"))
    expect(page.locator("#suits button[value=pay]")).to_be_visible()
    assert not NotForMe.objects.exists()


@pytest.mark.parametrize(("width", "language"), BOTH)
def test_all_of_it_works_without_scripts(open_page: OpenPage, ready: FairSession, width: int, language: str) -> None:
    page = open_page(width, language, user=User.objects.get(username="nguoi-tim-viec"), scripts=False)
    page.goto(reverse("suggested:mine"))
    first = cards(page).first
    first.locator("summary").first.click()
    expect(first.get_by_text("/300")).to_have_count(2)
    first.locator("button[value=work]").click()
    page.wait_for_url("**/?vua-bo=*")
    expect(cards(page)).to_have_count(10)
    page.locator("main .card-quiet[role=status] button").click()
    page.wait_for_url(f"**{reverse('suggested:mine')}")
    assert not NotForMe.objects.exists()
    page.goto(cards(page).first.locator("h2 a").get_attribute("href") or "")
    page.locator("main a[href*='/viec-hop-voi-ban/']").click()
    expect(page.locator("#suits progress")).to_have_count(2)
    page.goto(reverse("vacancies:board"))
    expect(page.locator("#results article .score")).to_have_count(0)
