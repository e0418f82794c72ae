"""Why a pair is out of the question, in words; and what an age limit that counts nothing says."""

from typing import Final

from django.utils.translation import gettext as _

from nhipcau.matching.suitability import gates
from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.scale import Gate
from nhipcau.matching.suitability.wishes import kilometres
from nhipcau.matching.suitability.words import musts
from nhipcau.matching.suitability.words.requirements import schooling_said, training_said
from nhipcau.matching.suitability.words.told import Reader, Told, by, far_said, pay_offered, pay_said
from nhipcau.seekers.models import Shift as Wished
from nhipcau.vacancies.api import CONDITIONS
from nhipcau.vacancies.models import Shift


def place(person: Person, opening: Opening, reader: Reader) -> str:
    way = {"far": far_said(kilometres(person, opening)), "most": gates.farthest(person)}
    if person.farthest_km == UNKNOWN:
        return _("Too far: %(far)s, with neither a bus nor a dormitory. People rarely go beyond %(most)s km.") % way
    said = by(
        reader,
        _("Too far: %(far)s; you go %(most)s km at most."),
        _("Too far: %(far)s; this person goes %(most)s km at most."),
    )
    return said % way


def pay(person: Person, opening: Opening, reader: Reader) -> str:
    if person.musts & gates.PAY:
        words = by(
            reader,
            _("Pays too little: %(pay)s; you said that it must be %(wish)s or more."),
            _("Pays too little: %(pay)s; this person said that it must be %(wish)s or more."),
        )
        return words % {"pay": pay_offered(opening), "wish": pay_said(person.pay)}
    said = by(
        reader,
        _("Pays too little: %(pay)s; you expect at least %(wish)s."),
        _("Pays too little: %(pay)s; this person expects at least %(wish)s."),
    )
    return said % {"pay": pay_offered(opening), "wish": pay_said(person.pay)}


def shift(person: Person, opening: Opening, reader: Reader) -> str:
    said = by(
        reader,
        _("Another shift: “%(offered)s”; you chose “%(wished)s”."),
        _("Another shift: “%(offered)s”; this person chose “%(wished)s”."),
    )
    return said % {"offered": Shift(opening.shift).label, "wished": Wished(person.shift).label}


def schooling(person: Person, opening: Opening, reader: Reader) -> str:
    names = {"asked": schooling_said(opening.schooling), "has": schooling_said(person.schooling)}
    if opening.musts & gates.SCHOOLING:
        said = by(
            reader,
            _("This schooling is a must: %(asked)s; you: %(has)s."),
            _("This schooling is a must: %(asked)s; this person: %(has)s."),
        )
        return said % names
    said = by(
        reader,
        _("The schooling asked for is two steps or more above yours: %(asked)s."),
        _("The schooling asked for is two steps or more above this person's: %(asked)s."),
    )
    return said % names


def training(person: Person, opening: Opening, reader: Reader) -> str:
    names = {"asked": training_said(opening.training), "has": training_said(person.training)}
    if opening.musts & gates.TRAINING:
        said = by(
            reader,
            _("This training is a must: %(asked)s; you: %(has)s."),
            _("This training is a must: %(asked)s; this person: %(has)s."),
        )
        return said % names
    said = by(
        reader,
        _("The training asked for is two steps or more above yours: %(asked)s."),
        _("The training asked for is two steps or more above this person's: %(asked)s."),
    )
    return said % names


def health(person: Person, opening: Opening, reader: Reader) -> str:
    """What somebody must avoid is told to nobody but them."""
    both = person.avoids & opening.conditions
    named = ", ".join(str(label) for place, label in enumerate(CONDITIONS.values()) if both >> place & 1)
    return by(
        reader,
        _("The work has what you have to avoid: %(conditions)s.") % {"conditions": named},
        _("Does not suit this person, for a reason told to the centre."),
    )


def abroad(person: Person, opening: Opening, reader: Reader) -> str:
    return by(
        reader,
        _("The work is abroad; you have not said that you would go."),
        _("The work is abroad; this person has not said that they would go."),
    )


def age(person: Person, opening: Opening, reader: Reader) -> str:
    """No recruiter reads how old somebody is."""
    if reader == Reader.RECRUITER:
        return _("The law sets an age for this work: %(limit)s.") % {"limit": limit_said(opening)}
    said = by(
        reader,
        _("The law sets an age for this work: %(limit)s; you are %(age)s."),
        _("The law sets an age for this work: %(limit)s; this person is %(age)s."),
    )
    return said % {"limit": limit_said(opening), "age": person.age}


def note_on_age(person: Person, opening: Opening, reader: Reader) -> str:
    """An enterprise's own limit, where it would leave this person out: shown to the person and to staff, counted by nothing."""
    if reader == Reader.RECRUITER or opening.age_is_law or not gates.outside_the_age(person, opening):
        return ""
    said = by(
        reader,
        _("The opening names an age: %(limit)s. It counts for nothing here; ask the centre if you want the work."),
        _("The opening names an age: %(limit)s; this person is %(age)s. It counts for nothing here."),
    )
    return said % {"limit": limit_said(opening), "age": person.age}


def limit_said(opening: Opening) -> str:
    if opening.age_to == UNKNOWN:
        return _("from %(low)s") % {"low": opening.age_from}
    if opening.age_from == UNKNOWN:
        return _("up to %(high)s") % {"high": opening.age_to}
    return _("%(low)s to %(high)s") % {"low": opening.age_from, "high": opening.age_to}


TOLD: Final[dict[Gate, Told]] = {
    Gate.PLACE: place,
    Gate.PAY: pay,
    Gate.SHIFT: shift,
    Gate.SCHOOLING: schooling,
    Gate.TRAINING: training,
    Gate.HEALTH: health,
    Gate.ABROAD: abroad,
    Gate.AGE: age,
    **musts.TOLD,
}
