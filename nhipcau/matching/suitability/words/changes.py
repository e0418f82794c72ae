"""What would open more doors, in words: "If you took any shift: 34 more openings"."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhipcau.foundation.ui.words import count_words, millions
from nhipcau.matching.suitability.facts import Opening, Person
from nhipcau.matching.suitability.gates import farthest
from nhipcau.matching.suitability.whatif import LESS_PAY, MORE_KM, Change, Otherwise
from nhipcau.matching.suitability.words.obstacles import limit_said
from nhipcau.matching.suitability.words.requirements import schooling_said, training_said
from nhipcau.matching.suitability.words.told import UNIT, Reader

IF_YOU: Final[dict[Otherwise, Promise]] = {
    Otherwise.FARTHER: gettext_lazy("If you went up to %(km)s km, %(more)s km more than now"),
    Otherwise.MOVE: gettext_lazy("If you would move for work"),
    Otherwise.DORMITORY: gettext_lazy("If you lived in a dormitory"),
    Otherwise.LESS_PAY: gettext_lazy("If you expected %(less)s million less"),
    Otherwise.ANY_SHIFT: gettext_lazy("If you took any shift, nights too"),
    Otherwise.ABROAD: gettext_lazy("If you worked abroad"),
    Otherwise.MORE_SCHOOLING: gettext_lazy("With the schooling “%(level)s”"),
    Otherwise.MORE_TRAINING: gettext_lazy("With the training “%(level)s”"),
}
IF_THEY: Final[dict[Otherwise, Promise]] = {
    Otherwise.FARTHER: gettext_lazy("If this person went up to %(km)s km, %(more)s km more than now"),
    Otherwise.MOVE: gettext_lazy("If this person would move for work"),
    Otherwise.DORMITORY: gettext_lazy("If this person lived in a dormitory"),
    Otherwise.LESS_PAY: gettext_lazy("If this person expected %(less)s million less"),
    Otherwise.ANY_SHIFT: gettext_lazy("If this person took any shift, nights too"),
    Otherwise.ABROAD: gettext_lazy("If this person worked abroad"),
}
IF_IT: Final[dict[Otherwise, Promise]] = {
    Otherwise.MORE_PAY: gettext_lazy("If the pay rose by %(less)s million"),
    Otherwise.BUS: gettext_lazy("With a shuttle bus"),
    Otherwise.WITH_DORMITORY: gettext_lazy("With a dormitory"),
    Otherwise.LESS_SCHOOLING: gettext_lazy("If the schooling “%(level)s” were enough"),
    Otherwise.LESS_TRAINING: gettext_lazy("If the training “%(level)s” were enough"),
    Otherwise.NO_AGE_LIMIT: gettext_lazy("Without the age limit (%(limit)s)"),
}


def openings_more(change: Change, person: Person, reader: Reader) -> str:
    """For a person: the condition, and how many openings more."""
    words = IF_YOU if reader == Reader.PERSON else {**IF_YOU, **IF_THEY}
    blanks: dict[str, object] = {"km": farthest(person) + MORE_KM, "more": MORE_KM, "less": millions(LESS_PAY * UNIT)}
    if change.otherwise == Otherwise.MORE_SCHOOLING:
        blanks["level"] = schooling_said(person.schooling + 1)
    if change.otherwise == Otherwise.MORE_TRAINING:
        blanks["level"] = training_said(person.training + 1)
    gain = ngettext("%(condition)s: %(n)s more opening", "%(condition)s: %(n)s more openings", change.more)
    return _with_top(gain % {"condition": str(words[change.otherwise]) % blanks, "n": count_words(change.more)}, change)


def people_more(change: Change, opening: Opening) -> str:
    """For an opening: the condition, and how many people more."""
    blanks: dict[str, object] = {"less": millions(LESS_PAY * UNIT), "limit": limit_said(opening)}
    if change.otherwise == Otherwise.LESS_SCHOOLING:
        blanks["level"] = schooling_said(opening.schooling - 1)
    if change.otherwise == Otherwise.LESS_TRAINING:
        blanks["level"] = training_said(opening.training - 1)
    gain = ngettext("%(condition)s: %(n)s more person", "%(condition)s: %(n)s more people", change.more)
    return _with_top(gain % {"condition": str(IF_IT[change.otherwise]) % blanks, "n": count_words(change.more)}, change)


def _with_top(said: str, change: Change) -> str:
    if not change.at_top:
        return f"{said}."
    return _("%(gain)s, %(top)s of them among the ten that suit best.") % {"gain": said, "top": change.at_top}
