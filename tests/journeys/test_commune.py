"""A commune officer writes villagers down before the fair: one by one, and a whole list."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession, Registration, SignUp
from nhipcau.seekers.models import Brought
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_villager_gets_a_ticket_on_one_screen(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    officer = hand(width, language, user=User.objects.get(username="can-bo-xa"))
    page = officer.page
    page.goto("/")
    officer.go(officer.link("People of my commune"))
    officer.look("commune-1-nobody")
    officer.go(officer.link("Write down a person"))
    assert page.get_by_role("checkbox", checked=True).count() == 0
    page.keyboard.type("024190012345||Giáp Thị Hồng Nhung|01021990|Nữ|Thôn Mai, Việt Yên, Bắc Ninh|01012022")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # both are the scanner's
    expect(page.get_by_label(officer.word("Full name"))).to_have_value("Giáp Thị Hồng Nhung")
    officer.tick(page.get_by_role("checkbox").first)
    officer.look("commune-2-person")
    officer.go(officer.button("Register and give a ticket"))

    ticket = Registration.objects.get(seeker__full_name="Giáp Thị Hồng Nhung")
    expect(page.locator(".ticket-number")).to_have_text(str(ticket.number))
    officer.look("commune-3-ticket")
    assert (ticket.channel, ticket.session) == (SignUp.COMMUNE, ready)
    assert (officer.taps, officer.letters) == (4, 0), "to the list, to the form, one permission, register"

    page.goto("/phien/xa/")
    officer.look("commune-4-people")
    expect(page.get_by_text("Giáp Thị Hồng Nhung").first).to_be_visible()


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_list_is_looked_at_and_taken(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    officer = hand(width, language, user=User.objects.get(username="can-bo-xa"))
    page = officer.page
    page.goto("/phien/xa/")
    officer.go(officer.link("From an Excel list"))
    officer.look("commune-5-list")
    page.locator("input[type=file]").set_input_files(
        {"name": "thon-lang-sen.xlsx", "mimeType": "application/octet-stream", "buffer": villagers()}
    )
    officer.go(officer.button("Send and look at it"))
    officer.look("commune-6-lines")
    officer.go(officer.button("Take them in"))
    officer.look("commune-7-taken")
    assert Brought.objects.filter(by__username="can-bo-xa").count() == 12
    assert Registration.objects.filter(registered_by__username="can-bo-xa", session=ready).count() == 12


def villagers() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số điện thoại", "Đồng ý lập hồ sơ"])
    for number in range(12):
        book.active.append([number + 1, f"Nguyễn Thị Thu Hường {'ABCDEGHIKLMN'[number]}", "20/05/1998", "Nữ", "", "có"])
    book.active.append([13, "Trần Văn Ba", "1990", "Nam", "0912345678", "có"])
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()
