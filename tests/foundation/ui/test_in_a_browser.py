import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CATALOGUE = reverse("ui:catalogue")
TARGETS = "button, select, summary, input:not([type=hidden], [type=radio], [type=checkbox])"
SMALL = """(targets) => [...document.querySelectorAll(targets)]
  .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 43.5)
  .map((target) => target.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe, width, language, theme):
    page = open_page(width, language)
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    for name in ("ui:catalogue", "ui:board", "ui:paper"):
        page.goto(reverse(name))

        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_big_enough_for_a_thumb(open_page):
    page = open_page(PHONE)
    page.goto(CATALOGUE)

    assert page.evaluate(SMALL, TARGETS) == []


def test_the_menu_opens_on_a_phone_without_scripts(open_page):
    page = open_page(PHONE, scripts=False)
    page.goto(CATALOGUE)
    page.get_by_text("Trình đơn", exact=True).click()

    expect(page.get_by_role("button", name="English")).to_be_visible()


def test_the_language_changes_in_place(open_page):
    page = open_page(DESK)
    page.goto(CATALOGUE)
    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Catalogue of components")
    assert page.url.endswith(CATALOGUE)


def test_a_suggestion_is_chosen_with_the_keyboard(open_page):
    page = open_page(PHONE)
    page.goto(CATALOGUE)
    field = page.locator("#id_job")
    field.press_sequentially("dien tu")
    expect(page.locator("#id_job_list [role=option]")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")

    expect(field).to_have_value("Lắp ráp điện tử")
    expect(page.locator("[name=job-picked]").first).to_have_value("8212")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_the_summary_of_errors_has_the_focus(open_page):
    page = open_page(PHONE)
    page.goto(CATALOGUE)

    expect(page.locator("[data-error-summary]")).to_be_focused()


def test_an_impatient_thumb_sends_once(open_page):
    page = open_page(DESK)
    page.goto(CATALOGUE)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.evaluate(
        """() => {
            const form = document.querySelector('.head-tools form');
            form.requestSubmit(form.querySelector('button'));
            form.requestSubmit(form.querySelector('button'));
        }"""
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Catalogue of components")

    assert len(sent) == 1


def test_the_keys_of_staff_move_along_the_rows(open_page):
    page = open_page(DESK)
    page.goto(CATALOGUE)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1)).to_have_class("is-selected")
    page.keyboard.press("/")

    expect(page.locator("[data-search]")).to_be_focused()


def test_what_could_not_be_sent_says_so(open_page):
    page = open_page(PHONE)
    page.goto(CATALOGUE)
    page.evaluate("() => htmx.ajax('POST', '/no-such-page/', {target: '#toasts', swap: 'none'}).catch(() => 0)")

    expect(page.locator(".toast")).to_contain_text("Chưa gửi được")
