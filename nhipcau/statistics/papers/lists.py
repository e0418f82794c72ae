"""The lists of a record: plan, enterprises, people, results. Only the list of people names anybody."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.foundation.ui.words import count_words, span_words, time_words
from nhipcau.statistics.papers.official import Block, Head, Heading, Item, Official, Para, Table, place_and_day
from nhipcau.statistics.papers.report_paper import why_not
from nhipcau.statistics.papers.rows import EnterpriseLine, Gathered


def plan_paper(gathered: Gathered, head: Head) -> Official:
    return _paper(gathered, head, _("Plan of the session"), list(_plan(gathered)), landscape=False)


def enterprises_paper(gathered: Gathered, head: Head) -> Official:
    there = sum(one.was_there for one in gathered.enterprises)
    said = {"n": len(gathered.enterprises), "there": there}
    headings = [
        _("No."),
        _("Enterprise"),
        _("Tax code"),
        pgettext("in a report", "Brought by"),
        pgettext("in a report", "Where"),
        _("There"),
    ]
    headings += [_("Opening"), _("Place of work"), _("Pay"), _("People needed")]
    rows = [row for n, one in enumerate(gathered.enterprises, start=1) for row in _enterprise(n, one)]
    blocks: list[Block] = [
        Para(_("%(n)s enterprises were to come, %(there)s were there.") % said),
        Table(headings, rows, widths=(3, 16, 8, 9, 9, 7, 16, 12, 11, 6), numbers=(9,), small=True),
    ]
    return _paper(gathered, head, _("Enterprises and openings"), blocks)


def _enterprise(number: int, one: EnterpriseLine) -> Iterator[list[str]]:
    """The first line says who, the others only what else they look for."""
    who = [str(number), one.name, one.tax_code, one.centre, one.way, _("yes") if one.was_there else _("no")]
    for opening in one.openings:
        yield [*who, opening.title, opening.place, opening.pay, count_words(opening.headcount)]
        who = [""] * len(who)
    if not one.openings:
        yield [*who, "", "", "", ""]


def people_paper(gathered: Gathered, head: Head) -> Official:
    headings = [
        _("Person no."),
        _("Full name"),
        pgettext("in a report", "Born"),
        _("Sex"),
        _("Home"),
        _("Qualification"),
    ]
    headings += [_("Site"), _("Came at"), _("Came by")]
    rows = [
        [
            str(one.number),
            one.name,
            str(one.born),
            one.sex,
            one.home,
            one.qualification,
            one.site,
            time_words(one.came_at),
            one.way,
        ]
        for one in gathered.people
    ]
    elsewhere = gathered.figures["totals"]["attended"] - len(gathered.people)
    blocks: list[Block] = [
        Para(_("This list names people. It is opened only by those whom the centre has given that right.")),
        Table(headings, rows, widths=(5, 15, 5, 5, 16, 13, 14, 6, 9), small=True),
    ]
    if elsewhere > 0:
        words = _("%(n)s more people came at linked sites; the centres there keep their names.")
        blocks.append(Para(words % {"n": count_words(elsewhere)}))
    return _paper(gathered, head, _("People who came"), blocks)


def results_paper(gathered: Gathered, head: Head) -> Official:
    blocks: list[Block] = [
        Para(_("People stand here by their number of that day; the list of people who came says who they are.")),
        Heading("I. " + _("By opening")),
        _by_opening(gathered),
        Heading("II. " + _("By talk")),
        _by_talk(gathered),
    ]
    return _paper(gathered, head, _("Interviews and results"), blocks)


def _by_opening(gathered: Gathered) -> Table:
    headings = [_("Enterprise"), _("Opening"), _("People needed"), _("Applications"), _("Interviews")]
    headings += [_("Hired"), _("Invited"), _("Why not")]
    rows = [
        [
            one.name,
            opening.title,
            count_words(opening.headcount),
            str(opening.applications),
            str(opening.talks),
            str(len(opening.hired)),
            str(len(opening.invited - opening.hired)),
            "" if opening.passed else why_not(opening),
        ]
        for one in gathered.enterprises
        if one.was_there
        for opening in one.openings
    ]
    return Table(headings, rows, widths=(17, 16, 7, 7, 7, 7, 7, 20), numbers=tuple(range(2, 7)), small=True)


def _by_talk(gathered: Gathered) -> Table:
    headings = [_("Person no."), _("Enterprise"), _("Opening"), _("Table or room"), _("From–to")]
    headings += [_("How it ended"), _("Result"), _("Reason"), _("Day agreed")]
    rows = [
        [
            str(one.number),
            one.enterprise,
            one.opening,
            one.desk,
            _span(one.started_at, one.ended_at),
            one.state,
            one.result,
            one.reason,
            f"{one.day:%d/%m/%Y}" if one.day else "",
        ]
        for one in gathered.talks
    ]
    return Table(headings, rows, widths=(5, 16, 14, 7, 8, 8, 11, 12, 8), small=True)


def _span(start: datetime | None, end: datetime | None) -> str:
    return span_words(start, end) if start and end else ""


def _plan(gathered: Gathered) -> Iterator[Block]:
    session = gathered.session
    yield Para(_("As planned in the system, written down when the session was closed."))
    yield Heading("1. " + _("What was planned"), level=2)
    for label, words in (
        (_("Kind"), session.get_kind_display()),
        (_("Way"), session.get_mode_display()),
        (_("Reach"), session.get_scope_display()),
        (_("Theme"), session.theme),
        (pgettext("in a report", "Day"), f"{localtime(session.starts):%d/%m/%Y}"),
        (_("Hours"), span_words(session.starts, session.ends)),
        (_("Wishes a person may rank"), str(session.most_wishes)),
        (_("Note"), session.note),
    ):
        if words:
            yield Item(f"{label}: {words}")
    yield Heading("2. " + _("Sites"), level=2)
    rows = [
        [
            site.name,
            site.role,
            site.centre,
            count_words(site.capacity) if site.capacity else _("no limit"),
            site.contact,
            time_words(site.opened_at) if site.opened_at else _("not opened"),
        ]
        for site in gathered.sites
    ]
    headings = [_("Site"), _("Role"), _("Centre"), _("People who can register"), _("Contact"), _("Opened at")]
    yield Table(headings, rows, widths=(7, 5, 8, 4, 5, 4), small=True)
    yield Heading("3. " + _("Enterprises and openings"), level=2)
    openings = [opening for one in gathered.enterprises for opening in one.openings]
    said = {
        "n": len(gathered.enterprises),
        "openings": count_words(len(openings)),
        "people": count_words(sum(opening.headcount for opening in openings)),
    }
    words = _("%(n)s enterprises with %(openings)s openings for %(people)s people were to take part.")
    yield Para(words % said)


def _paper(gathered: Gathered, head: Head, title: str, blocks: list[Block], *, landscape: bool = True) -> Official:
    session = gathered.session
    day = localtime(session.closed_at or session.ends).date()
    return Official(
        head=head,
        title=title,
        about=f"{session.title}, {localtime(session.starts):%d/%m/%Y}",
        day=place_and_day(head, day),
        blocks=blocks,
        landscape=landscape,
    )
