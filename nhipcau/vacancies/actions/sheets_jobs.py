"""Long sheets are read and taken in by jobs, so that people can leave the page."""

from typing import Final

from procrastinate.contrib.django import app

from nhipcau.accounts.api import User
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.live.api import touch
from nhipcau.vacancies.actions.sheets_reading import read_waiting
from nhipcau.vacancies.actions.sheets_taking import CannotTake, take_in
from nhipcau.vacancies.models import Sheet

QUEUE: Final = "sheets"


@app.task(name="sheets.read", queue=QUEUE)
def read_sheet(sheet_id: int, round_: int, by_id: int) -> None:
    sheet = Sheet.objects.select_related("centre").filter(pk=sheet_id, round=round_).first()
    if sheet is not None:
        read_waiting(sheet=sheet, by=User.objects.get(pk=by_id), now=clock.now())


@app.task(name="sheets.take", queue=QUEUE)
def take_sheet(sheet_id: int, leave_bad: bool, by_id: int) -> None:
    sheet = Sheet.objects.get(pk=sheet_id)
    try:
        take_in(sheet=sheet, leave_bad=leave_bad, by=User.objects.get(pk=by_id), now=clock.now())
    except CannotTake as refusal:
        give_back(sheet, refusal.reasons)
    except Exception:
        give_back(sheet, [])
        raise


def give_back(sheet: Sheet, reasons: list[str]) -> None:
    """Nothing came in: the page shows the lines again, and why."""
    Sheet.objects.filter(pk=sheet.pk, state=Sheet.State.TAKING).update(state=Sheet.State.CHECKED, trouble=reasons)
    touch(f"sheet:{sheet.pk}")


def read_later(*, sheet_id: int, round_: int, by_id: int) -> None:
    read_sheet.defer(sheet_id=sheet_id, round_=round_, by_id=by_id)


def take_later(*, sheet_id: int, leave_bad: bool, by_id: int) -> None:
    take_sheet.defer(sheet_id=sheet_id, leave_bad=leave_bad, by_id=by_id)
