"""The front desk on the morning: somebody walks in, somebody shows a ticket, somebody shows it twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.consents.api import Purpose, current
from nhipcau.fairs.models import Attendance, FairSession, Registration, RegistrationState, SessionSite, SignUp
from nhipcau.interviews.models import QueueTicket
from nhipcau.seekers.api import subject_of
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_somebody_walks_in_and_gets_a_number(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    clerk = hand(width, language, user=User.objects.get(username="tiep-don"))
    page = clerk.page
    to_the_door(clerk, under_way)
    clerk.go(clerk.link("Somebody new"))
    assert page.get_by_role("checkbox", checked=True).count() == 0
    clerk.type("Giáp Thị Hồng Nhung", page.get_by_label(clerk.word("Full name")))
    clerk.type("01021990", page.get_by_label(clerk.word("Date of birth")))
    clerk.tick(page.get_by_role("radio").first)
    clerk.tick(page.get_by_role("checkbox").first)
    clerk.type("lap rap", page.get_by_role("combobox").first)
    clerk.tap(page.get_by_role("option"))
    clerk.look("desk-2-walk-in")
    clerk.go(clerk.button("Let in and give a number"))
    page.wait_for_url("**/cua/?*")
    clerk.look("desk-3-number")

    newcomer = Registration.objects.select_related("seeker").get(seeker__full_name="Giáp Thị Hồng Nhung")
    expect(page.locator("#result .sign")).to_contain_text(str(newcomer.number))
    assert (newcomer.channel, newcomer.state) == (SignUp.WALK_IN, RegistrationState.CHECKED_IN)
    assert Attendance.objects.filter(registration=newcomer).count() == 1
    assert QueueTicket.objects.filter(seeker=newcomer.seeker).count() == 1
    given = current(subject_of(newcomer.seeker))
    assert [purpose for purpose in Purpose if given[purpose]] == [Purpose.COUNSELLING]


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_ticket_is_scanned_and_the_second_scan_says_since_when(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    coming = Registration.objects.filter(
        session=under_way, site__role=SessionSite.Role.HOST, state=RegistrationState.CONFIRMED
    ).select_related("seeker")[0]
    clerk = hand(width, language, user=User.objects.get(username="tiep-don"))
    page = clerk.page
    to_the_door(clerk, under_way)
    result = page.locator("#result")

    scan(clerk, coming.code)
    expect(result.locator(".sign")).to_contain_text(clerk.word("WELCOME"))
    expect(result).to_contain_text(coming.seeker.full_name)
    clerk.look("desk-4-welcome")
    scan(clerk, coming.code)
    expect(result.locator(".sign")).to_contain_text(clerk.pattern("In since %(time)s"))
    clerk.look("desk-5-again")
    scan(clerk, "0000 0000 0000 0000")
    expect(result.locator(".sign")).to_contain_text(clerk.word("Not on the list"))
    clerk.look("desk-6-unknown")

    coming.refresh_from_db()
    assert coming.state == RegistrationState.CHECKED_IN
    assert Attendance.objects.filter(registration=coming).count() == 1
    assert clerk.taps == 4, "one tap to the door; then a scanner presses Enter and nothing else"


def test_somebody_without_the_ticket_is_found_by_name(hand: Callable[..., Hand], under_way: FairSession) -> None:
    coming = Registration.objects.filter(
        session=under_way, site__role=SessionSite.Role.HOST, state=RegistrationState.CONFIRMED
    ).select_related("seeker")[0]
    clerk = hand(1280, "vi", user=User.objects.get(username="tiep-don"))
    to_the_door(clerk, under_way)
    clerk.type(coming.seeker.full_name, clerk.page.locator("#q"))
    clerk.press("Enter")
    found = clerk.page.locator("#found li", has_text=str(coming.number)).first
    clerk.look("desk-7-found")
    clerk.tap(found.get_by_role("button", name=clerk.word("Let in")))
    expect(clerk.page.locator("#result .sign")).to_contain_text(clerk.word("WELCOME"))

    coming.refresh_from_db()
    assert coming.state == RegistrationState.CHECKED_IN


def to_the_door(clerk: Hand, session: FairSession) -> None:
    """From the first page: the fair stands there with its door."""
    clerk.page.goto("/")
    clerk.look("desk-1-home")
    clerk.go(clerk.link("Receive people"))
    expect(clerk.page.locator("#code")).to_be_focused()


def scan(clerk: Hand, code: str) -> None:
    """A USB scanner types the code and Enter, wherever the focus was left: in the field."""
    expect(clerk.page.locator("#code")).to_be_focused()
    clerk.page.keyboard.type(code)
    clerk.press("Enter")
