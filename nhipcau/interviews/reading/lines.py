"""A filled sheet of results: where its columns stand, and what each of its lines says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from nhipcau.foundation.crypto import api as crypto
from nhipcau.foundation.sheets.api import Grid, Row
from nhipcau.interviews.reading import words
from nhipcau.interviews.reading.days import day_of

HEADINGS: Final[Mapping[str, str]] = {
    "key": gettext_noop("Line key (do not change)"),
    "number": gettext_noop("Number"),
    "name": gettext_noop("Name"),
    "opening": gettext_noop("Opening"),
    "stage": gettext_noop("Result"),
    "reason": gettext_noop("Reason"),
    "day": gettext_noop("Day, such as 25/11"),
    "note": gettext_noop("Note"),
}
MORE: Final[Mapping[str, tuple[str, ...]]] = {
    "key": ("ma dong", "ma"),
    "stage": ("ket qua phong van", "kq", "ket qua pv"),
    "reason": ("ly do khong dat", "ly do tu choi"),
    "day": ("ngay", "ngay hen", "ngay hen phong van", "ngay pv", "ngay di lam"),
    "note": ("ghi chu them",),
}
NEEDED: Final = ("key", "stage")
LONGEST_NOTE: Final = 300


@dataclass(frozen=True)
class Said:
    """One line as it was understood. `problems` name what was not."""

    number: int
    key: str
    stage: str
    reason: str
    day: date | None
    note: str
    problems: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.stage or self.reason or self.day or self.note or self.problems)


def key_of(interview_id: int) -> str:
    """What stands in the hidden column: nobody can work one out, and one of another enterprise opens nothing."""
    return crypto.keyed_index(str(interview_id), purpose="result line")[:24]


def columns_of(grid: Grid) -> dict[str, int]:
    """By their headings, in either language and whatever their order."""
    names = {words.key(more): name for name, others in MORE.items() for more in others}
    for language in ("vi", "en"):
        with override(language):
            names |= {words.key(_(heading)): name for name, heading in HEADINGS.items()}
    found: dict[str, int] = {}
    for at, heading in enumerate(grid.headings):
        if name := names.get(words.key(heading)):
            found.setdefault(name, at)
    return found


def read(row: Row, columns: Mapping[str, int], *, today: date) -> Said:
    cells = {name: row.cells[at].strip() for name, at in columns.items()}
    stage, reason, day = (cells.get(name, "") for name in ("stage", "reason", "day"))
    known_stage, known_reason, known_day = words.stage_of(stage), words.reason_of(reason), day_of(day, today=today)
    note = cells.get("note", "")
    problems = []
    if stage and known_stage is None:
        problems.append(_('We do not know the result "%(typed)s": choose one of the list.') % {"typed": stage[:40]})
    if reason and known_reason is None:
        problems.append(_('We do not know the reason "%(typed)s": choose one of the list.') % {"typed": reason[:40]})
    if day and known_day is None:
        problems.append(_("This is no day: %(typed)s. Write it like 25/11.") % {"typed": day[:20]})
    if len(note) > LONGEST_NOTE:
        problems.append(_("A note has at most 300 letters."))
    if not stage and (reason or day or note):
        problems.append(_("The result is missing."))
    return Said(
        row.number, cells.get("key", ""), known_stage or "", known_reason or "", known_day, note, tuple(problems)
    )
