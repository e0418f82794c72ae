"""Somebody looks for sewing work without accents, on a phone or a desk, and leaves with a ticket for the fair."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.consents.api import Purpose, current
from nhipcau.fairs.models import FairSession, Registration, SessionVacancy, Wish
from nhipcau.foundation.clock import api as clock
from nhipcau.reference.models import Commune
from nhipcau.seekers.api import subject_of
from nhipcau.vacancies import api as vacancies
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
# What "2 minutes" rests on, from the first page to the ticket: a tap a second, three letters a second, and the pages.
MOST_TAPS, MOST_LETTERS, MOST_SCREENS = 21, 90, 13
PHONE_NUMBER, SEWING = "0912345678", "Công nhân may công nghiệp"


@pytest.fixture
def sewing(ready: FairSession) -> SessionVacancy:
    """Two openings that come to the fair sew, one of them in Nếnh, which was in the district Việt Yên."""
    local = SessionVacancy.objects.filter(participation__site__isnull=False).select_related("vacancy", "participation")
    first, second = local.order_by("participation__employer_id", "pk").distinct("participation__employer_id")[:2]
    nenh = Commune.objects.get(province__name="Bắc Ninh", name="Nếnh")
    far = Commune.objects.get(province__name="Bắc Ninh", name="Yên Thế")
    for line, commune in ((first, nenh), (second, far)):
        data = replace(vacancies.data_of(line.vacancy), title=SEWING, commune=commune, park=None, workplace="")
        by = User.objects.get(username="dieu-hanh")
        vacancies.edit_vacancy(vacancy=line.vacancy, data=data, edition=line.vacancy.edition, by=by, now=clock.now())
    return first


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_somebody_finds_sewing_work_and_registers_for_the_fair(
    hand: Callable[..., Hand], sewing: SessionVacancy, ready: FairSession, width: int, language: str
) -> None:
    me = hand(width, language)
    page = me.page
    page.goto("/")
    me.look("seeker-01-home")
    me.tap(page.locator("main input[type=search]"))
    me.type("cong nhan may viet yen", page.locator("main input[type=search]"))
    me.press("Enter")
    page.wait_for_url("**/viec-lam/?q=*")
    first = page.locator("#results article").first
    expect(first).to_contain_text(SEWING)
    expect(first).to_contain_text("Nếnh")
    me.look("seeker-02-found")
    me.go(first.get_by_role("link"))
    me.look("seeker-03-opening")
    me.go(me.link("Register for the fair"))

    sign_in_by_code(me)
    make_a_file(me)
    choose_and_send(me)

    registration = Registration.objects.get(seeker__full_name="Nguyễn Thị Thu Hường", channel="web")
    expect(page.locator(".ticket-number")).to_have_text(str(registration.number))
    expect(page.locator(".ticket svg, .ticket img")).to_be_visible()
    wishes = Wish.objects.filter(registration=registration).order_by("rank")
    assert [wish.session_vacancy_id for wish in wishes] == [wishes[0].session_vacancy_id, sewing.pk]
    given = current(subject_of(registration.seeker))
    assert (given[Purpose.COUNSELLING], given[Purpose.SHARE_PROFILE], given[Purpose.MESSAGES]) == (True, True, False)
    me.look("seeker-13-ticket")
    assert me.taps <= MOST_TAPS
    assert me.letters <= MOST_LETTERS
    assert me.screens <= MOST_SCREENS


def sign_in_by_code(me: Hand) -> None:
    page = me.page
    me.look("seeker-04-sign-in")
    me.type(PHONE_NUMBER, page.get_by_label(me.word("Mobile number")))
    me.go(me.button("Send me a code"))
    page.wait_for_url("**/ma/")
    inbox = page.context.new_page()
    inbox.goto("/demo/tin-nhan/")
    code = re.search(r"\b\d{6}\b", inbox.locator("main li").first.inner_text())
    assert code is not None
    inbox.close()
    me.look("seeker-05-code")
    me.type(code.group(), page.get_by_label(me.word("The six digits")))
    me.go(page.locator("main").get_by_role("button", name=me.word("Sign in")))


def make_a_file(me: Hand) -> None:
    page = me.page
    page.wait_for_url("**/ho-so-moi/dong-y/")
    assert page.get_by_role("checkbox", checked=True).count() == 0
    me.look("seeker-06-permission")
    me.tick(page.get_by_role("checkbox").first)
    me.go(me.button("Continue"))
    me.look("seeker-07-place")
    me.type("viet yen", page.get_by_role("combobox"))
    me.tap(page.get_by_role("option"))
    me.go(me.button("Continue"))
    me.type("Nguyễn Thị Thu Hường", page.get_by_label(me.word("Full name")))
    me.type("20051984", page.get_by_label(me.word("Date of birth")))
    me.tick(page.get_by_role("radio").first)
    me.look("seeker-08-name")
    me.go(me.button("Continue"))
    me.type("công nhân may", page.get_by_label(me.word("What work are you looking for?")))
    me.look("seeker-09-work")
    me.go(me.button("Finish"))


def choose_and_send(me: Hand) -> None:
    page = me.page
    page.wait_for_url("**/dang-ky/noi/")
    me.look("seeker-10-where")
    me.tick(page.get_by_role("radio").first)
    me.go(me.button("Continue"))
    page.wait_for_url("**/dang-ky/viec/")
    expect(page.locator("#lists ol.rows li")).to_have_count(1)
    me.look("seeker-11-wishes")
    me.tap(page.locator("#lists").get_by_role("button", name=me.word("Add")))
    expect(page.locator("#lists ol.rows li")).to_have_count(2)
    me.tap(page.locator("button[value=down]"))
    me.go(me.link("Continue"))
    page.wait_for_url("**/dang-ky/gui/")
    assert page.get_by_role("checkbox", checked=True).count() == 0
    me.tick(page.get_by_role("checkbox").first)
    me.look("seeker-12-send")
    me.go(me.button("Get my ticket"))
    page.wait_for_url("**/ve/*/")
