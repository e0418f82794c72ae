"""Results from a sheet: sent, looked at line by line, then taken in whole, once."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.sheets import api as sheets
from nhipcau.foundation.text.api import tidy
from nhipcau.interviews import queries
from nhipcau.interviews.actions.bulk import MOST_LINES, Answer, NotWhole, record_all_or_nothing
from nhipcau.interviews.actions.moves import Refused, for_recruiter
from nhipcau.interviews.models import Desk, Interview, ResultSheet, Stage
from nhipcau.interviews.reading import lines as reading
from nhipcau.interviews.rules import outcomes as rules

RECORD = "interviews.record_outcome"


class CannotRead(Refused):
    pass


class CannotTake(Refused):
    pass


@transaction.atomic
def send_results(*, desk: Desk, name: str, body: bytes, by: User, now: datetime) -> ResultSheet:
    """Read a filled sheet of this desk or its enterprise. Nothing is written into results yet.

    Raises CannotRead with the reason, or PermissionDenied.
    """
    for_recruiter(by, RECORD, desk)
    try:
        grid = sheets.read_table(name, body)
    except sheets.CannotRead as trouble:
        raise CannotRead([str(trouble)]) from None
    columns = reading.columns_of(grid)
    if not {*reading.NEEDED} <= columns.keys():
        raise CannotRead([_("This is not our sheet of results: download it here, fill it in and send that file.")])
    if len(grid.rows) > MOST_LINES:
        raise CannotRead([_("This sheet has too many lines.")])
    known = {reading.key_of(interview.pk): interview for interview in queries.met_at(by, desk, whole_enterprise=True)}
    said = [reading.read(row, columns, today=localdate(now)) for row in grid.rows]
    sheet = ResultSheet.objects.create(
        **desk.occasion.keys,
        employer_id=desk.employer_id,
        desk=desk,
        name=tidy(name)[-200:],
        fingerprint=hashlib.sha256(body).hexdigest(),
        lines=_understood([one for one in said if not one.is_empty], known, today=localdate(now)),
        uploaded_by=by,
        uploaded_at=now,
    )
    audit.record(by=by, action="results.send", target=sheet, at=now, details={"lines": len(sheet.lines)})
    return sheet


def _understood(said: list[reading.Said], known: Mapping[str, Interview], *, today: date) -> list[dict[str, Any]]:
    """No name is kept: who a line is about is looked up when it is shown."""
    found, first = [], dict[str, int]()
    for one in said:
        interview, problems = known.get(one.key), list(one.problems)
        if interview is None:
            problems.append(_("This line is not one of your talks: its key was changed or is from another sheet."))
        elif one.key in first:
            problems.append(_("The same person stands on line %(line)s already.") % {"line": first[one.key]})
        first.setdefault(one.key, one.number)
        line: dict[str, Any] = {"number": one.number, "interview": interview.pk if interview else None}
        line |= {"stage": one.stage, "reason": one.reason, "note": one.note}
        line |= {"day": one.day.isoformat() if one.day else "", "seen": 0, "same": False}
        if interview is not None and not problems:
            line |= _compared(line, one, vars(interview))
            problems += [] if line["same"] else _refusals(interview, one, line, today=today)
        found.append(line | {"problems": problems})
    return found


def _compared(line: dict[str, Any], one: reading.Said, known: dict[str, Any]) -> dict[str, Any]:
    """Only what the result needs counts, as on the page."""
    reason = one.reason if one.stage in rules.NEEDS_REASON else ""
    day = one.day if one.stage in rules.NEEDS_DAY else None
    before = (known["stage"] or "", known["reason"] or "", known["stage_date"], known["line_note"] or "")
    shown = {"reason": reason, "day": day.isoformat() if day else "", "seen": known["line"] or 0}
    return shown | {"same": (one.stage, reason, day, one.note) == before}


def _refusals(interview: Interview, one: reading.Said, line: dict[str, Any], *, today: date) -> list[str]:
    asked: dict[str, Any] = {"stage": Stage(one.stage), "reason": line["reason"], "today": today}
    day = date.fromisoformat(line["day"]) if line["day"] else None
    current = vars(interview)["stage"] or ""
    return rules.reasons_not_to_record(interview, current=current, started_on=None, day=day, **asked)


@transaction.atomic
def take_results(*, sheet: ResultSheet, leave_bad: bool, by: User, now: datetime) -> ResultSheet:
    """Write every good line, or none. The same file again adds nothing.

    Raises CannotTake with the reasons, or PermissionDenied.
    """
    for_recruiter(by, RECORD, sheet.desk)
    sheet = ResultSheet.objects.select_for_update(of=("self",)).select_related("desk").get(pk=sheet.pk)
    if sheet.taken_at is not None:
        return sheet
    if twin_of(sheet) is not None:
        raise CannotTake([_("This very file was taken in already: it adds nothing.")])
    if any(line["problems"] for line in sheet.lines) and not leave_bad:
        raise CannotTake([_("Some lines are still wrong. Mend the file and send it again, or leave them out.")])
    answers = [_answer(line) for line in sheet.lines if not line["problems"] and not line["same"]]
    met = queries.met_at(by, sheet.desk, whole_enterprise=True)
    wanted = met.filter(pk__in=[answer.interview_id for answer in answers])
    try:
        written = record_all_or_nothing(answers=answers, interviews=wanted, by=by, now=now)
    except NotWhole as refusal:
        raise CannotTake(
            list(dict.fromkeys(words for reasons in refusal.refused.values() for words in reasons))
        ) from None
    sheet.taken_at, sheet.added = now, written.added
    sheet.save(update_fields=["taken_at", "added"])
    audit.record(by=by, action="results.take", target=sheet, at=now, details={"added": written.added})
    return sheet


def twin_of(sheet: ResultSheet) -> ResultSheet | None:
    """The same bytes, taken in before for the same enterprise on the same occasion."""
    same = ResultSheet.objects.filter(
        **sheet.occasion.keys, employer_id=sheet.employer_id, fingerprint=sheet.fingerprint, taken_at__isnull=False
    )
    return same.exclude(pk=sheet.pk).first()


def _answer(line: dict[str, Any]) -> Answer:
    day = date.fromisoformat(line["day"]) if line["day"] else None
    return Answer(line["interview"], line["stage"], line["reason"], day, line["note"], line["seen"])
