"""The progress of an order in words: page, list and Excel are filled from here, so that they cannot differ."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.foundation.ui.words import count_words
from nhipcau.statistics.papers.words import Figure
from nhipcau.statistics.queries.orders import Figures as Counted
from nhipcau.statistics.rules.orders import BurnDown, State, Week

COLOURS = {State.DONE: "done", State.LATE: "wrong", State.BEHIND: "wrong", State.ON_PACE: "now"}


@dataclass(frozen=True)
class Said:
    """`need` is what is missing each week, `outlook` what comes if it goes on so, `state` one word with its colour."""

    state: str
    colour: str
    need: str
    outlook: str
    behind: str


def said_of(progress: BurnDown, *, closed: bool = False) -> Said:
    over = closed or progress.state == State.DONE
    return Said(
        state=_state(progress),
        colour=COLOURS[progress.state],
        need="" if over else _need(progress),
        outlook="" if over else _outlook(progress),
        behind="" if over else _behind(progress),
    )


def _state(progress: BurnDown) -> str:
    return {
        State.DONE: _("everybody was found"),
        State.LATE: _("past its day"),
        State.BEHIND: _("behind the pace"),
        State.ON_PACE: _("on pace"),
    }[progress.state]


def _need(progress: BurnDown) -> str:
    """ "còn 138 người, cần 23 người mỗi tuần"."""
    need = progress.need
    said = {"people": count_words(need.people), "day": progress.due_on.strftime("%d/%m/%Y")}
    if not need.days:
        return _("%(people)s people still missing; the day was %(day)s") % said
    if need.each_week is not None:
        said["each"] = count_words(need.each_week)
        return _("%(people)s people still missing, %(each)s needed each week") % said
    if need.days == 1:
        return _("%(people)s people still missing, and today is the last day") % said
    return _("%(people)s people still missing in the last %(days)s days") % {**said, "days": need.days}


def _outlook(progress: BurnDown) -> str:
    outlook, whole = progress.outlook, count_words(progress.headcount)
    if progress.state == State.LATE or outlook is None:
        return ""
    if outlook.done_on is not None:
        day = outlook.done_on.strftime("%d/%m/%Y")
        return _("If it goes on like this: all %(whole)s by %(day)s") % {"whole": whole, "day": day}
    said = {"people": count_words(outlook.people), "whole": whole, "day": progress.due_on.strftime("%d/%m/%Y")}
    return _("If it goes on like this: %(people)s of %(whole)s by %(day)s") % said


def _behind(progress: BurnDown) -> str:
    if progress.state != State.BEHIND:
        return ""
    words = ngettext("%(people)s person behind an even pace", "%(people)s people behind an even pace", progress.behind)
    return words % {"people": count_words(progress.behind)}


def figures_in_words(counted: Counted, headcount: int) -> list[Figure]:
    """Each with what it means; persons, never turns."""
    return [
        Figure(count_words(counted.registered), _("registered"), _("Put one of its openings on their ticket.")),
        Figure(count_words(counted.referred), _("referred"), _("Sent to it by a counsellor, with a slip.")),
        Figure(count_words(counted.interviewed), _("interviewed"), _("Talked with the enterprise about it.")),
        Figure(
            count_words(counted.hired),
            _("hired"),
            _("Of %(whole)s asked for; each person once.") % {"whole": count_words(headcount)},
        ),
        Figure(count_words(counted.started), _("started work"), _("Of those hired.")),
        Figure(count_words(counted.stayed), _("still there after a month"), _("Of those who started.")),
    ]


def headings() -> list[str]:
    return [
        _("Week"),
        _("Asked for"),
        _("Even pace"),
        _("Hired"),
        _("Started work"),
        _("Hired so far"),
        _("Missing against the pace"),
    ]


def row_of(week: Week) -> list[str | int | None]:
    """A week that is not over says nothing of what is missing yet, unless it is the running one."""
    cells = [week.headcount, week.planned, week.hired, week.started, week.hired_so_far]
    shown: list[int | None] = [*cells[:2], *(cells[2:] if week.missing is not None else (None, None, None))]
    return [f"{week.first:%d/%m}–{week.last:%d/%m/%Y}", *shown, week.missing]
