"""Read a sheet of openings as the pages do, and say how it went."""

import json
import time
from argparse import ArgumentTypeError
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre, Role, StaffRole
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies import actions
from nhipcau.vacancies.actions.sheets import fields_of
from nhipcau.vacancies.actions.sheets_reading import read_waiting, said_of
from nhipcau.vacancies.actions.sheets_taking import take_in
from nhipcau.vacancies.models import PayKind, Sheet, SheetRow
from nhipcau.vacancies.reading.problems import PROBLEMS, REPEATS, words_of

WEIGHTS = {
    **{
        "place_doubt": 5,
        "pay_more": 4,
        "pay_thousand": 4,
        "place_several": 2,
        "place_title": 6,
        "pay_odd": 6,
        "occupation_none": 3,
    },
    **{"place_wide": 2, "kept": 2, "employer_new": 0},
}


def pair(text: str) -> tuple[str, str]:
    name, equals, heading = text.partition("=")
    if not equals:
        raise ArgumentTypeError("write field=Heading")
    return name, heading


class Command(BaseCommand):
    help = "Reads a sheet of openings through the same actions as its pages; with --take also takes it in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--map", type=pair, action="append", default=[], help="field=Heading; an empty heading: none"
        )
        parser.add_argument("--by", default="", help="user name of the member of staff; the first operator otherwise")
        parser.add_argument("--on", type=datetime.fromisoformat, help="read as on this day: 2026-03-10")
        parser.add_argument("--take", action="store_true", help="take the good lines in, leave the others out")
        parser.add_argument("--wrong", type=int, default=0, help="print so many readings that look wrong")
        parser.add_argument("--json", action="store_true")

    def handle(self, **options: Any) -> None:
        begun = time.monotonic()
        by, centre = staff_of(options["by"])
        now = timezone.make_aware(options["on"]) if options["on"] else clock.now()
        path: Path = options["path"]
        try:
            sheet = actions.upload_sheet(
                name=path.name, body=path.read_bytes(), employer=None, centre=centre, by=by, now=now
            )
            sheet = name_columns(sheet, options["map"], by=by, now=now)
        except (OSError, actions.CannotUpload) as trouble:
            raise CommandError(str(trouble)) from None
        read = time.monotonic()
        if options["take"]:
            sheet = take_in(sheet=sheet, leave_bad=True, by=by, now=now)
        told = told_of(sheet)
        told |= {"seconds_reading": round(read - begun, 1), "seconds_taking": round(time.monotonic() - read, 1)}
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=None if options["json"] else 2))
        for row in doubtful(sheet, options["wrong"]):
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        if not options["take"]:
            actions.drop_sheet(sheet=sheet, by=by, now=now)


def staff_of(username: str) -> tuple[User, Centre]:
    roles = StaffRole.objects.in_force_on(clock.today()).filter(role=Role.OPERATOR).select_related("user", "centre")
    if username:
        roles = roles.filter(user__username=username)
    first = roles.order_by("pk").first()
    if first is None:
        raise CommandError("No operator works at a centre today: name one with --by.")
    return first.user, first.centre


def name_columns(sheet: Sheet, said: list[tuple[str, str]], *, by: User, now: datetime) -> Sheet:
    columns = dict(sheet.columns)
    known = {one.name for one in fields_of(sheet.employer_id)}
    for name, heading in said:
        if name not in known or (heading and heading not in sheet.headings):
            raise CommandError(f"{name}={heading}: fields {sorted(known)}, headings {sheet.headings}")
        columns.pop(name, None)
        if heading:
            columns[name] = sheet.headings.index(heading)
    sheet = actions.map_columns(sheet=sheet, columns=columns, fixed={}, by=by, now=now)
    read_waiting(sheet=sheet, by=by, now=now)  # a job would do it, and finds nothing left to read
    return Sheet.objects.get(pk=sheet.pk)


def told_of(sheet: Sheet) -> dict[str, Any]:
    reasons: Counter[str] = Counter()
    fates: Counter[str] = Counter()
    pay: Counter[str] = Counter()
    place: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for row in sheet.rows.order_by("number").iterator():
        fates[row.outcome] += 1
        if row.outcome == SheetRow.Outcome.REPEATED:
            reasons[row.reading["repeat"]["code"]] += 1
        reasons.update({one["code"] for one in row.problems} if row.outcome != SheetRow.Outcome.REPEATED else ())
        notes.update({one["code"] for one in row.notes})
        pay[pay_of(row)] += 1
        place[place_of(row)] += 1
    words = {**PROBLEMS, **REPEATS}
    return {
        "rows": sheet.total,
        "ready": fates[SheetRow.Outcome.GOOD],
        "in": fates[SheetRow.Outcome.IN],
        "repeated": fates[SheetRow.Outcome.REPEATED],
        "reported": fates[SheetRow.Outcome.BAD] + fates[SheetRow.Outcome.LEFT],
        "reasons": {code: {"lines": count, "words": str(words[code])} for code, count in reasons.most_common()},
        "pay": dict(pay),
        "place": dict(place),
        "occupation_understood": sheet.total - notes["occupation_none"],
        "notes": dict(notes.most_common()),
        "columns": {name: sheet.headings[column] for name, column in sheet.columns.items()},
    }


def pay_of(row: SheetRow) -> str:
    if "pay_kind" not in row.reading:
        return "not_understood"
    return "agreed" if row.reading["pay_kind"] == PayKind.AGREED else "understood"


def place_of(row: SheetRow) -> str:
    if row.reading.get("commune"):
        return "commune"
    return "province" if row.reading.get("province") else "not_understood"


def doubtful(sheet: Sheet, wanted: int) -> list[dict[str, Any]]:
    """The readings a person should look at first, each kind of doubt in turn."""
    ranked: dict[tuple[str, ...], list[SheetRow]] = {}
    for row in sheet.rows.order_by("number").iterator() if wanted else ():
        ranked.setdefault(tuple(sorted({one["code"] for one in (*row.problems, *row.notes)})), []).append(row)
    kinds = sorted(ranked, key=lambda codes: -sum(WEIGHTS.get(code, 1) for code in codes))
    chosen: list[SheetRow] = []
    while kinds and len(chosen) < wanted and any(ranked[kind] for kind in kinds):
        chosen += [ranked[kind].pop(0) for kind in kinds if ranked[kind]]
    return [shown(sheet, row) for row in chosen[:wanted]]


def shown(sheet: Sheet, row: SheetRow) -> dict[str, Any]:
    said = said_of(sheet, row)
    names = ("title", "pay", "place", "experience", "education")
    understood = ("pay_kind", "pay_from", "pay_to", "province", "commune", "park", "occupation", "experience")
    return {
        "line": row.number,
        "said": {name: said[name] for name in names if name in said},
        "read": {name: row.reading.get(name) for name in understood},
        "problems": [words_of(one, PROBLEMS) for one in row.problems],
        "doubts": [one["code"] for one in row.notes],
    }
