"""A recruiter: a sheet with three bad lines before the fair, and on the day a person called and answered in three taps."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.employers.models import Employer
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Participation, ScanEvent, SessionSite, SessionVacancy
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.models import Interview, InterviewState, Outcome, Reason, Stage
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Status, Vacancy
from tests.browser import SCREENS
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
HEADINGS = ("Vị trí", "SL", "Lương", "Địa điểm làm việc", "Ca")
GOOD = [
    ("Công nhân may", 20, "9-12 triệu", "Phường Nếnh, Bắc Ninh", "Ca ngày"),
    ("Thợ hàn CO2", 5, "thoả thuận", "KCN Quang Châu", "Hai ca"),
    ("Nhân viên kho", 8, "Tới 10 triệu", "KCN Đình Trám", ""),
]
BAD = [
    ("Lái xe nâng", "nhiều", "10 triệu", "KCN Quang Châu", ""),
    ("Công nhân đóng gói", 30, "1,000 USD", "KCN Đình Trám", ""),
    ("Thợ cắt vải", 4, "9 triệu", "Sao Hoả", "Ca ngày"),
]
MENDED = {"headcount": "10", "pay": "8-10 triệu", "place": "Bắc Ninh"}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "viec-lam-thang-11.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Việc làm")
        for number, row in enumerate([HEADINGS, *GOOD, *BAD]):
            page.write_row(number, 0, row)
    return path


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_sheet_with_three_bad_lines_is_mended_and_comes_in(
    hand: Callable[..., Hand], ready: FairSession, sheet: Path, width: int, language: str
) -> None:
    user = User.objects.get(username="tuyen-dung-1")
    employer = Employer.objects.get(recruiters__user=user)
    before = Vacancy.objects.filter(employer=employer).count()
    her = hand(width, language, user=user)
    page = her.page
    page.goto("/")
    her.go(her.link("Upload a sheet of openings"))
    her.look("recruiter-1-sheets")
    page.locator("input[type=file]").set_input_files(sheet)
    her.go(her.button("Send the sheet"))
    page.wait_for_url("**/cot/")
    her.look("recruiter-2-columns")
    her.go(her.button("Read the lines"))
    expect(page.locator("article.card-wrong")).to_have_count(3)
    her.look("recruiter-3-three-bad")

    for what, words in MENDED.items():
        line = page.locator("article.card-wrong").first
        cell = line.locator(f"[name$='-{what}']")
        cell.fill("")
        her.type(words, cell)
        number = str(line.get_attribute("id"))
        her.tap(line.get_by_role("button", name=her.word("Save this line")))
        expect(page.locator(f"#{number}.card-done")).to_be_visible()
    her.look("recruiter-4-mended")
    her.go(page.locator("#sheet-counts button"))
    expect(her.link("See my openings")).to_be_visible()
    her.look("recruiter-5-in")
    her.go(her.link("See my openings"))
    her.look("recruiter-6-openings")

    new = Vacancy.objects.filter(employer=employer, status=Status.SUBMITTED)
    assert sorted(new.values_list("title", flat=True)) == sorted(row[0] for row in [*GOOD, *BAD])
    assert Vacancy.objects.filter(employer=employer).count() == before + 6
    assert new.get(title="Công nhân may").pay_to == 12_000_000


@pytest.fixture
def somebody_waits(ready: FairSession) -> Seeker:
    """The fair is open; the demo's seeker is in the hall and waits for the first enterprise."""
    clock.show(ready.starts)
    operator, clerk = (User.objects.get(username=name) for name in ("dieu-hanh", "tiep-don"))
    recruiter = User.objects.get(username="tuyen-dung-1")
    at = Participation.objects.get(session=ready, employer__recruiters__user=recruiter)
    fairs.arrive(participation=at, by=recruiter, now=clock.now())
    session = fairs.open_session(session=ready, by=operator, now=clock.now())
    seeker = Seeker.objects.get(account__username="nguoi-tim-viec")
    hall = SessionSite.objects.select_related("session", "place", "centre").get(session=session, role="host")
    wish = SessionVacancy.objects.filter(participation=at)[0]
    registration = fairs.register(
        session=session, seeker=seeker, site=hall, wishes=[wish], channel="web", by=seeker.account, now=clock.now()
    )
    fairs.check_in(
        session=session, site=hall, code=registration.code, way=ScanEvent.Way.SCAN, by=clerk, now=clock.now()
    )
    return seeker


@pytest.mark.parametrize(("width", "language"), SCREENS)
def test_a_person_is_called_comes_and_is_answered_in_three_taps(
    hand: Callable[..., Hand], somebody_waits: Seeker, width: int, language: str
) -> None:
    her = hand(width, language, user=User.objects.get(username="tuyen-dung-1"))
    me = hand(360, language, user=somebody_waits.account)
    me.page.goto("/phien/ngay-cua-toi/")
    me.look("called-1-waiting")
    her.page.goto("/")
    her.look("recruiter-7-home")
    her.go(her.link("My tables and rooms today"))
    her.go(her.page.locator("a.door", has_text=her.word("Table %(number)s, %(place)s").partition("%")[0]))
    her.look("recruiter-8-idle")
    her.go(her.button("Call the next person"))
    her.look("recruiter-9-called")

    me.page.reload()
    me.look("called-2-called")
    me.go(me.link("Go there now"))
    me.go(me.button("I am coming"))
    me.look("called-3-coming")
    her.page.reload()
    her.see("They are on the way to your table.")
    her.go(her.button("Start the interview"))
    her.look("recruiter-10-talk")

    talk_is_over = her.taps
    her.go(her.page.get_by_role("link", name=her.word("Not suitable")))
    her.tick(her.page.locator("input[name=reason][value=shift]"))
    her.look("recruiter-11-reason")
    her.go(her.button("Save and call the next"))
    expect(her.page.locator(".notice, .messages").first).to_be_visible()
    assert her.taps - talk_is_over == 3

    outcome = Outcome.objects.get()
    assert (outcome.stage, outcome.reason) == (Stage.NOT_SUITABLE, Reason.SHIFT)
    assert Interview.objects.get().state == InterviewState.DONE
    me.page.reload()
    me.look("called-4-answered")
