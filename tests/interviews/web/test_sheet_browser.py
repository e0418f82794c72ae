"""Forty results on one page, on a phone and with a keyboard; and an extra interviewer from the link to the first call."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from nhipcau.interviews.models import Desk, Guest, Interview, Outcome
from tests.browser import DESK, PHONE, SCREENS
from tests.centres.factories import PlaceFactory
from tests.employers.factories import EmployerFactory, recruiter
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory
from tests.interviews.web.test_browser import keep
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("Nguyễn Thị Thu Hường", "Trần Văn Nam", "Lê Thị Mỹ Duyên", "Hoàng Minh Đức", "Nguyễn Phương Thảo Nguyên")


@pytest.fixture
def table() -> Desk:
    name = "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu"
    made: Desk = DeskFactory(employer=EmployerFactory(name=name), place=PlaceFactory(name="Sảnh tầng 1"), number=12)
    return made


def met(table: Desk, people: int) -> list[Interview]:
    vacancy = VacancyFactory(employer=table.employer, title="Công nhân lắp ráp linh kiện điện tử")
    talks = []
    for number in range(people):
        seeker = SeekerFactory(full_name=NAMES[number % len(NAMES)])
        ticket = QueueTicketFactory(desk=table, seeker=seeker, vacancy=vacancy, number=101 + number, state="served")
        talks.append(InterviewFactory(desk=table, done=True, ticket=ticket))
    return talks


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def word(language: str, words: str) -> str:
    with override(language):
        return gettext(words)


def first_lines_by_thumb(page: Page, talks: list[Interview], language: str) -> None:
    """A tap on the answer saves the line; a refusal asks why first."""
    for talk in talks[:2]:
        page.locator(f"#line-{talk.pk} label", has_text=word(language, "Kept in mind")).click()
        expect(page.locator(f"#line-{talk.pk} .state-done")).to_be_visible()
    line = page.locator(f"#line-{talks[2].pk}")
    line.locator("label", has_text=word(language, "Not suitable")).click()
    expect(line.locator(".line-state")).to_contain_text(word(language, "Not saved yet: choose why, or which day."))
    line.locator("select").select_option("shift")
    expect(line.locator("[data-half]")).to_have_count(0)
    expect(line.locator(".state-done")).to_be_visible()


def first_lines_by_keys(page: Page, talks: list[Interview]) -> None:
    """2 keeps in mind, down goes on, 1 refuses: then the reason has the focus and a letter chooses it."""
    page.locator(f"#line-{talks[0].pk} input[type=radio]").first.focus()
    for talk in talks[:2]:
        page.keyboard.press("2")
        expect(page.locator(f"#line-{talk.pk} .state-done")).to_be_visible()
        page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    expect(page.locator(f"#line-{talks[2].pk} select")).to_be_focused()
    page.locator(f"#line-{talks[2].pk} select").select_option("shift")
    expect(page.locator(f"#line-{talks[2].pk} .state-done")).to_be_visible()


def two_wrong_lines(page: Page, talks: list[Interview], language: str) -> None:
    """A refusal without its reason, and a note without a result: both stay as typed, nothing else is held up."""
    lacking = page.locator(f"#line-{talks[38].pk}")
    lacking.locator("label", has_text=word(language, "Not suitable")).click()
    page.locator(f"#line-{talks[39].pk} [name^=n-]").fill("Gọi lại sau")
    with page.expect_navigation():
        page.locator(".thumb-bar button").click()
    expect(page.locator("tr.is-wrong")).to_have_count(2)
    expect(page.locator(f"#line-{talks[39].pk} [name^=n-]")).to_have_value("Gọi lại sau")
    assert fits(page)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_forty_results_are_written_on_one_page(
    width: int, language: str, table: Desk, open_page: Any, axe: Any
) -> None:
    talks = met(table, 40)
    page = open_page(width, language, user=recruiter(table.employer))
    page.goto(reverse("interviews:sheet", args=[table.pk]))
    assert fits(page)
    keep(page, "bulk-1-forty", width, language)
    assert axe(page) == []

    if width == PHONE:
        first_lines_by_thumb(page, talks, language)
    else:
        first_lines_by_keys(page, talks)
    assert Outcome.objects.count() == 3

    for talk in talks[3:38]:
        page.locator(f"#line-{talk.pk} [data-pick]").check()
    page.locator("[name=all-s]").select_option("offer_accepted")
    keep(page, "bulk-2-ticked", width, language)
    assert axe(page) == []
    with page.expect_navigation():
        page.locator("button[name=do]").click()
    assert Outcome.objects.filter(stage="offer_accepted").count() == 35

    two_wrong_lines(page, talks, language)
    keep(page, "bulk-3-two-wrong", width, language)
    assert axe(page) == []

    page.locator(f"#line-{talks[38].pk} select").select_option("pay")
    page.locator(f"#line-{talks[39].pk} label", has_text=word(language, "Kept in mind")).click()
    expect(page.locator("tr.is-wrong")).to_have_count(0)
    assert Outcome.objects.count() == 40
    page.goto(reverse("interviews:sheet-file", args=[table.pk]))
    assert fits(page)
    keep(page, "bulk-4-excel", width, language)
    assert axe(page) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_scripts_the_same_page_takes_the_results(width: int, table: Desk, open_page: Any) -> None:
    talks = met(table, 3)
    page = open_page(width, "vi", user=recruiter(table.employer), scripts=False)
    page.goto(reverse("interviews:sheet", args=[table.pk]))
    for talk in talks:
        page.locator(f"#line-{talk.pk} label", has_text="Không phù hợp").click()
        page.locator(f"#line-{talk.pk} select").select_option("pay")
    page.locator(".thumb-bar button").click()

    page.wait_for_load_state()
    assert Outcome.objects.filter(stage="not_suitable", reason="pay").count() == 3


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_an_extra_interviewer_comes_in_by_link_and_said_code(
    width: int, language: str, table: Desk, open_page: Any, axe: Any
) -> None:
    QueueTicketFactory(desk=table, number=31, seeker=SeekerFactory(full_name=NAMES[0]))
    lan = open_page(width, language, user=recruiter(table.employer))
    lan.goto(reverse("interviews:desk", args=[table.pk]))
    keep(lan, "guest-0-desk", width, language)
    lan.get_by_role("link", name=word(language, "Invite a helper")).click()
    keep(lan, "guest-1-invite", width, language)
    assert axe(lan) == []
    lan.locator("[name=name]").fill("Vũ Thị Mai")
    lan.get_by_role("button", name=word(language, "Make the link")).click()
    link, code = lan.locator("#invitation-link").input_value(), lan.locator("#invitation-code").inner_text()
    assert fits(lan)
    keep(lan, "guest-2-link", width, language)
    assert axe(lan) == []

    mai = open_page(PHONE, language)
    mai.goto(link)
    mai.locator("[name=code]").fill("000000" if code != "000000" else "111111")
    mai.get_by_role("button", name=word(language, "Begin to interview")).click()
    expect(mai.locator("[name=code]")).to_be_visible()
    keep(mai, "guest-3-wrong", width, language)
    assert axe(mai) == []
    mai.locator("[name=code]").fill(code)
    mai.get_by_role("button", name=word(language, "Begin to interview")).click()
    mai.get_by_role("button", name=word(language, "Call the next person")).click()
    expect(mai.get_by_text("31").first).to_be_visible()
    assert fits(mai)
    keep(mai, "guest-4-called", width, language)
    assert axe(mai) == []
    assert Interview.objects.get().called_by == Guest.objects.get().user

    lan.goto(reverse("interviews:invite", args=[table.pk]))
    keep(lan, "guest-5-here", width, language)
    lan.get_by_role("button", name="Vũ Thị Mai").click()
    mai.reload()
    expect(mai.get_by_text(word(language, "The invitation is over")).first).to_be_visible()
    keep(mai, "guest-6-over", width, language)
    assert axe(mai) == []
