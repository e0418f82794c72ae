"""What would open more doors, in words: "If you took any shift: 34 more openings"."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhipcau.foundation.ui.words import count_words, millions
from nhipcau.matching.suitability.facts import Opening, Person
from nhipcau.matching.suitability.gates import farthest
from nhipcau.matching.suitability.steps import LESS_PAY, MORE_KM, Otherwise
from nhipcau.matching.suitability.whatif import Change
from nhipcau.matching.suitability.words.obstacles import limit_said
from nhipcau.matching.suitability.words.requirements import schooling_said, training_said
from nhipcau.matching.suitability.words.told import UNIT, Reader, languages_said, months_said, pay_said

IF_YOU: Final[dict[Otherwise, Promise]] = {
    Otherwise.FARTHER: gettext_lazy("If you went up to %(km)s km, %(more)s km more than now"),
    Otherwise.MOVE: gettext_lazy("If you would move for work"),
    Otherwise.DORMITORY: gettext_lazy("If you lived in a dormitory"),
    Otherwise.LESS_PAY: gettext_lazy("If you expected %(less)s million less, that is %(wish)s"),
    Otherwise.ANY_SHIFT: gettext_lazy("If you took any shift, nights too"),
    Otherwise.ABROAD: gettext_lazy("If you worked abroad"),
    Otherwise.MORE_SCHOOLING: gettext_lazy("With the schooling “%(level)s”"),
    Otherwise.MORE_TRAINING: gettext_lazy("With the training “%(level)s”"),
    Otherwise.OTHER_WORK: gettext_lazy("If you took other kinds of work too"),
    Otherwise.BELOW_WISH: gettext_lazy("If you took somewhat less than the pay you expect"),
    Otherwise.OTHER_SHIFT: gettext_lazy("If you took a shift that comes close too"),
    Otherwise.OTHER_CONTRACT: gettext_lazy("If you took another contract"),
    Otherwise.EARLIER_START: gettext_lazy("If you also looked at work that begins before you can start"),
}
IF_THEY: Final[dict[Otherwise, Promise]] = {
    Otherwise.FARTHER: gettext_lazy("If this person went up to %(km)s km, %(more)s km more than now"),
    Otherwise.MOVE: gettext_lazy("If this person would move for work"),
    Otherwise.DORMITORY: gettext_lazy("If this person lived in a dormitory"),
    Otherwise.LESS_PAY: gettext_lazy("If this person expected %(less)s million less, that is %(wish)s"),
    Otherwise.ANY_SHIFT: gettext_lazy("If this person took any shift, nights too"),
    Otherwise.ABROAD: gettext_lazy("If this person worked abroad"),
    Otherwise.OTHER_WORK: gettext_lazy("If this person took other kinds of work too"),
    Otherwise.BELOW_WISH: gettext_lazy("If this person took somewhat less than the pay they expect"),
    Otherwise.OTHER_SHIFT: gettext_lazy("If this person took a shift that comes close too"),
    Otherwise.OTHER_CONTRACT: gettext_lazy("If this person took another contract"),
    Otherwise.EARLIER_START: gettext_lazy("If this person also looked at work that begins before they can start"),
}
IF_IT: Final[dict[Otherwise, Promise]] = {
    Otherwise.MORE_PAY: gettext_lazy("If the pay rose by %(less)s million"),
    Otherwise.BUS: gettext_lazy("If there were a shuttle bus"),
    Otherwise.WITH_DORMITORY: gettext_lazy("If there were a dormitory"),
    Otherwise.LESS_SCHOOLING: gettext_lazy("If the schooling “%(level)s” were enough"),
    Otherwise.LESS_TRAINING: gettext_lazy("If the training “%(level)s” were enough"),
    Otherwise.SKILLS_OPEN: gettext_lazy("If the skills asked for were not a must"),
    Otherwise.EXPERIENCE_OPEN: gettext_lazy("If %(experience)s of experience were not a must"),
    Otherwise.SCHOOLING_OPEN: gettext_lazy("If the schooling “%(schooling)s” were not a must"),
    Otherwise.TRAINING_OPEN: gettext_lazy("If the training “%(training)s” were not a must"),
    Otherwise.LANGUAGE_OPEN: gettext_lazy("If the language asked for (%(languages)s) were not a must"),
}


def openings_more(change: Change, person: Person, reader: Reader) -> str:
    """For a person: the condition, and how many openings more."""
    words = IF_YOU if reader == Reader.PERSON else {**IF_YOU, **IF_THEY}
    blanks: dict[str, object] = {"km": farthest(person) + MORE_KM, "more": MORE_KM, "less": millions(LESS_PAY * UNIT)}
    if change.otherwise == Otherwise.LESS_PAY:
        blanks["wish"] = pay_said(person.pay - LESS_PAY)
    if change.otherwise == Otherwise.MORE_SCHOOLING:
        blanks["level"] = schooling_said(person.schooling + 1)
    if change.otherwise == Otherwise.MORE_TRAINING:
        blanks["level"] = training_said(person.training + 1)
    gain = ngettext("%(condition)s: %(n)s more opening", "%(condition)s: %(n)s more openings", change.more)
    return _with_top(gain % {"condition": str(words[change.otherwise]) % blanks, "n": count_words(change.more)}, change)


def people_more(change: Change, opening: Opening) -> str:
    """For an opening: the condition, and how many people more."""
    if change.otherwise == Otherwise.NO_AGE_LIMIT:
        return _beyond_the_limit(change, opening)
    blanks: dict[str, object] = {
        "less": millions(LESS_PAY * UNIT),
        "experience": months_said(opening.months),
        "schooling": schooling_said(opening.schooling),
        "training": training_said(opening.training),
        "languages": languages_said(opening.languages),
    }
    if change.otherwise == Otherwise.LESS_SCHOOLING:
        blanks["level"] = schooling_said(opening.schooling - 1)
    if change.otherwise == Otherwise.LESS_TRAINING:
        blanks["level"] = training_said(opening.training - 1)
    gain = ngettext("%(condition)s: %(n)s more person", "%(condition)s: %(n)s more people", change.more)
    return _with_top(gain % {"condition": str(IF_IT[change.otherwise]) % blanks, "n": count_words(change.more)}, change)


def _beyond_the_limit(change: Change, opening: Opening) -> str:
    """Who is outside the limit suits already and is among those counted: the limit shuts nothing here."""
    outside = ngettext(
        "If the age limit (%(limit)s) were lifted: %(n)s more person, who is counted and suggested here already",
        "If the age limit (%(limit)s) were lifted: %(n)s more people, who are counted and suggested here already",
        change.more,
    )
    return _with_top(outside % {"limit": limit_said(opening), "n": count_words(change.more)}, change)


def _with_top(said: str, change: Change) -> str:
    if not change.at_top:
        return f"{said}."
    return _("%(gain)s, %(top)s of them among the ten that suit best.") % {"gain": said, "top": change.at_top}
