"""What the opening asks of the person, in words: skills, experience, schooling, training, language."""

from django.utils.translation import gettext as _

from nhipcau.matching.suitability import requirements as earned
from nhipcau.matching.suitability.facts import UNKNOWN, Opening, Person
from nhipcau.matching.suitability.scale import MOST, Criterion
from nhipcau.matching.suitability.words.told import (
    Names,
    Reader,
    Said,
    Tone,
    by,
    languages_said,
    months_said,
    skills_said,
)
from nhipcau.reference.models import GeneralEducation, Qualification


def skills(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    """What is missing comes first; then what is there; then what would be welcome."""
    if not opening.skills and not opening.useful:
        return Said(Tone.NEUTRAL, _("No special skill is asked for."))
    missing, helpful = opening.skills - person.skills, opening.useful - person.skills
    have = (opening.skills | opening.useful) & person.skills
    said = []
    if missing:
        said.append(_("Missing: %(skills)s.") % {"skills": skills_said(missing)})
    if have:
        words = by(reader, _("You can do: %(skills)s."), _("This person can do: %(skills)s."))
        said.append(words % {"skills": skills_said(have)})
    if helpful:
        said.append(_("Would be welcome: %(skills)s.") % {"skills": skills_said(helpful)})
    if missing:
        return Said(Tone.MISSING, " ".join(said))
    most_of_it = 2 * earned.skills(person, opening) >= MOST[Criterion.SKILLS]
    return Said(Tone.GOOD if have and most_of_it else Tone.NEUTRAL, " ".join(said))


def experience(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if opening.under_a_year:
        tone = Tone.GOOD if person.months > 0 else Tone.NEUTRAL
        return Said(tone, _("Less than a year of experience is asked for."))
    if opening.months <= 0:
        return Said(Tone.GOOD, _("No experience is asked for."))
    asked = {"asked": months_said(opening.months)}
    if person.months == UNKNOWN:
        said = by(
            reader,
            _("Experience asked for: %(asked)s. You have not said how long you have worked."),
            _("Experience asked for: %(asked)s. It is not known how long this person has worked."),
        )
        return Said(Tone.NEUTRAL, said % asked)
    if person.months >= opening.months:
        said = by(
            reader,
            _("You have the experience asked for: %(asked)s."),
            _("This person has the experience asked for: %(asked)s."),
        )
        return Said(Tone.GOOD, said % asked)
    asked["has"] = months_said(person.months)
    said = by(
        reader,
        _("Experience asked for: %(asked)s; you have %(has)s."),
        _("Experience asked for: %(asked)s; this person has %(has)s."),
    )
    return Said(Tone.NEUTRAL if person.months * 2 >= opening.months else Tone.MISSING, said % asked)


def schooling(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if opening.schooling <= 0:
        return Said(Tone.GOOD, _("No schooling is asked for."))
    asked = {"asked": schooling_said(opening.schooling)}
    if person.schooling == UNKNOWN:
        said = by(
            reader,
            _("Schooling asked for: %(asked)s. You have not said how far you went to school."),
            _("Schooling asked for: %(asked)s. This person's schooling is not known."),
        )
        return Said(Tone.NEUTRAL, said % asked)
    if person.schooling >= opening.schooling:
        return Said(Tone.GOOD, _("The schooling is enough: %(asked)s.") % asked)
    asked["has"] = schooling_said(person.schooling)
    said = by(
        reader,
        _("Schooling asked for: %(asked)s; you: %(has)s."),
        _("Schooling asked for: %(asked)s; this person: %(has)s."),
    )
    return Said(Tone.MISSING, said % asked)


def training(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if opening.training <= 0:
        return Said(Tone.GOOD, _("No training is asked for."))
    asked = {"asked": training_said(opening.training)}
    if person.training == UNKNOWN:
        said = by(
            reader,
            _("Training asked for: %(asked)s. You have not said what training you have."),
            _("Training asked for: %(asked)s. This person's training is not known."),
        )
        return Said(Tone.NEUTRAL, said % asked)
    if person.training >= opening.training:
        return Said(Tone.GOOD, _("The training is enough: %(asked)s.") % asked)
    asked["has"] = training_said(person.training)
    said = by(
        reader,
        _("Training asked for: %(asked)s; you: %(has)s."),
        _("Training asked for: %(asked)s; this person: %(has)s."),
    )
    return Said(Tone.MISSING, said % asked)


def language(person: Person, opening: Opening, reader: Reader, names: Names) -> Said:
    if not opening.languages:
        return Said(Tone.GOOD, _("No foreign language is asked for."))
    asked = {"asked": languages_said(opening.languages)}
    if opening.languages <= person.languages:
        said = by(
            reader,
            _("You have the language asked for: %(asked)s."),
            _("This person has the language asked for: %(asked)s."),
        )
        return Said(Tone.GOOD, said % asked)
    if not person.languages:
        said = by(
            reader,
            _("Language asked for: %(asked)s. You have not said which you know."),
            _("Language asked for: %(asked)s. It is not known which this person knows."),
        )
        return Said(Tone.NEUTRAL, said % asked)
    missing = languages_said(opening.languages - person.languages)
    return Said(Tone.MISSING, _("Language missing: %(missing)s.") % {"missing": missing})


def schooling_said(rank: int) -> str:
    return str(GeneralEducation(GeneralEducation.values[rank]).label)


def training_said(rank: int) -> str:
    return str(Qualification(Qualification.values[rank]).label)
