"""A partner centre, from the link it got to its own report: in a browser, with a phone app for its second step.

Nothing is seen of anybody else's people.
"""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhipcau.accounts.models import User
from nhipcau.centres.models import Centre
from nhipcau.fairs.models import FairSession, Registration, SessionSite
from nhipcau.foundation.outbox import api as outbox
from nhipcau.seekers.models import Shared
from tests.browser import DESK, PHONE, SCREENS
from tests.fairs.linked import PASSWORD
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
NAME = "Trung tâm Dịch vụ việc làm Yên Bái (mẫu)"


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_partner_centre_from_the_link_to_its_own_report(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    link = handed_over(hand(width, language, user=User.objects.get(username="dieu-hanh")), ready)
    hers = hand(width, language)
    page = hers.page

    answers_the_link(hers, link)
    sets_up_the_second_step(hers)
    site = SessionSite.objects.get(centre__name=NAME)
    expect(page).to_have_url(f"{page.url.split('/phien')[0]}{reverse('fairs:site', args=[site.pk])}")
    hers.look("linked-5-site")
    hers.go(hers.button("Open this site"))
    hers.go(hers.link("Receive people"))
    hers.go(hers.link("Somebody new"))
    hers.type("Hoàng Thị Pằn", page.get_by_label(hers.word("Full name")))
    hers.type("01021990", page.get_by_label(hers.word("Date of birth")))
    hers.tick(page.get_by_role("radio").first)
    hers.tick(page.get_by_role("checkbox").first)
    hers.go(hers.button("Let in and give a number"))
    hers.look("linked-6-number")
    person = Registration.objects.select_related("seeker").get(seeker__full_name="Hoàng Thị Pằn")
    assert (person.centre, person.seeker.centre, person.number % 1000) == (site.centre, site.centre, 1)

    host = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    the_host_sees_a_number_and_no_name(host, ready)
    the_host_closes(host, ready)
    page.goto(reverse("desk"))
    hers.look("linked-7-desk")
    hers.go(hers.link("Reports of our sites"))
    hers.look("linked-8-reports")
    hers.go(page.get_by_role("link", name=ready.title))
    hers.look("linked-9-report")
    expect(page.locator("main")).to_contain_text(NAME)
    takes_the_files(hers)


def handed_over(his: Hand, session: FairSession) -> str:
    """The host's operator invites a centre that is not here, and copies the link."""
    page = his.page
    page.goto(reverse("fairs:sites", args=[session.pk]))
    his.look("linked-1-sites")
    his.go(his.link("Invite another centre"))
    his.type(NAME, page.get_by_label(his.word("Name of another centre")))
    his.type("yenbai@example.vn", page.get_by_label(his.word("E-mail")))
    his.look("linked-2-invite")
    his.go(his.button("Make the link"))
    his.look("linked-3-link")
    return page.locator("#link").input_value()


def answers_the_link(hers: Hand, link: str) -> None:
    page = hers.page
    page.goto(link)
    hers.see("Have your phone at hand")
    hers.look("linked-4-asked")
    expect(page.get_by_label(hers.word("Name of your centre"))).to_have_value(NAME)
    hers.type("Bố Hạ", page.get_by_role("combobox"))
    hers.tap(page.get_by_role("option"))
    hers.type("0216 3852 123", page.get_by_label(hers.word("Hotline")))
    hers.type("Lò Thị Mai", page.get_by_label(hers.word("Your full name")))
    hers.type("mai.lo", page.get_by_label(hers.word("User name to sign in with")))
    hers.type(PASSWORD, page.get_by_label(hers.word("Password"), exact=True))
    hers.type(PASSWORD, page.get_by_label(hers.word("Password once more")))
    hers.type("Điểm cầu Yên Bái", page.get_by_label(hers.word("Name of the place")))
    hers.look("linked-4-join")
    hers.go(hers.button("Join the session"))


def sets_up_the_second_step(hers: Hand) -> None:
    page = hers.page
    secret = page.locator("#key").input_value()
    hers.look("linked-4-second-step")
    counters = list(yield_hotp_counters_from_time())
    page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, counters[1])))
    page.locator("#id_code").press("Enter")
    hers.go(hers.link("I have written them down"))


