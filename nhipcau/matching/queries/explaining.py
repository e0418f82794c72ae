"""One pair, opened into facts and sentences."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import override

from nhipcau.matching.queries.facts import opening_facts, person_facts
from nhipcau.matching.suitability import Opening, Person
from nhipcau.matching.suitability.edition import edition
from nhipcau.matching.suitability.sentences import Explanation, Names, Reader, explained
from nhipcau.reference.models import Occupation
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy


@dataclass(frozen=True, kw_only=True)
class ExplainedPair:
    """`edition` is that of the scale; `at` is when the files were read."""

    person: Person
    opening: Opening
    edition: str
    at: datetime
    names: Names

    def words(self, reader: Reader, language: str | None = None) -> Explanation:
        """In this language, or in the one in force. Names of occupations are those of `names`."""
        if language is None:
            return explained(self.person, self.opening, reader, self.names)
        with override(language):
            return explained(self.person, self.opening, reader, occupation_names(self.person, self.opening))


def explained_pair(seeker: Seeker, vacancy: Vacancy, *, now: datetime) -> ExplainedPair:
    person = person_facts([seeker], today=localdate(now))[seeker.pk]
    opening = opening_facts([vacancy], today=localdate(now))[vacancy.pk]
    return ExplainedPair(
        person=person, opening=opening, edition=edition(), at=now, names=occupation_names(person, opening)
    )


def occupation_names(person: Person, *openings: Opening) -> Names:
    """One query, in the language in force. For a list: of all its openings at once."""
    codes = {*person.wishes, *person.done, *(opening.occupation for opening in openings)}
    return Names({row.pk: row.label for row in Occupation.objects.filter(pk__in=codes).only("name", "name_en")})
