"""From closing the fair to the report to be edited, as the operator; the manager finds the record on the first page."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.foundation.outbox import api as outbox
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import RecordPaper, SessionRecord
from tests.browser import DESK, PHONE
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser
BOTH = [(PHONE, "vi"), (DESK, "en")]
PAPERS = len(RecordPaper.Kind.values)


@pytest.mark.parametrize(("width", "language"), BOTH)
def test_the_operator_closes_and_takes_the_report_to_be_edited(
    hand: Callable[..., Hand], under_way: FairSession, width: int, language: str
) -> None:
    his = hand(width, language, user=User.objects.get(username="dieu-hanh"))
    page = his.page
    page.goto("/")
    his.go(his.link("Run the fair"))
    his.tap(page.locator("summary", has_text=his.word("Begin closing")))
    his.go(his.button("Stop the calls"))
    his.tap(page.locator("summary", has_text=his.word("Close the fair")))
    his.go(page.locator("details").get_by_role("button", name=his.word("Close the fair")))
    under_way.refresh_from_db()
    assert under_way.state == SessionState.CLOSED

    statistics.freeze_report(session=under_way, by=None, now=under_way.closed_at)
    his.go(his.link("Read the report"))
    his.see("The record of the session is being made; this page shows it when it is there.")
    his.look("record-1-being-made")
    outbox.deliver_waiting()
    page.reload()
    record = SessionRecord.objects.get(session=under_way)
    his.go(page.locator(f"main a[href$='/ho-so/{record.pk}/'], header a[href$='/ho-so/{record.pk}/']"))
    his.look("record-2-papers")
    expect(page.locator("tbody tr")).to_have_count(PAPERS)

    with page.expect_download() as taken:
        row = page.locator("tbody tr", has_text=his.word("Report to be edited"))
        his.tap(row.get_by_role("button", name=his.word("Download")))
    document = Document(BytesIO(Path(taken.value.path()).read_bytes()))
    said = "\n".join(cell.text for table in document.tables for line in table.rows for cell in line.cells)
    assert taken.value.suggested_filename.endswith(".docx")
    assert "Số: 01/BC-TTDVVL" in said
    assert f"{statistics.figures_of(under_way)['totals']['openings']:,}".replace(",", ".") in said
    assert his.letters == 0


@pytest.mark.parametrize(("width", "language"), BOTH)
def test_the_manager_finds_the_record_of_the_day(
    hand: Callable[..., Hand], over: FairSession, width: int, language: str
) -> None:
    her = hand(width, language, user=User.objects.get(username="giam-doc"))
    page = her.page
    page.goto("/")
    her.go(her.link("Records of sessions, new this week"))
    her.look("record-3-list")
    her.go(page.locator("main .card-link a"))
    her.look("record-4-papers")

    expect(page.locator("tbody tr")).to_have_count(PAPERS)
    expect(page.locator("tbody tr.is-wrong")).to_have_count(0)


def test_the_archive_clerk_takes_no_list_of_people(hand: Callable[..., Hand], over: FairSession) -> None:
    clerk = hand(PHONE, "vi", user=User.objects.get(username="luu-tru"))
    clerk.page.goto("/")
    clerk.go(clerk.link("Records of sessions, new this week"))
    clerk.go(clerk.page.locator("main .card-link a"))
    clerk.look("record-5-archive")

    expect(clerk.page.locator("tbody tr")).to_have_count(PAPERS - 1)
    clerk.see("The list of people is opened by the manager and the fair operator only.")
