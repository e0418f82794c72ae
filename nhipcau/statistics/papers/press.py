"""The note to the press after a session: the five figures, each with what it means, as they were fixed."""

from typing import Any

from django.utils.translation import gettext as _

from nhipcau.fairs.models import FairSession
from nhipcau.foundation.ui.words import DAYS, count_words, here, phone_words, span_words
from nhipcau.statistics.papers.words import press_figures


def note_of(session: FairSession, figures: dict[str, Any]) -> str:
    """The first line is its heading. Nothing is said that was not counted."""
    totals, day = figures["totals"], here(session.starts)
    words = {
        "title": session.title,
        "centre": session.centre.name,
        "day": f"{DAYS[day.weekday()]}, {day.day}/{day.month}/{day.year}",
        "hours": span_words(session.starts, session.ends),
    }
    lines = [f"- {each.number} {each.label}. {each.definition}" for each in press_figures(totals)]
    paragraphs = [
        _("Results of “%(title)s”") % words,
        _("On %(day)s, %(hours)s, %(centre)s held “%(title)s”.") % words,
        "\n".join([_("The figures, and what each of them means:"), *lines]),
        _registered(figures),
        _("Persons, turns and applications are counted apart: one person may have several interviews."),
        _("Contact: %(centre)s, %(phone)s.") % {**words, "phone": phone_words(session.centre.phone)}
        if session.centre.phone
        else "",
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _registered(figures: dict[str, Any]) -> str:
    """How many had registered beforehand, when anybody had."""
    totals = figures["totals"]
    if not totals["registered"]:
        return ""
    words = {"registered": count_words(totals["registered"]), "walk_ins": count_words(totals["walk_ins"])}
    return _("Beforehand %(registered)s people had registered; %(walk_ins)s came without.") % words
