"""A report in the words of its reader: page, PDF and Excel are filled from here, so that they cannot differ."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.fairs.models import BroughtBy, FairSession, SignUp
from nhipcau.foundation.ui.words import count_words, day_words, span_words
from nhipcau.interviews.models import Reason, Stage
from nhipcau.reference.models import Industry, Qualification
from nhipcau.seekers.models import Sex


@dataclass(frozen=True)
class Figure:
    number: str
    label: str
    definition: str


@dataclass(frozen=True)
class Part:
    """One table: the first column is words, the others numbers."""

    title: str
    headings: list[str]
    rows: list[list[Any]]

    @property
    def labelled(self) -> list[list[tuple[str, Any]]]:
        """Each cell with the name of its column, for small screens."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Paper:
    title: str
    subtitle: str
    figures: list[Figure]
    facts: list[tuple[str, str]]
    parts: list[Part]


def paper_of(session: FairSession, figures: dict[str, Any]) -> Paper:
    totals = figures["totals"]
    return Paper(
        title=_("Report of the session"),
        subtitle=f"{session.title} · {session.centre.name} · {day_words(session.starts)}/{session.starts.year} · "
        f"{span_words(session.starts, session.ends)}",
        figures=press_figures(totals),
        facts=_facts(totals, figures["waits"]),
        parts=[*_groups(figures), *_reasons(figures)],
    )


def press_figures(totals: dict[str, int]) -> list[Figure]:
    """The five numbers the press asks for, each with what it means."""
    return [
        Figure(count_words(totals["openings"]), _("openings"), _("People that the enterprises present looked for.")),
        Figure(
            count_words(totals["enterprises"]),
            _("enterprises"),
            _("%(local)s of this province, %(linked)s of %(provinces)s linked provinces; only those that were there.")
            % {
                "local": totals["enterprises_local"],
                "linked": totals["enterprises_linked"],
                "provinces": totals["provinces"],
            },
        ),
        Figure(
            count_words(totals["attended"]),
            _("people came"),
            _("Persons, each counted once: %(hall)s in the hall, %(online)s at linked sites or from home.")
            % {"hall": totals["attended_hall"], "online": totals["attended_online"]},
        ),
        *talks_and_results(totals),
    ]


def talks_and_results(totals: dict[str, int]) -> list[Figure]:
    """The two figures that mean the same for a whole session and for one centre of it."""
    return [
        Figure(
            count_words(totals["interviews"]),
            _("interviews"),
            _("Turns: talks that were held, by %(people)s persons; %(online)s of them online.")
            % {"people": totals["interviewed"], "online": totals["interviews_online"]},
        ),
        Figure(
            count_words(totals["passed"]),
            _("passed"),
            _("Persons: %(hired)s accepted a job here, %(invited)s more are invited to a direct interview.")
            % {"hired": totals["hired"], "invited": totals["invited"]},
        ),
    ]


def _facts(totals: dict[str, int], waits: dict[str, int | None]) -> list[tuple[str, str]]:
    facts = [
        (_("Registered beforehand"), count_words(totals["registered"])),
        (_("Walked in"), count_words(totals["walk_ins"])),
        (_("Registered, did not come"), count_words(totals["no_shows"])),
        (_("Applications (one wish for one opening)"), count_words(totals["applications"])),
        (_("Openings nobody applied for"), count_words(totals["openings_without_applicants"])),
    ]
    if waits["p50"] is not None:
        half, most = waits["p50"], waits["p90"]
        words = _("half waited under %(half)s minutes, nine of ten under %(most)s") % {"half": half, "most": most}
        facts.append((_("Waiting for a talk"), words))
    return facts


def _groups(figures: dict[str, Any]) -> list[Part]:
    people = [_("Came"), _("Interviewed"), _("Hired"), _("Invited")]
    keys = ("attended", "interviewed", "hired", "invited")
    industries = {industry.code: str(industry) for industry in Industry.objects.all()}
    return [
        Part(
            _("By site"),
            [_("Site"), _("Registered"), _("Walked in"), _("Came"), _("Interviews"), _("Hired"), _("Invited")],
            _lines(
                figures["by_site"],
                {},
                ("registered", "walk_ins", "attended", "interviews", "hired", "invited"),
            ),
        ),
        Part(
            _("By sector"),
            [_("Sector"), _("Openings"), _("Applications"), _("Interviews"), _("Hired"), _("Invited")],
            _lines(figures["by_industry"], industries, ("openings", "applications", "interviews", "hired", "invited")),
        ),
        Part(
            _("By qualification"),
            [_("Qualification"), *people],
            _lines(figures["by_qualification"], dict(Qualification.choices), keys),
        ),
        *_channels(figures),
        *_counselling(figures),
        Part(_("By age"), [_("Age"), *people], _lines(figures["by_age"], {}, keys)),
        Part(_("By sex"), [_("Sex"), *people], _lines(figures["by_sex"], dict(Sex.choices), keys)),
    ]


def _channels(figures: dict[str, Any]) -> list[Part]:
    """Reports frozen before links were kept have no such part."""
    lines = figures.get("by_channel")
    if lines is None:
        return []
    headings = [_("What brought them"), _("On the list"), _("Came"), _("Hired"), _("Invited")]
    names = {line["label"]: _channel_words(line["label"]) for line in lines}
    return [Part(_("By channel"), headings, _lines(lines, names, ("registered", "attended", "hired", "invited")))]


def _counselling(figures: dict[str, Any]) -> list[Part]:
    """Nothing where nobody was counselled, and in reports frozen before the desk was there."""
    counts = figures.get("counselling") or {}
    names = {
        "screened": _("People asked at the counselling desk"),
        "benefit": _("Of them, draw unemployment benefit"),
        "referred": _("People referred"),
        "referrals": _("Referral slips"),
        "group_people": _("Turns of group advice"),
        "offers": _("Openings offered to people who draw benefit"),
    }
    if not any(counts.get(name) for name in names):
        return []
    lines = [{"label": name, "count": counts.get(name, 0)} for name in names]
    headings = [_("At the desk"), pgettext("a count", "Number")]
    return [Part(_("Counselling"), headings, _lines(lines, names, ("count",)))]


def _channel_words(label: str) -> str:
    """An announcement with the name of its link; else how people registered without one."""
    kind, channel, *name = label.split(":", 2)
    if kind == "link":
        return " – ".join([str(dict(BroughtBy.choices).get(channel, channel)), *name])
    if channel == SignUp.WEB:
        return _("Web, without an announcement's link")
    return str(dict(SignUp.choices).get(channel, channel))


def _reasons(figures: dict[str, Any]) -> list[Part]:
    return [
        Part(
            _("What the talks led to"),
            [_("Result"), _("Talks")],
            _lines(figures["stages"], dict(Stage.choices), ("count",)),
        ),
        Part(_("Why not"), [_("Reason"), _("Talks")], _lines(figures["refusals"], dict(Reason.choices), ("count",))),
    ]


def _lines(lines: list[dict[str, Any]], names: dict[str, Any], keys: tuple[str, ...]) -> list[list[Any]]:
    return [
        [str(names.get(line["label"], line["label"])) or _("not said"), *(line[key] for key in keys)] for line in lines
    ]
