"""The certificate of a timetable, and why somebody got what they got, in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhipcau.fairs.models import Timetable
from nhipcau.fairs.timetable import MOVE
from nhipcau.foundation.ui.words import count_words, localised, time_words

Told = Mapping[str, Any]
IDLE: Final = {
    "nobody_wishes": gettext_lazy("nobody chose the enterprise, and it suits nobody who is coming well enough"),
    "all_met": gettext_lazy("everybody who wants to meet the enterprise does so already"),
    "elsewhere": gettext_lazy("whoever is left is at another site and has no computer or phone for it"),
    "no_common_time": gettext_lazy("whoever is left cannot come at that time"),
    "computers_taken": gettext_lazy("no computer is free at their site at that time"),
    "people_full": gettext_lazy("whoever is left has all the interviews one person may have"),
    "people_busy": gettext_lazy("whoever is left is in another interview at that time"),
    "left_open": gettext_lazy("filling it would take a promised time from somebody"),
}
UNSERVED: Final = {
    "elsewhere": gettext_lazy("it interviews nobody where they are"),
    "no_common_time": gettext_lazy("it has no interviewer at the times they can come"),
    "most_reached": gettext_lazy("they have as many interviews as one person may have"),
    "people_before": gettext_lazy("its times went to others, so that all together have the most"),
    "person_busy": gettext_lazy("its free times are while they are in another interview"),
    "computers_taken": gettext_lazy("no computer is free at their place at its free times"),
    "left_out": gettext_lazy("no share-out was found that is better with it"),
}
MISSED: Final = {
    "elsewhere": gettext_lazy("are at a place where it interviews nobody"),
    "no_common_time": gettext_lazy("cannot come when it interviews"),
    "most_reached": gettext_lazy("have as many interviews as one person may have"),
    "people_before": gettext_lazy("gave way to others, so that all together have the most"),
    "person_busy": gettext_lazy("are in other interviews at its free times"),
    "computers_taken": gettext_lazy("have no free computer at its free times"),
    "left_out": gettext_lazy("are out, because no better share-out with them was found"),
}

GONE: Final = {
    "moved": gettext_lazy("Moved or given to somebody else because all together have more by it: %(count)s."),
    "enough": gettext_lazy("Taken back because the person has met as many as they may: %(count)s."),
    "interviewer": gettext_lazy("Taken back because the enterprise or its table is gone: %(count)s."),
    "slot": gettext_lazy("Taken back because the table has other hours now: %(count)s."),
    "away": gettext_lazy("Taken back because the person is elsewhere or has other hours now: %(count)s."),
    "clash": gettext_lazy("Taken back because a confirmed time stands there: %(count)s."),
    "together": gettext_lazy("Taken back because of computers or the time between two: %(count)s."),
    "pair": gettext_lazy("Taken back because the two do not meet any more: %(count)s."),
    "person": gettext_lazy("Taken back because the person does not come: %(count)s."),
}


def how_good(shown: Told) -> str:
    """Within how much of the best possible; never better than was proved."""
    if not shown["bound"]:
        return _("Nobody who is coming may meet anybody who interviews: there is nothing to share out.")
    away = Fraction(100 * (shown["bound"] - shown["value"]), shown["bound"])
    if shown["value"] >= shown["bound"]:
        return _("No timetable can be better: this is the best possible, and it is proved.")
    return _("Within %(percent)s %% of the best possible.") % {"percent": localised(f"{ceil(100 * away) / 100:.2f}")}


def left_out(shown: Told) -> str:
    if not shown["bound"]:
        return ""
    missing, never = shown["coverable"] - shown["covered"], shown["people"] - shown["coverable"]
    if missing == 0 and never == 0:
        return _("Nobody is left out: everybody has an interview.")
    said = []
    if missing == 0:
        said.append(_("Everybody whom any timetable could give an interview has one."))
    else:
        words = ngettext(
            "At most %(count)s person more could have one.", "At most %(count)s people more could have one.", missing
        )
        said.append(words % {"count": missing})
        if moved_all_it_may(shown):
            said.append(_("For that, more than one in twenty of the times already told would have to move."))
    if never:
        words = ngettext(
            "%(count)s person cannot get one: no enterprise suits or has room for them.",
            "%(count)s people cannot get one: no enterprise suits or has room for them.",
            never,
        )
        said.append(words % {"count": never})
    return " ".join(said)


def moved_all_it_may(shown: Told) -> bool:
    """The last of one in twenty that could stand has moved."""
    moved = shown["gone"].get("moved", 0)
    return bool(moved) and (moved + 1) * MOVE > shown["kept"] + moved


def served(shown: Told) -> Iterator[str]:
    for many, people in shown["served"].items():
        have = ngettext("%(many)s interview", "%(many)s interviews", int(many)) % {"many": many}
        who = ngettext("%(count)s person", "%(count)s people", people) % {"count": people}
        yield f"{who}: {have}"


def idle(timetable: Timetable) -> Iterator[str]:
    """One sentence for each reason."""
    for group in timetable.certificate["idle_desks"]:
        words = {"count": group["desks"], "slots": count_words(group["slots"]), "why": IDLE[group["why"]]}
        said = ngettext(
            "%(count)s table or room, %(slots)s empty times",
            "%(count)s tables and rooms, %(slots)s empty times",
            group["desks"],
        )
        if group["late"]:
            words |= {"late": group["late"], "time": time_words(clock_of(timetable, group["from"]))}
            rest = _("%(late)s of them have nobody from %(time)s on: %(why)s.") % words
            yield f"{said % words}, {rest}"
        else:
            yield f"{said % words}: {words['why']}."


def floors(shown: Told) -> Iterator[str]:
    for one in shown["floors"]:
        words = {"had": one["had"], "asked": one["asked"], "possible": one["possible"]}
        if one["met"]:
            yield _("Of the priority group %(had)s have an interview; at least %(asked)s were asked for.") % words
        elif one["had"] >= one["possible"]:
            yield _("Of the priority group %(had)s have an interview, not %(asked)s: more is not possible.") % words
        else:
            yield _("Of the priority group %(had)s have an interview, not %(asked)s.") % words


def kept(shown: Told) -> Iterator[str]:
    """After a change: how much of what people were told stays, and what became of the rest."""
    if shown["proposed"]:
        words = {name: count_words(shown[name]) for name in ("kept", "proposed", "new")}
        yield _("%(kept)s of %(proposed)s times proposed before stay; %(new)s are new.") % words
    if fixed := shown["fixed"]:
        said = ngettext("%(count)s confirmed time stays.", "%(count)s confirmed times stay.", fixed)
        yield said % {"count": count_words(fixed)}
    yield from against_what_is_asked(shown)
    if soon := shown.get("soon", 0):
        said = ngettext(
            "%(count)s time begins too soon to be moved.", "%(count)s times begin too soon to be moved.", soon
        )
        yield said % {"count": count_words(soon)}
    for why, template in GONE.items():
        if count := shown["gone"].get(why, 0):
            yield str(template) % {"count": count_words(count)}


def against_what_is_asked(shown: Told) -> Iterator[str]:
    """Confirmed times that would not be laid so today."""
    if near := shown.get("near", 0):
        said = ngettext(
            "%(count)s confirmed time stands nearer to another than the minutes asked for; it stays, because the person confirmed it.",
            "%(count)s confirmed times stand nearer to others than the minutes asked for; they stay, because the people confirmed them.",
            near,
        )
        yield said % {"count": count_words(near)}
    if crowded := shown.get("crowded", 0):
        said = ngettext(
            "%(count)s confirmed time has no computer to itself; it stays, because the person confirmed it.",
            "%(count)s confirmed times are more than there are computers for; they stay, because the people confirmed them.",
            crowded,
        )
        yield said % {"count": count_words(crowded)}


def clock_of(timetable: Timetable, minutes: int) -> datetime:
    return timetable.session.starts + timedelta(minutes=minutes)
