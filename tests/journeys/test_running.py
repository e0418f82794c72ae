"""The operator opens, watches and closes the fair; the manager reads what it came to."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from nhipcau.accounts.models import User
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Participation, RegistrationState, ScanEvent, SessionSite, SessionState
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Channel, Desk, Interview, InterviewState, QueueTicket
from nhipcau.site.audit_words import DONE
from nhipcau.statistics import api as statistics
from tests.browser import DESK, PHONE, SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_the_operator_opens_watches_and_closes(
    hand: Callable[..., Hand], ready: FairSession, width: int, language: str
) -> None:
    clock.show(ready.starts)
    his = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    page = his.page
    page.goto("/")
    his.look("operator-1-home")
    his.go(his.link("Run the fair"))
    his.look("operator-2-ready")
    his.go(his.button("Open the fair"))
    expect(page.locator("summary", has_text=his.word("Begin closing"))).to_be_visible()
    his.look("operator-3-open")
    assert his.taps == 2
    assert figure(page, his, "here") == 0

    ready.refresh_from_db()
    number = somebody_comes_and_is_called(ready)
    page.reload()
    assert figure(page, his, "here") == 1
    board = hand(width, language)
    his.go(his.link("Call board"))
    expect(page.locator("#calls .board-number").first).to_have_text(str(number))
    his.look("operator-4-board")
    board.page.goto(page.url)
    expect(board.page.locator("#calls .board-number").first).to_have_text(str(number))
    page.go_back()

    stops_the_calls_with_one_slip(his)
    his.look("operator-5-closing")
    his.tap(page.locator("summary", has_text=his.word("Close the fair")))
    his.look("operator-6-really")
    his.go(page.locator("details").get_by_role("button", name=his.word("Close the fair")))
    his.go(his.link("Read the report"))
    his.look("operator-7-report")

    ready.refresh_from_db()
    assert ready.state in (SessionState.CLOSED, SessionState.REPORTED)
    assert not Desk.objects.filter(occasion_id=ready.pk, closed_at=None).exists()


def stops_the_calls_with_one_slip(his: Hand) -> None:
    for undone in (True, False):
        his.tap(his.page.locator("summary", has_text=his.word("Begin closing")))
        his.look("operator-9-what-closing-does")
        his.go(his.button("Stop the calls"))
        if undone:
            his.go(his.button("Go on calling"))


@pytest.mark.parametrize(("width", "language"), [(PHONE, "vi"), (DESK, "vi")])
def test_the_cockpit_counts_what_is_there(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    his = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    his.page.goto("/")
    his.go(his.link("Run the fair"))
    his.look("operator-8-under-way")

    people = under_way.registrations
    assert figure(his.page, his, "registered") == people.count()
    assert figure(his.page, his, "here") == people.filter(state=RegistrationState.CHECKED_IN).count()
    talks = Interview.objects.filter(occasion_id=under_way.pk, state=InterviewState.IN_PROGRESS)
    assert figure(his.page, his, "in a talk") == talks.count() > 0


def figure(page: Page, his: Hand, words: str) -> int:
    return int(figure_of(page, his.word(words)).inner_text())


def figure_of(page: Page, words: str) -> Locator:
    return page.locator(".figures > div", has=page.get_by_text(words, exact=True)).locator("dd")


def somebody_comes_and_is_called(session: FairSession) -> int:
    clerk, recruiter = (User.objects.get(username=name) for name in ("tiep-don", "tuyen-dung-1"))
    at = Participation.objects.get(session=session, employer__recruiters__user=recruiter)
    if at.state != "present":
        fairs.arrive(participation=at, by=recruiter, now=clock.now())
    hall = SessionSite.objects.select_related("session", "place", "centre").get(session=session, role="host")
    wanted = session.registrations.filter(site=hall, wishes__session_vacancy__participation=at).first()
    assert wanted is not None
    fairs.check_in(session=session, site=hall, code=wanted.code, way=ScanEvent.Way.SCAN, by=clerk, now=clock.now())
    table = Desk.objects.filter(occasion_id=session.pk, employer=at.employer, channel=Channel.ONSITE)[0]
    called = interviews.call_next(desk=table, by=recruiter, now=clock.now())
    assert called is not None
    return int(QueueTicket.objects.get(pk=called.ticket_id).number)


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_the_manager_reads_the_report(hand: Callable[..., Hand], over: FairSession, width: int, language: str) -> None:
    her = hand(width, language, user=User.objects.get(username="giam-doc"))
    page = her.page
    page.goto("/")
    her.look("manager-1-home")
    her.go(her.link("Reports"))
    her.look("manager-2-reports")
    her.go(page.locator("main").get_by_role("link").filter(has_text="/").first)
    her.look("manager-3-report")
    totals = statistics.figures_of(over)["totals"]
    shown = page.locator("main").inner_text()
    for name in ("openings", "interviews", "passed"):
        assert str(totals[name]) in shown, name

    paper = page.request.get(str(page.get_by_role("link", name="PDF").get_attribute("href")))
    assert (paper.headers["content-type"], paper.body()[:5]) == ("application/pdf", b"%PDF-")
    sheet = page.request.get(str(page.get_by_role("link", name="Excel").get_attribute("href")))
    book = openpyxl.load_workbook(BytesIO(sheet.body()), read_only=True)
    cells = {cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert {totals["openings"], totals["interviews"], totals["passed"]} <= cells


def test_everything_the_morning_wrote_into_the_audit_book_has_words(
    hand: Callable[..., Hand], over: FairSession
) -> None:
    assert set(AuditRecord.objects.values_list("action", flat=True)) <= set(DONE)
    her = hand(PHONE, "vi", user=User.objects.get(username="giam-doc"))
    her.page.goto("/")
    her.go(her.link("Audit book"))
    her.look("manager-4-audit-book")

    said = her.page.locator("td:nth-of-type(3)").all_inner_texts()
    assert said
    assert [words for words in said if "." in words] == []
