"""A sheet of openings comes in, its columns are named, and it may be dropped before it is taken in."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.models import Centre
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.files import api as files
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.text.api import tidy
from nhipcau.vacancies.actions import sheets_jobs
from nhipcau.vacancies.actions.sheets_reading import read_waiting
from nhipcau.vacancies.actions.sheets_taking import CannotTake, Outcome, take_in
from nhipcau.vacancies.actions.writing import ENTER
from nhipcau.vacancies.models import Sheet, SheetRow
from nhipcau.vacancies.reading import columns as our

SHEETS: Final = (files.Kind.XLSX, files.Kind.XLS, files.Kind.ODS, files.Kind.CSV)
AT_ONCE: Final = 300  # lines read or taken in while the page waits; more are left to a job
LONGEST_FIXED: Final = 300


class CannotUpload(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class CannotMap(CannotUpload):
    pass


class CannotDrop(CannotUpload):
    pass


@transaction.atomic
def upload_sheet(
    *, name: str, body: bytes, employer: Employer | None, centre: Centre, by: User, now: datetime
) -> Sheet:
    """Keep every cell as sent and guess the columns. Without `employer` the sheet names its enterprises.

    Raises CannotUpload with the reason, or PermissionDenied.
    """
    require(by, ENTER, employer or centre)
    try:
        grid = sheets.read_table(name, body)
        kept = files.keep(name=name, body=body, kinds=SHEETS, purpose="sheet", by=by, now=now)
    except sheets.CannotRead as trouble:
        raise CannotUpload([str(trouble)]) from None
    except files.FileTrouble as trouble:
        raise CannotUpload(trouble.reasons) from None
    sheet = Sheet.objects.create(
        employer=employer,
        centre_id=employer.centre_id if employer else centre.pk,
        file=kept,
        name=tidy(name)[-200:] or _("sheet"),
        part=grid.sheet[:200],
        unread_parts=list(grid.others)[:20],
        fingerprint=hashlib.sha256(body).hexdigest(),
        headings=list(grid.headings),
        columns=our.guess(grid.headings, fields_of(employer)),
        total=len(grid.rows),
        uploaded_by=by,
        uploaded_at=now,
    )
    lines = (SheetRow(sheet=sheet, number=row.number, cells=list(row.cells)) for row in grid.rows)
    SheetRow.objects.bulk_create(lines, batch_size=1000)
    audit.record(by=by, action="sheet.upload", target=sheet, at=now, details={"lines": sheet.total})
    return sheet


def fields_of(employer: Employer | int | None) -> tuple[our.Field, ...]:
    return our.fields_for(several_enterprises=employer is None)


@transaction.atomic
def map_columns(
    *, sheet: Sheet, columns: Mapping[str, int], fixed: Mapping[str, str], by: User, now: datetime
) -> Sheet:
    """Say in which column each field stands and what holds for all lines; then every line is read.

    What was mended by hand stays. Raises CannotMap with every reason, or PermissionDenied.
    """
    require(by, ENTER, sheet)
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("centre").get(pk=sheet.pk)
    fields = fields_of(sheet.employer_id)
    names = {one.name for one in fields}
    columns = {name: at for name, at in columns.items() if name in names and 0 <= at < len(sheet.headings)}
    fixed = {name: tidy(text)[:LONGEST_FIXED] for name, text in fixed.items() if name in names and tidy(text)}
    if sheet.state in (Sheet.State.TAKEN, Sheet.State.TAKING):
        raise CannotMap([_("This sheet is taken in already.")])
    if lacking := our.missing(columns, fixed, fields):
        words = [
            _("Say where this stands in your sheet, or write it for all lines: %(field)s.") % {"field": one.label}
            for one in lacking
        ]
        raise CannotMap(words)
    sheet.columns, sheet.fixed = columns, fixed
    sheet.state, sheet.round, sheet.done = Sheet.State.READING, sheet.round + 1, 0
    sheet.begun_at, sheet.trouble = now, []
    sheet.save(update_fields=["columns", "fixed", "state", "round", "done", "begun_at", "trouble"])
    sheet.rows.update(outcome=SheetRow.Outcome.UNREAD)
    if sheet.total > AT_ONCE:
        sheets_jobs.read_later(sheet_id=sheet.pk, round_=sheet.round, by_id=by.pk)
    else:
        read_waiting(sheet=sheet, by=by, now=now)
    return sheet


@transaction.atomic
def begin_taking(*, sheet: Sheet, leave_bad: bool, by: User, now: datetime) -> Sheet:
    """Take in at once, or leave a large sheet to a job. Raises as `take_in` does."""
    require(by, ENTER, sheet)
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    ready = sheet.rows.filter(outcome=Outcome.GOOD).count()
    if sheet.state != Sheet.State.TAKEN and not ready:
        raise CannotTake([_("No line of this sheet can come in yet.")])
    if ready <= AT_ONCE or sheet.state == Sheet.State.TAKEN:
        return take_in(sheet=sheet, leave_bad=leave_bad, by=by, now=now)
    if not leave_bad and sheet.rows.filter(outcome=Outcome.BAD).exists():
        raise CannotTake([_("Some lines are still to be mended. Mend them, or say that they are left out.")])
    sheet.state, sheet.begun_at, sheet.trouble = Sheet.State.TAKING, now, []
    sheet.save(update_fields=["state", "begun_at", "trouble"])
    sheets_jobs.take_later(sheet_id=sheet.pk, leave_bad=leave_bad, by_id=by.pk)
    return sheet


@transaction.atomic
def drop_sheet(*, sheet: Sheet, by: User, now: datetime) -> None:
    """Forget a sheet that was not taken in. Raises CannotDrop with the reason, or PermissionDenied."""
    require(by, ENTER, sheet)
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.state in (Sheet.State.TAKEN, Sheet.State.TAKING):
        raise CannotDrop([_("This sheet is taken in already. Close its openings one by one if they are wrong.")])
    audit.record(by=by, action="sheet.drop", target=sheet, at=now)
    sheet.delete()
    if sheet.file:
        files.forget(sheet.file)
