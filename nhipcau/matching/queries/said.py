"""What a person says in one conversation, in place of what stands in their file. It is compared and written nowhere."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.timezone import localdate

from nhipcau.matching.queries.facts import person_facts, wishes_of
from nhipcau.matching.suitability import UNKNOWN, Person
from nhipcau.reference.models import Commune
from nhipcau.seekers.models import Seeker


@dataclass(frozen=True)
class Said:
    """`farthest_km` None: the usual distance."""

    work: str = ""
    shift: str = ""
    commune: Commune | None = None
    farthest_km: int | None = None


def said_in_file(seeker: Seeker) -> Said:
    return Said(
        work=seeker.wished_work, shift=seeker.wished_shift, commune=seeker.commune, farthest_km=seeker.farthest_km
    )


def person_saying(seeker: Seeker, said: Said, *, now: datetime) -> Person:
    """Work that names a trade takes the place of the file's wishes; words that name none leave them as they are."""
    spoken = copy(seeker)
    spoken.wished_shift, spoken.commune = said.shift, said.commune
    if said.work != seeker.wished_work:
        spoken.wished_work, spoken.wished_occupation_id = said.work, None
        if not wishes_of(spoken):
            spoken.wished_occupation_id = seeker.wished_occupation_id
    person = person_facts([spoken], today=localdate(now))[seeker.pk]
    return replace(person, farthest_km=UNKNOWN if said.farthest_km is None else said.farthest_km)
