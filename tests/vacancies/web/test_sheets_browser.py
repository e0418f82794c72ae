"""A recruiter sends a sheet with three bad rows, mends them and takes it in, before a real browser."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from nhipcau.employers.models import Employer
from nhipcau.vacancies.models import Sheet, Vacancy
from tests.browser import DESK, PHONE, SCREENS
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.vacancies.places import small_map
from tests.vacancies.sheets import BAD, GOOD, OTHER, csv, read

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THREE_BAD = [
    ["Công nhân may", "20", "1,000 USD", "Phường Nếnh, Bắc Ninh"],
    ["Thợ hàn", "nhiều", "9-12 triệu", "KCN Quang Châu"],
    ["Lái xe nâng", "3", "10 triệu", "Sao Hoả"],
]
MENDED = {"d3-pay": "9-12 triệu", "d4-headcount": "5", "d5-place": "Bắc Ninh"}


@pytest.fixture
def employer(transactional_db: None) -> Employer:
    small_map()
    return EmployerFactory()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "viec.csv"
    path.write_bytes(csv(GOOD, *THREE_BAD))
    return path


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def sound(page: Any, axe: Any) -> None:
    assert (page.url, axe(page)) == (page.url, [])
    assert (page.url, overflow(page)) == (page.url, 0)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_three_bad_rows_are_mended_and_the_sheet_comes_in(
    open_page: Any, axe: Any, employer: Employer, sent: Path, width: int, scripts: bool
) -> None:
    page = open_page(width, "en", user=recruiter(employer), scripts=scripts)
    page.goto(reverse("vacancies:sheets"))
    page.get_by_label("The sheet").set_input_files(sent)
    page.get_by_role("button", name="Send the sheet").click()
    page.get_by_role("button", name="Read the lines").click()
    page.get_by_role("button", name="Take in 1 line").wait_for()
    assert page.locator("article").count() == 3
    for name, words in MENDED.items():
        page.locator(f"[name='{name}']").fill(words)
        number = name.partition("-")[0][1:]
        page.locator(f"#dong-{number}").get_by_role("button", name="Save this line").click()
        page.get_by_role("button", name=f"Take in {int(number) - 1} line").wait_for()
    if scripts:
        sound(page, axe)
        assert page.get_by_text("Now it is ready").count() == 3
    page.get_by_role("button", name="Take in 4 lines").click()
    page.get_by_role("link", name="See my openings").wait_for()

    assert Vacancy.objects.filter(employer=employer).count() == 4


def test_words_typed_into_two_lines_outlive_the_saving_of_one(open_page: Any, employer: Employer, sent: Path) -> None:
    by = recruiter(employer)
    sheet = read(employer, by, GOOD, *THREE_BAD)
    page = open_page(DESK, "vi", user=by)
    page.goto(reverse("vacancies:sheet", args=[sheet.pk]))
    page.locator("[name='d3-pay']").fill("9 triệu")
    page.locator("[name='d4-headcount']").fill("5")
    page.locator("#dong-4").get_by_role("button", name="Lưu dòng này").click()
    page.locator("#dong-4.card-done").wait_for()

    assert page.locator("[name='d3-pay']").input_value() == "9 triệu"


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_axe_finds_nothing_on_the_pages_of_sheets(
    open_page: Any, axe: Any, employer: Employer, sent: Path, width: int, language: str
) -> None:
    by = recruiter(employer)
    page = open_page(width, language, user=by)
    page.goto(reverse("vacancies:sheets"))
    sound(page, axe)
    page.locator("input[type=file]").set_input_files(sent)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/cot/")
    page.locator("details.more > summary").click()
    sound(page, axe)

    checked = read(employer, by, GOOD, OTHER, BAD, GOOD)
    for seen in ("sai", "dung", "trung"):
        page.goto(reverse("vacancies:sheet", args=[checked.pk]) + f"?xem={seen}")
        for more in page.locator("details.more > summary").all():
            more.click()
        sound(page, axe)

    for state in (Sheet.State.READING, Sheet.State.TAKING):
        Sheet.objects.filter(pk=checked.pk).update(state=state, begun_at=NOON, done=1)
        page.goto(reverse("vacancies:sheet", args=[checked.pk]))
        sound(page, axe)
    Sheet.objects.filter(pk=checked.pk).update(state=Sheet.State.TAKEN, taken_at=NOON)
    page.goto(reverse("vacancies:sheet", args=[checked.pk]) + "?xem=sai")
    sound(page, axe)
    page.goto(reverse("vacancies:sheets"))
    sound(page, axe)
