"""Why a person or an enterprise got no more of a timetable: the kept codes as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.fairs.models import SessionVacancy, Timetable
from nhipcau.fairs.web.timetable_words import IDLE, MISSED, UNSERVED, clock_of
from nhipcau.foundation.ui.words import time_words

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Why:
    """One sentence, and the openings of which it is true: (opening, was it chosen)."""

    words: str
    openings: list[tuple[SessionVacancy, bool]]


def of_person(timetable: Timetable, told: Told) -> list[Why]:
    """What keeps the person from what they chose, then from what also suits; the same reason is said once. One query."""
    ids = {one["opening"] for kind in ("wished", "others") for one in told[kind]} | set(told["barred"])
    brought = SessionVacancy.objects.select_related("vacancy", "participation__employer").in_bulk(ids)
    asked = _("the opening or the law asks for something that is not in the file")
    pairs = [(asked, pk, True) for pk in told["barred"]]
    pairs += [
        (_why(timetable, one), one["opening"], kind == "wished") for kind in ("wished", "others") for one in told[kind]
    ]
    found: dict[str, Why] = {}
    for words, pk, wished in pairs:
        if pk in brought:
            found.setdefault(words, Why(words, [])).openings.append((brought[pk], wished))
    return list(found.values())


def _why(timetable: Timetable, one: Told) -> str:
    words = str(UNSERVED[one["why"]])
    if one["at"] is not None:
        time = time_words(clock_of(timetable, one["at"]))
        return _("%(why)s (the nearest at %(time)s)") % {"why": words, "time": time}
    return words


def of_enterprise(timetable: Timetable, told: Told) -> list[str]:
    lines = []
    for desk in told["idle"]:
        why = max(desk["reasons"], key=desk["reasons"].get, default="")
        words = {"idle": desk["idle"], "slots": desk["slots"], "why": IDLE.get(why, "")}
        said = _("%(idle)s of %(slots)s times are empty: %(why)s.") % words
        if desk["idle"] == desk["slots"]:
            said = _("All %(slots)s times are empty: %(why)s.") % words
        elif desk["from"] is not None:
            words["time"] = time_words(clock_of(timetable, desk["from"]))
            said = _("%(idle)s of %(slots)s times are empty, all of those after %(time)s: %(why)s.") % words
        lines.append(said)
    for why, count in sorted(told["missed"].items(), key=lambda one: -one[1]):
        words = {"count": count, "why": MISSED[why]}
        lines.append(ngettext("%(count)s more who fits %(why)s.", "%(count)s more who fit %(why)s.", count) % words)
    return lines
