"""The board and the recruiter's form in a real browser, on a phone and on a desk."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nhipcau.centres.models import Role
from nhipcau.vacancies.actions import follow_search
from nhipcau.vacancies.models import Complaint, Status, Vacancy
from tests.browser import SCREENS
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import EmployerFactory, recruiter
from tests.vacancies.factories import LabourOrderFactory, VacancyFactory
from tests.vacancies.places import small_map
from tests.vacancies.searching import search_root

__all__ = ["search_root"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Công ty TNHH Một thành viên Sản xuất và Thương mại Quang Châu"


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def checked(page, url, axe) -> None:
    page.goto(url)
    assert axe(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_job_is_found_while_typing_without_accents(open_page, axe, width, language):
    here = small_map()
    employer = EmployerFactory(name=LONG)
    row = VacancyFactory(
        on_board=True,
        employer=employer,
        title="Công nhân may công nghiệp",
        commune=here.nenh,
        has_dormitory=True,
        closes_on=None,
    )
    VacancyFactory(on_board=True, title="Bảo vệ", commune=here.far, closes_on=None)
    page = open_page(width, language)
    checked(page, reverse("vacancies:board"), axe)

    page.locator("#q").press_sequentially("may viet yen", delay=15)
    expect(page.locator("#results article")).to_have_count(1)

    assert page.url.endswith("?q=may+viet+yen")
    assert axe(page) == []
    page.get_by_role("link", name="Công nhân may công nghiệp").click()
    page.wait_for_url(f"**{reverse('vacancies:vacancy', args=[row.pk])}")
    assert axe(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_completion_is_chosen_by_the_keyboard(open_page, axe, search_root, width, language):
    here = small_map()
    VacancyFactory.create_batch(2, on_board=True, title="Thợ hàn 3G", commune=here.nenh, closes_on=None)
    VacancyFactory(on_board=True, title="Bảo vệ", commune=here.nenh, closes_on=None)
    follow_search()
    page = open_page(width, language)
    page.goto(reverse("vacancies:board"))
    box, offered = page.get_by_role("combobox"), page.locator("#q_list [role=option]")

    box.press_sequentially("tho h", delay=15)
    expect(offered).to_have_count(1)
    assert axe(page) == []
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == offered.get_attribute("id")
    box.press("Enter")

    expect(box).to_have_value("Thợ hàn 3G")
    expect(page.locator("#results article")).to_have_count(2)
    expect(page.locator("#q_list")).to_be_hidden()
    box.press_sequentially(" viet y", delay=15)
    expect(offered).to_have_count(1)
    box.press("Enter")
    expect(page.locator("#q_list")).to_be_hidden()
    assert overflow(page) <= 0


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_where_nothing_fits_one_tap_leads_on(open_page, axe, search_root, width, language):
    here = small_map()
    VacancyFactory(on_board=True, title="Thợ hàn", commune=here.far, closes_on=None)
    follow_search()
    page = open_page(width, language)
    checked(page, reverse("vacancies:board") + "?q=tho+han+viet+yen+tren+8tr", axe)

    page.locator(".empty a.chip").first.click()

    expect(page.locator("#results article")).to_have_count(1)
    assert page.url.endswith("?q=tho+han+tren+8tr")


def test_the_board_works_without_javascript(open_page):
    VacancyFactory(on_board=True, title="Thợ hàn", closes_on=None)
    VacancyFactory(on_board=True, title="Bảo vệ", closes_on=None)
    page = open_page(360, "vi", scripts=False)
    page.goto(reverse("vacancies:board"))

    page.locator("#q").fill("tho han")
    page.locator("form[role=search] button[type=submit]").first.click()

    expect(page.locator("#results article")).to_have_count(1)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_recruiter_enters_an_opening_and_staff_publish_it(open_page, sign_in, axe, width, language):
    here = small_map()
    employer = EmployerFactory(name=LONG)
    LabourOrderFactory(employer=employer)
    page = open_page(width, language, user=recruiter(employer))
    for name in ("vacancies:mine", "statistics:orders", "employers:mine"):
        checked(page, reverse(name), axe)
    checked(page, reverse("vacancies:enter"), axe)

    page.locator("#id_title").fill("Công nhân may")
    page.locator("#id_headcount").fill("20")
    page.locator("#id_pay_from").fill("9")
    page.locator("#id_place").fill("Phường Nếnh, Bắc Ninh")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/cua-toi/*/")
    assert axe(page) == []
    made = Vacancy.objects.get()
    assert made.commune == here.nenh

    sign_in(page, staff(Role.OPERATOR, employer.centre))
    Complaint.objects.create(vacancy=made, kind="pay", words="Lương thấp hơn", made_at=NOON)
    for name in ("statistics:orders", "vacancies:complaints", "employers:review-desk", "employers:register"):
        checked(page, reverse(name), axe)
    checked(page, reverse("employers:file", args=[employer.pk]), axe)
    checked(page, reverse("vacancies:review", args=[made.pk]), axe)
    checked(page, reverse("vacancies:review-desk"), axe)
    page.locator("tbody button[type=submit]").click()
    page.locator("tbody .state-done").wait_for()
    made.refresh_from_db()
    assert made.status == Status.OPEN


@pytest.mark.parametrize("width", [360, 1280])
def test_the_way_in_for_enterprises_is_clear(open_page, axe, width):
    EmployerFactory()
    page = open_page(width)
    for name in ("employers:welcome", "employers:sign-up"):
        checked(page, reverse(name), axe)
    page.locator("main form button[type=submit]").last.click()
    page.locator(".error-summary").wait_for()
    assert axe(page) == []
