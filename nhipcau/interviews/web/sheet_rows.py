"""The lines of the sheet of a table: what stands there, what was typed, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from nhipcau.interviews.actions import Answer
from nhipcau.interviews.models import Interview, Outcome, Stage
from nhipcau.interviews.reading.days import day_of
from nhipcau.interviews.rules.outcomes import LATER, NEEDS_DAY, NEEDS_REASON

# As the buttons stand and as the keys 1 to 7 choose: what is said most often comes first.
STAGES: Final = (
    Stage.NOT_SUITABLE,
    Stage.POOL,
    Stage.SECOND_INTERVIEW,
    Stage.OFFER_ACCEPTED,
    Stage.OFFER,
    Stage.OFFER_DECLINED,
    Stage.MET,
)
FIRST: Final = 4  # buttons that a phone shows before "another result"
LONGEST_NOTE: Final = 300


@dataclass
class Row:
    """One person. `stage` … `note` are what the fields show: typed, or else the line in force."""

    interview: Interview
    stage: str
    reason: str
    day: str
    note: str
    seen: int
    written_at: datetime | None
    by_centre: bool
    fixed: bool
    picked: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.written_at is None or self.stage == Stage.MET

    @property
    def few(self) -> bool:
        """Is the result among the buttons that a phone shows first?"""
        return self.stage in ("", *STAGES[:FIRST])

    @property
    def stage_label(self) -> str:
        return str(Stage(self.stage).label) if self.stage else ""


def in_force(interview: Interview) -> Row:
    """Of an interview that came with its line."""
    known = vars(interview)
    day: date | None = known["stage_date"]
    return Row(
        interview=interview,
        stage=known["stage"] or "",
        reason=known["reason"] or "",
        day=day.isoformat() if day else "",
        note=known["line_note"] or "",
        seen=known["line"] or 0,
        written_at=known["line_at"],
        by_centre=bool(known["line_for_recruiter"]),
        fixed=known["stage"] in LATER,
    )


def typed(interview: Interview, said: QueryDict, *, chosen: Mapping[str, str]) -> Row:
    """The line as it was sent. `chosen` is the one result for all who are ticked."""
    row, pk = in_force(interview), interview.pk
    if row.fixed or f"o-{pk}" not in said:
        return row
    row.picked = str(pk) in said.getlist("p")
    source = chosen if chosen and row.picked else {name: said.get(f"{name}-{pk}", "") for name in ("s", "r", "d")}
    row.stage, row.reason, row.day = (source.get(name, "").strip() for name in ("s", "r", "d"))
    row.note = said.get(f"n-{pk}", "").strip()
    seen = said.get(f"o-{pk}", "")
    row.seen = int(seen) if seen.isdecimal() and len(seen) < 19 else 0
    return row


def answer_of(row: Row, *, today: date) -> Answer | None:
    """None when nothing was chosen, or nothing is other than what stands; or when it is wrong: then it says so."""
    before = in_force(row.interview)
    if row.fixed or (not row.stage and not row.note):
        return None
    if not row.stage:
        row.errors.append(_("Choose a result for this note."))
        return None
    shown = (
        row.stage,
        row.reason if row.stage in NEEDS_REASON else "",
        row.day if row.stage in NEEDS_DAY else "",
        row.note,
    )
    if shown == (before.stage, before.reason, before.day, before.note):
        return None
    day = day_of(row.day, today=today) if row.stage in NEEDS_DAY and row.day else None
    if row.stage in NEEDS_DAY and row.day and day is None:
        row.errors.append(_("This is no day: %(typed)s. Write it like 25/11.") % {"typed": row.day[:20]})
    if len(row.note) > LONGEST_NOTE:
        row.errors.append(_("A note has at most 300 letters."))
    if row.errors:
        return None
    return Answer(row.interview.pk, row.stage, row.reason, day, row.note, row.seen)


def settle(rows: Iterable[Row], lines: Mapping[int, Outcome], refused: Mapping[int, list[str]]) -> None:
    """What became of the answers, shown in their lines."""
    for row in rows:
        row.errors += refused.get(row.interview.pk, [])
        if line := lines.get(row.interview.pk):
            row.seen, row.written_at, row.by_centre = line.pk, line.at, line.for_recruiter
            row.reason, row.day = line.reason, line.date.isoformat() if line.date else ""
