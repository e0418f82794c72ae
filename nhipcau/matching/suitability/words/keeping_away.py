"""What alone keeps people away from the openings of an order, in words: "Only the pay keeps 120 people away"."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from nhipcau.foundation.ui.words import count_words
from nhipcau.matching.suitability.scale import Gate

ONLY: Final[dict[Gate, Promise]] = {
    Gate.PLACE: ngettext_lazy(
        "Only the distance keeps %(n)s person away: it is too far, with neither a bus nor a dormitory.",
        "Only the distance keeps %(n)s people away: it is too far, with neither a bus nor a dormitory.",
        "people",
    ),
    Gate.PAY: ngettext_lazy(
        "Only the pay keeps %(n)s person away: they expect more.",
        "Only the pay keeps %(n)s people away: they expect more.",
        "people",
    ),
    Gate.SHIFT: ngettext_lazy(
        "Only the shift keeps %(n)s person away: they chose another one.",
        "Only the shift keeps %(n)s people away: they chose another one.",
        "people",
    ),
    Gate.SCHOOLING: ngettext_lazy(
        "Only the schooling asked for keeps %(n)s person away: it is too far above theirs.",
        "Only the schooling asked for keeps %(n)s people away: it is too far above theirs.",
        "people",
    ),
    Gate.TRAINING: ngettext_lazy(
        "Only the training asked for keeps %(n)s person away: it is too far above theirs.",
        "Only the training asked for keeps %(n)s people away: it is too far above theirs.",
        "people",
    ),
    Gate.ABROAD: ngettext_lazy(
        "Only that it is abroad keeps %(n)s person away.",
        "Only that it is abroad keeps %(n)s people away.",
        "people",
    ),
    Gate.AGE: ngettext_lazy(
        "Only the age that the law sets keeps %(n)s person away.",
        "Only the age that the law sets keeps %(n)s people away.",
        "people",
    ),
    Gate.OCCUPATION: ngettext_lazy(
        "Only the kind of work keeps %(n)s person away: they want nothing but the work they named.",
        "Only the kind of work keeps %(n)s people away: they want nothing but the work they named.",
        "people",
    ),
    Gate.CONTRACT: ngettext_lazy(
        "Only the contract keeps %(n)s person away: they want no other than the one they named.",
        "Only the contract keeps %(n)s people away: they want no other than the one they named.",
        "people",
    ),
    Gate.START: ngettext_lazy(
        "Only the day it begins keeps %(n)s person away: they can come only later.",
        "Only the day it begins keeps %(n)s people away: they can come only later.",
        "people",
    ),
    Gate.SKILLS: ngettext_lazy(
        "Only a skill that is a must keeps %(n)s person away: they do not have it.",
        "Only a skill that is a must keeps %(n)s people away: they do not have it.",
        "people",
    ),
    Gate.EXPERIENCE: ngettext_lazy(
        "Only the experience that is a must keeps %(n)s person away: they have less.",
        "Only the experience that is a must keeps %(n)s people away: they have less.",
        "people",
    ),
    Gate.LANGUAGE: ngettext_lazy(
        "Only a language that is a must keeps %(n)s person away: they do not know it.",
        "Only a language that is a must keeps %(n)s people away: they do not know it.",
        "people",
    ),
}


def kept_away(gate: Gate, people: int) -> str:
    """Empty for health: what somebody must avoid is told to nobody, in no number either."""
    if gate not in ONLY:
        return ""
    return str(ONLY[gate] % {"people": people, "n": count_words(people)})
