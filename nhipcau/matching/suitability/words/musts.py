"""What is a must and is not so, in words: the gates that only a must shuts."""

from typing import Final

from django.utils.translation import gettext as _

from nhipcau.matching.suitability.facts import Opening, Person
from nhipcau.matching.suitability.scale import Gate
from nhipcau.matching.suitability.words.told import Reader, Told, by, languages_said, months_said, skills_said
from nhipcau.vacancies.models import Contract


def occupation(person: Person, opening: Opening, reader: Reader) -> str:
    return by(
        reader,
        _("Another kind of work; you said that it must be work of the kind you look for."),
        _("Another kind of work; this person said that it must be work of the kind they look for."),
    )


def contract(person: Person, opening: Opening, reader: Reader) -> str:
    offered = {"offered": Contract(opening.contract).label}
    if person.contract == "short":
        said = by(
            reader,
            _("The contract is “%(offered)s”; you said that it must be a short one."),
            _("The contract is “%(offered)s”; this person said that it must be a short one."),
        )
        return said % offered
    said = by(
        reader,
        _("The contract is “%(offered)s”; you said that it must be a long one."),
        _("The contract is “%(offered)s”; this person said that it must be a long one."),
    )
    return said % offered


def start(person: Person, opening: Opening, reader: Reader) -> str:
    said = by(
        reader,
        _("The work begins %(days)s days before you can start, and you said that it must wait for you."),
        _("The work begins %(days)s days before this person can start, and they said that it must wait."),
    )
    return said % {"days": person.starts_on - opening.starts_on}


def skills(person: Person, opening: Opening, reader: Reader) -> str:
    return _("A must, and missing: %(skills)s.") % {"skills": skills_said(opening.skills - person.skills)}


def experience(person: Person, opening: Opening, reader: Reader) -> str:
    said = by(
        reader,
        _("Experience is a must: %(asked)s; you have %(has)s."),
        _("Experience is a must: %(asked)s; this person has %(has)s."),
    )
    return said % {"asked": months_said(opening.months), "has": months_said(person.months)}


def language(person: Person, opening: Opening, reader: Reader) -> str:
    missing = languages_said(opening.languages - person.languages)
    return _("A language that is a must is missing: %(missing)s.") % {"missing": missing}


TOLD: Final[dict[Gate, Told]] = {
    Gate.OCCUPATION: occupation,
    Gate.CONTRACT: contract,
    Gate.START: start,
    Gate.SKILLS: skills,
    Gate.EXPERIENCE: experience,
    Gate.LANGUAGE: language,
}
