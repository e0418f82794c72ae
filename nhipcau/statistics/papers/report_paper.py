"""The report of a session as an official paper: what happened, what was filled and what was not, and what comes next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.foundation.ui.words import count_words, span_words, time_words
from nhipcau.statistics.papers.official import Block, Head, Heading, Item, Official, Para, Table, place_and_day
from nhipcau.statistics.papers.rows import Gathered, OpeningLine
from nhipcau.statistics.papers.words import Paper, Part, paper_of

LONGEST: Final = 15  # lines of a table of examples; the lists of the record carry them all
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI")


def report_paper(gathered: Gathered, head: Head, *, number: int) -> Official:
    session = gathered.session
    closed = localtime(session.closed_at or session.ends)
    parts = (_general, _press, _details, _filled, _waiting, _next)
    titles = (
        _("General situation"),
        _("The five main figures"),
        _("Figures in detail"),
        _("What was filled, what was not, and why"),
        _("Results that are still due"),
        _("What comes next"),
    )
    paper = paper_of(session, gathered.figures)
    blocks: list[Block] = []
    for roman, title, part in zip(ROMAN, titles, parts, strict=True):
        blocks += [Heading(f"{roman}. {title}"), *part(gathered, paper)]
    last = _("This is the report on the results of the session. The centre respectfully reports./.")
    blocks.append(Para(last, last=True))
    return Official(
        head=head,
        number=f"{padded_number(number)}/BC-{head.short_sign}",
        title=_("Report"),
        about=_("Results of the session “%(title)s” on %(day)s")
        % {"title": session.title, "day": f"{localtime(session.starts):%d/%m/%Y}"},
        day=place_and_day(head, closed.date()),
        blocks=blocks,
        recipients=_recipients(gathered, head),
    )


def padded_number(number: int) -> str:
    """01 to 09, as numbers of official papers are written."""
    return f"{number:02d}"


def _recipients(gathered: Gathered, head: Head) -> list[str]:
    lines = [_("%(authority)s (to be informed);") % {"authority": head.authority}] if head.authority else []
    if any(site.linked for site in gathered.sites):
        lines.append(_("The linked sites;"))
    return [*lines, _("Kept: office, the record of the session.")]


def _general(gathered: Gathered, paper: Paper) -> Iterator[Block]:
    session = gathered.session
    said = {
        "day": f"{localtime(session.starts):%d/%m/%Y}",
        "hours": span_words(session.starts, session.ends),
        "centre": session.centre.name,
        "title": session.title,
        "kind": str(session.get_kind_display()).lower(),
        "mode": str(session.get_mode_display()).lower(),
    }
    yield Para(_("On %(day)s, %(hours)s, %(centre)s held “%(title)s” (%(kind)s, %(mode)s).") % said)
    own = [site for site in gathered.sites if not site.linked]
    linked = [site for site in gathered.sites if site.linked]
    if own:
        yield Para(_("Places of the centre: %(names)s.") % {"names": "; ".join(site.name for site in own)})
    if linked:
        names = "; ".join(f"{site.name} ({site.centre})" for site in linked)
        yield Para(_("%(n)s linked sites took part: %(names)s.") % {"n": len(linked), "names": names})
    if session.opened_at and session.closed_at:
        times = {"opened": time_words(session.opened_at), "closed": time_words(session.closed_at)}
        yield Para(_("The doors opened at %(opened)s; the session was closed at %(closed)s.") % times)
    yield Para(
        _(
            "Persons, turns and applications are counted apart: a person once, a turn for each talk that was held, "
            "an application for each wish for one opening."
        )
    )


def _press(gathered: Gathered, paper: Paper) -> Iterator[Block]:
    rows = [[str(n), each.label, each.number, each.definition] for n, each in enumerate(paper.figures, start=1)]
    headings = [_("No."), _("Figure"), pgettext("in a report", "Number"), _("What it means")]
    yield Table(headings, rows, widths=(3, 8, 5, 18), numbers=(2,))


def _details(gathered: Gathered, paper: Paper) -> Iterator[Block]:
    yield Heading("1. " + _("Other figures"), level=2)
    yield Table([_("Figure"), pgettext("in a report", "Number")], paper.facts, widths=(5, 4))
    for number, part in enumerate(paper.parts, start=2):
        yield Heading(f"{number}. {part.title}", level=2)
        yield _table(part)


def _table(part: Part) -> Block:
    if not part.rows:
        return Para(_("Nothing to count."))
    rows = [[cell if isinstance(cell, str) else count_words(cell) for cell in row] for row in part.rows]
    columns = len(part.headings)
    return Table(part.headings, rows, widths=(3 * columns // 2, *[2] * (columns - 1)), numbers=tuple(range(1, columns)))


def why_not(opening: OpeningLine) -> str:
    """Why nobody passed for this opening, by what is known of it."""
    if not opening.applications and not opening.talks:
        return _("Nobody applied")
    if not opening.talks:
        return _("Wanted by %(n)s, nobody was interviewed") % {"n": opening.applications}
    if opening.reasons:
        most = opening.reasons.most_common(2)
        return "; ".join(f"{reason} ({count})" for reason, count in most)
    return _("Results are still due") if opening.due else _("Nobody was chosen yet")


def _filled(gathered: Gathered, paper: Paper) -> Iterator[Block]:
    there = [(one.name, opening) for one in gathered.enterprises if one.was_there for opening in one.openings]
    passed = sorted((each for each in there if each[1].passed), key=lambda each: (-each[1].passed, each[0]))
    empty = sorted((each for each in there if not each[1].passed), key=lambda each: (-each[1].headcount, each[0]))
    yield Heading("1. " + _("Openings that found people"), level=2)
    said = {"n": len(passed), "all": len(there), "people": count_words(sum(each[1].headcount for each in passed))}
    yield Para(_("%(n)s of %(all)s openings found somebody; together they look for %(people)s people.") % said)
    if passed:
        rows = [
            [
                name,
                one.title,
                count_words(one.headcount),
                str(one.applications),
                str(one.talks),
                str(len(one.hired)),
                str(len(one.invited - one.hired)),
            ]
            for name, one in passed[:LONGEST]
        ]
        headings = [_("Enterprise"), _("Opening"), _("People needed"), _("Applications"), _("Interviews")]
        yield Table(
            [*headings, _("Hired"), _("Invited")], rows, (9, 8, 4, 4, 4, 4, 4), numbers=tuple(range(2, 7)), small=True
        )
    yield Heading("2. " + _("Openings that found nobody"), level=2)
    yield from _empty(empty)


def _empty(empty: Sequence[tuple[str, OpeningLine]]) -> Iterator[Block]:
    if not empty:
        yield Para(_("Every opening found somebody."))
        return
    lines, people = Counter[str](), Counter[str]()
    for _name, one in empty:
        kind = _kind(one)
        lines[kind] += 1
        people[kind] += one.headcount
    rows = [[kind, count_words(count), count_words(people[kind])] for kind, count in lines.most_common()]
    yield Table(
        [_("Why"), pgettext("in a report", "Openings"), _("People needed")], rows, widths=(4, 1, 1), numbers=(1, 2)
    )
    said = {"n": min(LONGEST, len(empty)), "all": len(empty)}
    yield Para(_("The largest %(n)s of these %(all)s openings; the list of results carries all of them:") % said)
    largest = [[name, one.title, count_words(one.headcount), why_not(one)] for name, one in empty[:LONGEST]]
    headings = [_("Enterprise"), _("Opening"), _("People needed"), _("Why")]
    yield Table(headings, largest, (9, 8, 4, 12), numbers=(2,), small=True)


def _kind(opening: OpeningLine) -> str:
    """The same without its own numbers, so that it can be added up."""
    if not opening.applications and not opening.talks:
        return _("Nobody applied")
    if not opening.talks:
        return _("Somebody applied, nobody was interviewed")
    if opening.reasons:
        return _("Interviewed, not chosen or declined")
    return _("Results are still due") if opening.due else _("Nobody was chosen yet")


def _waiting(gathered: Gathered, paper: Paper) -> Iterator[Block]:
    owing = sorted((one for one in gathered.enterprises if one.due), key=lambda one: (-one.due, one.name))
    if not owing:
        yield Para(_("No result is due: every talk that was held has its final one."))
        return
    said = {"n": count_words(sum(one.due for one in owing)), "enterprises": len(owing)}
    yield Para(_("%(n)s talks were held without a final result so far, at %(enterprises)s enterprises.") % said)
    rows = [[one.name, str(one.due)] for one in owing[:LONGEST]]
    yield Table([_("Enterprise"), _("Results due")], rows, widths=(4, 1), numbers=(1,))


def _next(gathered: Gathered, paper: Paper) -> Iterator[Block]:
    totals = gathered.figures["totals"]
    said = {"people": totals["invited"], "hired": totals["hired"]}
    if gathered.invitations:
        first = {"day": f"{gathered.invitations[0].day:%d/%m/%Y}"}
        yield Item(_("%(people)s people are invited to a direct interview; the first on %(day)s.") % (said | first))
        rows = [[f"{one.day:%d/%m/%Y}", one.enterprise, str(one.people)] for one in gathered.invitations[:LONGEST]]
        yield Table(
            [pgettext("in a report", "Day"), _("Enterprise"), _("People")], rows, widths=(2, 7, 2), numbers=(2,)
        )
    if totals["hired"]:
        words = _(
            "The %(hired)s hires are entered into the National Job Exchange within the time the law sets, "
            "each by the centre that keeps the person's file."
        )
        yield Item(words % said)
    if any(one.due for one in gathered.enterprises):
        yield Item(_("Results that are due are asked of the enterprises."))
    yield Item(_("After a month the centre asks everybody who was hired or referred how the work goes."))
