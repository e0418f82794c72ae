"""What a recruiter reads of somebody without a name: what they look for and can do, why they fit, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.matching import api as matching
from nhipcau.matching.api import Candidate, Criterion, Explanation, Person, Tone
from nhipcau.reference.api import language_name, skill_name
from nhipcau.reference.models import Commune, GeneralEducation, Qualification
from nhipcau.vacancies.models import Vacancy

A_YEAR = 12  # months


@dataclass(frozen=True)
class Card:
    """Neither name, age, sex nor phone. `mark` stands for the person in a form.

    `place` is empty where few live, and then no line says how far it is either: from two openings one could tell where.
    """

    mark: str
    looks_for: str
    takes_any: bool
    can_do: list[str]
    place: str
    told: Explanation
    fits: list[str]
    missing: list[str]


def cards_of(vacancy: Vacancy, people: Sequence[Candidate]) -> list[Card]:
    """In the same order, with two queries for all."""
    codes = {code for one in people for code in (*one.person.wishes, *one.person.done)}
    names = matching.occupation_names(Person(done=tuple(codes)))
    crowds = matching.findable_by_commune()
    named = {one.person.commune for one in people if crowds[one.person.commune] >= matching.SMALLEST}
    places = {place.pk: place.label for place in Commune.objects.filter(pk__in=named)}
    return [_card(vacancy, one, names, places.get(one.person.commune, "")) for one in people]


def _card(vacancy: Vacancy, one: Candidate, names: matching.Names, place: str) -> Card:
    told = one.explanation if place else _without_place(one.explanation)
    lines = sorted(told.lines, key=lambda line: -line.points)
    return Card(
        mark=matching.mark_of(vacancy, one.seeker_id),
        takes_any=one.person.takes_any,
        looks_for=", ".join(names.occupation(code) for code in one.person.wishes),
        can_do=_can_do(one.person, names),
        place=place,
        told=told,
        fits=[line.words for line in lines if line.tone == Tone.GOOD],
        missing=[line.words for line in lines if line.tone == Tone.MISSING],
    )


def _without_place(told: Explanation) -> Explanation:
    return replace(told, lines=tuple(line for line in told.lines if line.criterion != Criterion.PLACE))


def _can_do(person: Person, names: matching.Names) -> list[str]:
    """Short words for a row of chips."""
    said = [names.occupation(code) for code in person.done]
    said += [skill_name(number) for number in sorted(person.skills)]
    said += [language_name(code) for code in sorted(person.languages)]
    if person.months >= A_YEAR:
        years = person.months // A_YEAR
        said.append(ngettext("%(n)s year of work", "%(n)s years of work", years) % {"n": years})
    if person.training > 0:
        said.append(str(Qualification(Qualification.values[person.training]).label))
    elif person.schooling >= 0:
        said.append(str(GeneralEducation(GeneralEducation.values[person.schooling]).label))
    if person.will_move:
        said.append(_("would move for work"))
    return list(dict.fromkeys(said))
