"""An operator announces the fair: a link is copied, somebody comes by it on a phone, the report says so; papers are printed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import ChannelLink, FairSession, Registration
from nhipcau.foundation.documents import api as documents
from tests.browser import DESK, PHONE, SCREENS
from tests.journeys.hand import Hand
from tests.journeys.test_seeker import make_a_file, sign_in_by_code

pytestmark = pytest.mark.browser
GROUP = "nhóm phường Nếnh"


@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "vi"), (DESK, "en")])
def test_a_link_is_copied_somebody_registers_by_it_and_the_report_says_so(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    officer = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    page = officer.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/phien/{under_way.pk}/dieu-hanh/")
    officer.go(officer.link("Publicity"))
    officer.look("publicity-1-kit")
    officer.tap(page.locator("summary", has_text=officer.word("Another link")))
    officer.type(GROUP, page.get_by_label(officer.word("Its name")))
    officer.look("publicity-2-another-link")
    officer.go(officer.button("Make this link"))
    row = page.get_by_role("row", name=GROUP)
    officer.tap(row.get_by_role("button"))
    expect(row.get_by_role("button")).to_contain_text(officer.word("Copied"))
    address = page.evaluate("navigator.clipboard.readText()")
    page.locator("#links").scroll_into_view_if_needed()
    officer.look("publicity-3-links")

    comes_by(hand(PHONE, language), address)

    link = ChannelLink.objects.get(name=GROUP)
    assert Registration.objects.get(link=link).seeker.full_name == "Nguyễn Thị Thu Hường"
    assert link.opened == 1
    page.goto(f"/bao-cao/{under_way.pk}/")
    line = page.get_by_role("row", name=f"Zalo – {GROUP}")
    line.scroll_into_view_if_needed()
    officer.look("publicity-4-report")
    assert [int(cell) for cell in line.locator("td").all_inner_texts()] == [1, 0, 0, 0]


def comes_by(me: Hand, address: str) -> None:
    """Somebody new, with the link a friend sent: their number, their file, the first place, no wish, send."""
    page = me.page
    page.goto(address)
    me.look("publicity-5-by-the-link")
    me.go(me.link("Register, 2 minutes"))
    sign_in_by_code(me)
    make_a_file(me)
    page.wait_for_url("**/dang-ky/noi/")
    me.tick(page.get_by_role("radio").first)
    me.go(me.button("Continue"))
    page.wait_for_url("**/dang-ky/viec/")
    me.tap(page.locator("#lists").get_by_role("button", name=me.word("Add")))
    expect(page.locator("#lists ol.rows li")).to_have_count(1)
    me.go(me.link("Continue"))
    page.wait_for_url("**/dang-ky/gui/")
    me.go(me.button("Get my ticket"))
    page.wait_for_url("**/ve/*/")


def test_a_text_is_changed_before_it_is_copied(hand: Callable[..., Hand], ready: FairSession) -> None:
    officer = hand(DESK, "vi", user=User.objects.get(username="dieu-hanh"))
    page = officer.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/phien/{ready.pk}/truyen-thong/")
    field = page.locator("#text-zalo_short")
    field.press("Control+End")
    field.press_sequentially("\nCó xe đón tại xã.")
    officer.tap(page.locator("[data-copy=text-zalo_short]"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == field.input_value()
    assert copied.endswith("\nCó xe đón tại xã.")
    expect(page.locator("#text-zalo_short-count")).to_have_text(f"{len(copied)} / 500")


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_papers_are_printed_where_they_are_needed(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    officer = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    officer.page.goto(f"/phien/{ready.pk}/giay-to/")
    officer.look("papers-1-host")
    for words in ("Openings for the wall, A3", "Table plates", "Enterprises: list to sign", "Invitations"):
        href = officer.link(words).first.get_attribute("href")
        answer = officer.page.request.get(href)
        assert answer.body().startswith(b"%PDF-"), words
        assert documents.pages_of(answer.body()) >= 1
    linked = hand(width, language, user=User.objects.get(username="diem-cau-cao-bang"))
    linked.page.goto(f"/phien/{ready.pk}/giay-to/")
    linked.look("papers-2-linked")
    assert linked.page.locator("main section").count() == 1
    expect(linked.link("Invitations")).to_have_count(0)


@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "vi")])
def test_the_note_to_the_press_is_ready_when_the_report_is(
    hand: Callable[..., Hand], over: FairSession, width: int, language: str
) -> None:
    manager = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    page = manager.page
    page.goto(f"/phien/{over.pk}/truyen-thong/")
    manager.look("publicity-6-over")
    manager.go(manager.link("Note to the press with the results"))
    manager.look("publicity-7-press")
    assert page.locator("textarea").input_value().count("\n- ") == 5
