"""The report of one centre, for its own authority: its people and its enterprises, under its own name."""

from dataclasses import replace
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.centres.models import Centre
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.ui.words import count_words, day_words, span_words
from nhipcau.statistics.papers.official import Block, Heading, Official, Para, Table, head_of, place_and_day
from nhipcau.statistics.papers.words import Figure, Paper, paper_of, talks_and_results


def centre_paper(session: FairSession, centre: Centre, figures: dict[str, Any]) -> Paper:
    """What page, PDF and Excel are filled from."""
    paper = paper_of(session, figures)
    hours = span_words(session.starts, session.ends)
    return replace(
        paper,
        title=_("Report of our site"),
        subtitle=f"{centre.name} · {session.title} · {day_words(session.starts)}/{session.starts.year} · {hours}",
        figures=_figures(figures["totals"]),
    )


def _figures(totals: dict[str, int]) -> list[Figure]:
    """The same five as the host's, each of this centre alone."""
    return [
        Figure(
            count_words(totals["attended"]),
            _("people came"),
            _("Persons at the sites of this centre, each counted once."),
        ),
        *talks_and_results(totals),
        Figure(
            count_words(totals["enterprises"]),
            _("enterprises"),
            _("Those this centre looked after and that were there."),
        ),
        Figure(count_words(totals["openings"]), _("openings"), _("People that these enterprises looked for.")),
    ]


def official_paper(session: FairSession, centre: Centre, paper: Paper) -> Official:
    """For the authority above: the centre's own head, number to be filled by hand, place to sign."""
    head = head_of(centre)
    closed = localtime(session.closed_at or session.ends)
    said = {
        "centre": centre.name,
        "title": session.title,
        "host": session.centre.name,
        "day": f"{localtime(session.starts):%d/%m/%Y}",
        "hours": span_words(session.starts, session.ends),
    }
    words = _("On %(day)s, %(hours)s, %(centre)s took part in “%(title)s”, held by %(host)s, with its own sites.")
    rows = [[str(n), each.label, each.number, each.definition] for n, each in enumerate(paper.figures, start=1)]
    headings = [_("No."), _("Figure"), pgettext("in a report", "Number"), _("What it means")]
    blocks: list[Block] = [Para(words % said), Table(headings, rows, widths=(3, 8, 5, 18), numbers=(2,))]
    blocks.append(Table([_("Figure"), pgettext("in a report", "Number")], paper.facts, widths=(5, 4)))
    for number, part in enumerate((one for one in paper.parts if one.rows), start=1):
        cells = [[cell if isinstance(cell, str) else count_words(cell) for cell in row] for row in part.rows]
        columns = len(part.headings)
        blocks.append(Heading(f"{number}. {part.title}", level=2))
        blocks.append(Table(part.headings, cells, (3 * columns // 2, *[2] * (columns - 1)), tuple(range(1, columns))))
    blocks.append(
        Para(_("This is the report on the results of the session. The centre respectfully reports./."), last=True)
    )
    to = [_("%(authority)s (to be informed);") % {"authority": head.authority}] if head.authority else []
    return Official(
        head=head,
        title=_("Report"),
        about=_("Results at the sites of the centre, session “%(title)s” on %(day)s") % said,
        day=place_and_day(head, closed.date()),
        blocks=blocks,
        number=f"......./BC-{head.short_sign}",
        recipients=[*to, _("Kept: office.")],
    )