def the_host_sees_a_number_and_no_name(his: Hand, session: FairSession) -> None:
    his.page.goto(reverse("fairs:cockpit", args=[session.pk]))
    expect(his.page.locator("main")).to_contain_text("Điểm cầu Yên Bái")
    expect(his.page.locator("main")).not_to_contain_text("Pằn")


def the_host_closes(his: Hand, session: FairSession) -> None:
    """From the cockpit, step by step; its plan then leads to the report."""
    page = his.page
    his.go(his.button("Open the fair"))
    his.tap(page.locator("summary", has_text=his.word("Begin closing")))
    his.go(his.button("Stop the calls"))
    his.tap(page.locator("summary", has_text=his.word("Close the fair")))
    his.go(page.locator("details.confirm").get_by_role("button", name=his.word("Close the fair")))
    outbox.deliver_waiting()
    page.goto(reverse("fairs:plan", args=[session.pk]))
    his.look("linked-6b-plan-of-the-closed-fair")
    expect(page.locator(f"a[href='{reverse('fairs:readiness', args=[session.pk])}']")).to_have_count(0)
    his.go(his.link("Read the report"))
    expect(page).to_have_url(re.compile(re.escape(reverse("statistics:report", args=[session.pk]))))
    his.look("linked-6c-report-of-the-host")


def takes_the_files(hers: Hand) -> None:
    with hers.page.expect_download() as book:
        hers.tap(hers.link("Excel"))
    rows = openpyxl.load_workbook(BytesIO(book.value.path().read_bytes())).worksheets[0]
    assert rows.cell(4, 2).value == 1
    with hers.page.expect_download() as paper:
        hers.tap(hers.link("PDF"))
    assert paper.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_centre_that_is_here_answers_on_its_desk(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    hers = hand(width, language, user=User.objects.get(username="dieu-hanh-cao-bang"))
    page = hers.page
    page.goto(reverse("desk"))
    hers.look("linked-a-desk")
    hers.go(hers.link("Invitations to join a session"))
    hers.look("linked-b-invitations")
    hers.go(page.locator(".card-next a").first)
    hers.look("linked-c-invitation")
    hers.go(hers.button("Join the session"))
    assert hers.taps == 3
    expect(page.locator("main")).to_contain_text("Điểm cầu Cao Bằng")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_shared_file_is_opened_and_the_person_sees_it(
    hand: Callable[..., Hand], ready: FairSession, width: int
) -> None:
    hers = hand(width, "vi", user=User.objects.get(username="dieu-hanh-cao-bang"))
    hers.page.goto(reverse("seekers:shared"))
    hers.look("linked-d-shared")
    hers.go(hers.button("Open the file (this is noted)"))
    hers.look("linked-e-file")
    expect(hers.page.locator("main")).not_to_contain_text("•••")

    me = hand(width, "vi", user=User.objects.get(username="nguoi-tim-viec"))
    me.page.goto(reverse("seekers:consents"))
    me.tap(me.page.locator("summary", has_text=me.word("When another centre opened the file")))
    me.look("linked-f-who-reads")
    me.go(me.button("No longer"))
    assert Shared.objects.get().ended_at is not None
    hers.page.goto(reverse("seekers:shared"))
    hers.look("linked-g-nothing")
    hers.see("Nothing is shared with us")


def test_the_invitation_by_email_of_the_demo_opens(hand: Callable[..., Hand], ready: FairSession) -> None:
    visitor = hand(PHONE, "vi")
    page: Page = visitor.page
    page.goto(reverse("demo:sms"))
    address = page.locator("a[href*='/phien/lien-ket/']").first
    page.goto("/phien/lien-ket/" + str(address.get_attribute("href")).split("/phien/lien-ket/")[1])
    visitor.look("linked-h-from-the-inbox")
    expect(page.get_by_label(visitor.word("Name of your centre"))).to_have_value(
        "Trung tâm Dịch vụ việc làm Phú Thọ (mẫu)"
    )
    assert not Centre.objects.filter(joined_by_link=True).exists()
