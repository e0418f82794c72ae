"""Signing in before a real browser: on a phone and at a desk, in both languages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from nhipcau.centres.models import Role
from nhipcau.messaging.models import SmsMessage
from tests.accounts.factories import PASSWORD
from tests.browser import PHONE, SCREENS, OpenPage
from tests.centres.factories import CentreFactory, PlaceFactory, StaffRoleFactory, staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], list[str]]


def no_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_seeker_signs_in_by_phone(open_page: OpenPage, axe: Axe, width: int, language: str) -> None:
    page = open_page(width, language)
    page.goto("/tai-khoan/vao/")
    assert axe(page) == []
    assert no_wider_than_the_screen(page)
    page.locator("#id_phone").fill("0912 345 678")
    page.locator("#id_phone").press("Enter")

    expect(page.locator("#id_code")).to_be_focused()
    assert axe(page) == []
    assert no_wider_than_the_screen(page)
    code = re.search(r"\d{6}", SmsMessage.objects.get().words)
    assert code
    page.locator("#id_code").fill(code[0])
    page.locator("#id_code").press("Enter")

    expect(page).to_have_url(re.compile(r"/toi/"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_manager_sets_up_the_second_step_and_works(open_page: OpenPage, axe: Axe, scripts: bool) -> None:
    manager = staff(Role.MANAGER, CentreFactory())
    page = open_page(PHONE, "vi", scripts=scripts)
    page.goto("/trung-tam/nhan-vien/")
    page.locator("#id_login").fill(manager.username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    secret = page.locator("#key").input_value()
    assert f"secret={secret}" in str(page.locator("a[href^='otpauth://']").get_attribute("href"))
    if scripts:
        assert axe(page) == []
    counters = list(yield_hotp_counters_from_time())
    page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, counters[1])))
    page.locator("#id_code").press("Enter")
    expect(page.locator("ol.codes li")).to_have_count(10)
    if scripts:
        assert axe(page) == []

    page.locator("a.btn-primary").click()

    expect(page).to_have_url(re.compile(r"/trung-tam/nhan-vien/$"))


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_pages_of_the_account_and_of_the_centre_are_clean(
    open_page: OpenPage, axe: Axe, width: int, language: str
) -> None:
    centre = CentreFactory(opening_hours="Thứ Hai–Thứ Sáu, 7:30–17:00", phone="0912345678", service_process="Một\nHai")
    PlaceFactory(centre=centre, computers=12)
    role = StaffRoleFactory(centre=centre)
    page = open_page(width, language, user=staff(Role.MANAGER, centre))
    staff_pages = ("", "moi/", "giao-vai/", f"{role.pk}/ket-thuc/")
    paths: list[Any] = [f"/trung-tam/nhan-vien/{path}" for path in staff_pages]
    paths += ["/trung-tam/", f"/trung-tam/{centre.pk}/sua/", "/tai-khoan/bao-ve/", "/tai-khoan/mat-khau/"]

    findings = {}
    for path in [*paths, "/tai-khoan/ra/", "/tai-khoan/da-dong/", "/tai-khoan/buoc-hai/them/"]:
        page.goto(path)
        findings[path] = (axe(page), no_wider_than_the_screen(page))

    assert findings == dict.fromkeys(findings, ([], True))
