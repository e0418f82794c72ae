"""After the fair: what is missing is seen by the operator and the recruiter, asked for once, and written from a sheet."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect

from nhipcau.accounts.models import User
from nhipcau.employers.models import Employer
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.sheets.api import read_table
from nhipcau.interviews.models import Interview, InterviewState, Outcome, ResultsReminder, Stage
from tests.browser import DESK, PHONE
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_operator_reminds_an_enterprise_and_it_is_written_down(
    hand: Callable[..., Hand], over: FairSession, width: int
) -> None:
    she = hand(width, "vi", user=User.objects.get(username="dieu-hanh"))
    she.page.goto("/")
    she.go(she.link("Results that are missing"))
    she.look("due-1-operator")
    she.go(she.button("Remind now"))
    she.look("due-2-reminded")

    reminder = ResultsReminder.objects.get()
    assert (reminder.by.username, reminder.number) == ("dieu-hanh", 1)  # type: ignore[union-attr]
    expect(she.page.get_by_text(reminder.employer.name).first).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_recruiter_takes_the_sheet_home_and_sends_it_filled(
    hand: Callable[..., Hand], over: FairSession, tmp_path: Path, width: int
) -> None:
    user = User.objects.get(username="tuyen-dung-1")
    employer = Employer.objects.get(recruiters__user=user)
    talks = Interview.objects.filter(employer=employer, state=InterviewState.DONE)
    her = hand(width, "vi", user=user)
    page = her.page
    page.goto("/phien/ket-qua-con-thieu/")
    her.look("due-3-recruiter")
    her.go(her.link("Write the results"))
    her.look("due-4-sheet")
    her.go(her.link("By Excel"))
    with page.expect_download() as home:
        her.tap(her.link("All tables of the enterprise that day"))
    grid = read_table("ket-qua.xlsx", Path(home.value.path()).read_bytes())
    assert len(grid.rows) == talks.count()

    sent = tmp_path / "ket-qua.xlsx"
    sent.write_bytes(filled(grid.headings, [row.cells for row in grid.rows]))
    page.locator("input[type=file]").set_input_files(sent)
    her.go(her.button("Read the lines"))
    expect(page.locator("tr.is-wrong")).to_have_count(1)
    her.look("due-5-one-wrong")
    her.go(page.locator("form.form-actions button"))
    her.look("due-6-taken")

    missing = [talk for talk in talks if last_stage(talk) in ("", Stage.MET)]
    assert len(missing) <= 1  # the line that was wrong
    assert Outcome.objects.filter(interview__in=talks, note="Gọi lại tuần sau").count() == talks.count() - 1


def filled(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> bytes:
    """Every line says "trúng tuyển"; in the last one somebody changed the key."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Kết quả")
        sheet.write_row(0, 0, headings)
        for at, cells in enumerate(rows, 1):
            key = cells[0] if at < len(rows) else "abc"
            sheet.write_row(at, 0, [key, *cells[1:4], "trúng tuyển", "", "", "Gọi lại tuần sau"])
    return stream.getvalue()


def last_stage(talk: Interview) -> str:
    last = talk.outcomes.order_by("pk").last()
    return last.stage if last else ""
