"""The lines of a day, in words: what was, what is now, what comes and about when."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.fairs.models import SessionState
from nhipcau.fairs.queries.day import Day
from nhipcau.foundation.ui.words import day_words, time_words, wait_words
from nhipcau.interviews.api import MyTurn

Line = dict[str, Any]
BEFORE = (SessionState.ANNOUNCED, SessionState.REGISTRATION_OPEN, SessionState.READY, SessionState.POSTPONED)


def lines_of(day: Day) -> list[Line]:
    """Rows of ui/timeline.html, in the order of the clock."""
    lines = [*_arrival(day), *(_over(turn) for turn in day.over)]
    if day.call is not None:
        lines.append(_called(day.call, day))
    lines += [_waiting(turn, day) for turn in day.waiting]
    return [*lines, _end(day)]


def _arrival(day: Day) -> list[Line]:
    registration, session = day.registration, day.registration.session
    place = registration.site.place
    where = place.name if place else _("Online, from anywhere")
    attendance = getattr(registration, "attendance", None)
    if attendance is not None:
        return [line(time_words(attendance.first_at), _("You were let in"), where, "done")]
    begun = session.state not in BEFORE
    title = _("Come to the door and show your ticket") if place else _("Open this page and say that you are ready")
    return [line(time_words(session.starts), title, where, "now" if begun and not day.turns else "next")]


def _over(turn: MyTurn) -> Line:
    ticket = turn.ticket
    said = turn.said
    if turn.outcome is not None:
        said = str(turn.outcome.get_stage_display())
        if turn.outcome.date:
            said = f"{said}, {day_words(turn.outcome.date)}"
    return line(
        time_words(ticket.ended_at) if ticket.ended_at else "",
        name_of(turn),
        said,
        "done",
        reverse("interviews:turn", args=[ticket.pk]),
    )


def _called(turn: MyTurn, day: Day) -> Line:
    desk = turn.interview.desk if turn.interview else None
    since = turn.ticket.called_at
    if turn.ticket.state == "serving":
        detail = _("You are in the interview")
    elif desk is None:
        detail = _("You are called")
    elif desk.place_id is None:
        detail = _("You are called to online room %(number)s") % {"number": desk.number}
    else:
        detail = _("You are called to table %(number)s") % {"number": desk.number}
    at = time_words(since) if since else ""
    return line(at, name_of(turn, day), detail, "now", reverse("interviews:turn", args=[turn.ticket.pk]))


def _waiting(turn: MyTurn, day: Day) -> Line:
    """Of a booked time the clock shows it; else the middle of the estimate, and the words show both ends of it."""
    ahead = ngettext("%(count)s person before you", "%(count)s people before you", turn.ahead) % {"count": turn.ahead}
    first = _("You are next") if turn.desks else _("You are first in this queue")
    said = first if turn.ahead == 0 else ahead
    if turn.booked and turn.ticket.due_at:
        at = time_words(turn.ticket.due_at)
        early = _("your booked time, or earlier if the table is free")
        said = _("your booked time; the enterprise has not arrived yet") if turn.awaited else early
    elif turn.wait is None:
        why = _("nobody is at the table now, so we cannot say how long")
        not_here = _("the enterprise has not arrived yet")
        said = f"{said} · {not_here if turn.awaited else why}"
        at = ""
    else:
        said = f"{said} · {wait_words(turn.wait.p50, turn.wait.p90)}"
        at = time_words(day.now + timedelta(minutes=turn.wait.p50))
    if turn.ticket.state == "away":
        said = _("You are away, your place is kept until %(time)s") % {
            "time": time_words(turn.ticket.reconnect_until or day.now)
        }
    return line(at, name_of(turn, day), said, "next", reverse("interviews:turn", args=[turn.ticket.pk]))


def _end(day: Day) -> Line:
    session = day.registration.session
    over = session.state in (SessionState.CLOSED, SessionState.REPORTED)
    return line(time_words(session.closed_at or session.ends), _("The fair ends"), "", "done" if over else "gap")


def name_of(turn: MyTurn, day: Day | None = None) -> str:
    """Table first, as the signs in the hall say it; with the day, where to sit for an online room."""
    numbers = ", ".join(str(desk.number) for desk in turn.desks)
    if turn.interview is not None:
        numbers = str(turn.interview.desk.number)
    where = f"{_where(turn, numbers, day)} · " if numbers else ""
    work = f" · {turn.ticket.vacancy.title}" if turn.ticket.vacancy else ""
    return f"{where}{turn.ticket.employer.name}{work}"


def _where(turn: MyTurn, numbers: str, day: Day | None) -> str:
    words = _("Table %(number)s")
    if turn.ticket.channel == "online":
        words = _("Room %(number)s")
        if day and day.computer:
            words = _("Online room %(number)s, at computer %(computer)s")
        elif day and day.place and day.place.computers:
            words = _("Online room %(number)s, at a computer of %(place)s")
    known = {"place": day.place, "computer": day.computer} if day else {}
    return words % {"number": numbers, **known}


def line(time: str, title: str, detail: str, state: str, url: str = "") -> Line:
    return {"time": time, "title": title, "detail": detail, "state": state, "url": url}
