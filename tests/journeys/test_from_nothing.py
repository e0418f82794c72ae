"""A session from nothing: its day, its sites, announced, open, the first enterprise approved, papers at hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.employers.models import Employer
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies.models import Vacancy
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
A_TAP, A_LETTER = 1.5, 0.3  # seconds, of a keystroke-level model; nothing here is measured
TEN_MINUTES = 600
TITLE, CONTACT = "Phiên Yên Thế", "0912345678"


def an_enterprise_asks(session: FairSession) -> None:
    """Its recruiter's work, on another screen."""
    recruiter = User.objects.get(username="tuyen-dung-1")
    employer = Employer.objects.get(recruiters__user=recruiter)
    opening = Vacancy.objects.filter(employer=employer, status="open").order_by("-closes_on", "pk")[0]
    fairs.apply(
        session=session,
        employer=employer,
        vacancies=[(opening, 1)],
        site=None,
        online=True,
        interviewers=1,
        by=recruiter,
        now=clock.now(),
    )


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_session_from_nothing_to_its_papers_is_twelve_taps_a_title_and_a_phone(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    his = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    page = his.page
    page.goto("/phien/ban/")
    his.go(his.link("A single session"))
    his.look("nothing-1-form")
    his.type(TITLE, page.locator("[name=title]"))
    his.go(his.button("Make the session"))
    made = FairSession.objects.get(title=TITLE)

    hall = page.locator("select[name=place]")
    hall.select_option(index=1)
    his.taps += 2  # the list is opened, the hall is tapped
    his.type(CONTACT, page.locator("[name=contact]"))
    his.go(his.button("Add the site"))
    his.go(his.button("Add the site"))  # the online one is chosen already
    his.look("nothing-2-sites")
    assert sorted(made.sites.values_list("role", flat=True)) == ["host", "online"]

    tabs = page.locator("nav.tabs")
    his.go(tabs.get_by_role("link", name=his.word("Plan"), exact=True))
    his.go(his.button("Announce"))
    his.go(his.button("Open the registration"))
    an_enterprise_asks(made)
    his.go(tabs.get_by_role("link", name=his.word("Enterprises"), exact=True))
    his.look("nothing-3-asked")
    his.go(his.button("Approve"))
    his.go(tabs.get_by_role("link", name=his.word("Papers"), exact=True))
    his.look("nothing-4-papers")
    expect(page.get_by_role("link", name=his.word("Invitations")).first).to_be_visible()

    made.refresh_from_db()
    assert made.state == SessionState.REGISTRATION_OPEN
    assert made.participations.get().state == "approved"
    assert (his.taps, his.letters) == (12, len(TITLE) + len(CONTACT))
    seconds = his.taps * A_TAP + his.letters * A_LETTER
    assert seconds < TEN_MINUTES
