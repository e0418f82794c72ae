"""The facts that are compared, from what stands in the files.

Read of a person: the wishes, where they live, schooling, training, skills, languages, years of work, and the birthday (for
a limit of the law only). Sex, ethnicity, disability, pregnancy, household, soldier's service are not even fetched.
What a person wants to avoid at work is fetched without a reason: what a counsellor was told of their health stays there.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.db.models import QuerySet

from nhipcau.foundation.clock import api as clock
from nhipcau.matching.queries.pay import UsualPays, in_units, usual_pays
from nhipcau.matching.queries.preferences import weights_of
from nhipcau.matching.suitability import ASKED, UNKNOWN, USUAL, WISHED, Opening, Person, musts_of
from nhipcau.matching.suitability.facts import WISHES
from nhipcau.reference.api import (
    languages_asked,
    languages_in,
    means_any_work,
    occupation_code_of_title,
    skills_asked,
    skills_in,
)
from nhipcau.reference.models import QUALIFICATION_ORDER, SCHOOLING_ORDER, Commune
from nhipcau.seekers.api import age_on
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import CONDITIONS, by_month
from nhipcau.vacancies.models import Experience, Vacancy

OF_PERSON: Final = (
    *("wished_work", "wished_occupation_id", "wished_pay", "wished_shift", "wants_dormitory", "will_move"),
    *("would_go_abroad", "can_start_on", "farthest_km", "wished_contract", "avoids", "musts", "commune_id"),
    *("education", "qualification", "skills", "languages", "experience_years", "birth_date"),
)
OF_OPENING: Final = (
    *("title", "occupation_id", "province_id", "commune_id", "country", "has_bus", "has_dormitory"),
    *("pay_kind", "pay_from", "pay_to", "shift", "contract", "starts_on", "requirements", "experience"),
    *("education", "qualification", "languages", "conditions", "musts", "age_from", "age_to", "age_ground"),
)
MONTHS: Final = {
    Experience.NONE: 0,
    Experience.UNDER_1: 0,  # "under a year" is asked of nobody who has worked at all
    Experience.FROM_1_TO_2: 12,
    Experience.FROM_2_TO_5: 24,
    Experience.OVER_5: 60,
}
BITS: Final = {code: 1 << place for place, code in enumerate(CONDITIONS)}
AS_USUAL: Final = (USUAL,) * len(WISHED)
Spot = tuple[float, float]


def person_facts(seekers: Iterable[Seeker], *, today: date | None = None) -> dict[int, Person]:
    """By number, as of `today` (or of the clock). Two queries beside that of the people themselves, however many."""
    if isinstance(seekers, QuerySet):
        seekers = seekers.select_related(None).only(*OF_PERSON)
    people, day = list(seekers), today or clock.today()
    spots = _middles(people)
    weights = weights_of([each.pk for each in people])
    return {each.pk: _person(each, spots, weights.get(each.pk, AS_USUAL), day) for each in people}


def opening_facts(vacancies: Iterable[Vacancy], *, today: date | None = None) -> dict[int, Opening]:
    """By number, as of `today` (or of the clock). Three queries beside that of the openings themselves, however many."""
    if isinstance(vacancies, QuerySet):
        vacancies = vacancies.select_related(None).only(*OF_OPENING)
    rows, day = list(vacancies), today or clock.today()
    spots = _middles(rows)
    usual = usual_pays({each.province_id for each in rows if each.province_id}, day)
    return {each.pk: _opening(each, spots, usual) for each in rows}


def _person(seeker: Seeker, spots: dict[str, Spot], weights: tuple[int, ...], day: date) -> Person:
    latitude, longitude = spots.get(seeker.commune_id or "", (0.0, 0.0))
    years = seeker.experience_years
    return Person(
        wishes=wishes_of(seeker),
        takes_any=means_any_work(seeker.wished_work),
        done=_done(seeker),
        commune=seeker.commune_id or "",
        latitude=latitude,
        longitude=longitude,
        farthest_km=UNKNOWN if seeker.farthest_km is None else seeker.farthest_km,
        will_move=seeker.will_move,
        wants_dormitory=seeker.wants_dormitory,
        goes_abroad=seeker.would_go_abroad,
        pay=in_units(seeker.wished_pay),
        shift=seeker.wished_shift,
        contract=seeker.wished_contract,
        starts_on=_ordinal(seeker.can_start_on or day),  # the form says: empty means at once
        skills=skills_in(seeker.skills),
        months=UNKNOWN if years is None else 12 * years,
        schooling=SCHOOLING_ORDER.get(seeker.education, UNKNOWN),
        training=QUALIFICATION_ORDER.get(seeker.qualification, UNKNOWN),
        languages=languages_in(seeker.languages),
        avoids=bits_of(heavier(seeker.avoids)),
        age=age_on(seeker, day),
        musts=musts_of(seeker.musts, WISHED),
        weights=weights,
    )


def _opening(vacancy: Vacancy, spots: dict[str, Spot], usual: UsualPays) -> Opening:
    """An occupation that nobody chose is read from the title, as the board's search reads it."""
    occupation = vacancy.occupation_id or occupation_code_of_title(vacancy.title) or ""
    latitude, longitude = spots.get(vacancy.commune_id or "", (0.0, 0.0))
    asked = skills_asked(vacancy.requirements)
    return Opening(
        occupation=occupation,
        commune=vacancy.commune_id or "",
        latitude=latitude,
        longitude=longitude,
        has_bus=vacancy.has_bus,
        has_dormitory=vacancy.has_dormitory,
        abroad=bool(vacancy.country),
        pay=in_units(by_month(vacancy.pay_to or vacancy.pay_from, vacancy.pay_kind)),
        pay_from=in_units(by_month(vacancy.pay_from, vacancy.pay_kind)),
        usual_pay=usual.of(vacancy.province_id or "", occupation),
        shift=vacancy.shift,
        contract=vacancy.contract,
        starts_on=_ordinal(vacancy.starts_on),
        skills=asked.asked,
        useful=asked.useful,
        months=MONTHS.get(Experience(vacancy.experience), 0) if vacancy.experience else 0,
        under_a_year=vacancy.experience == Experience.UNDER_1,
        schooling=SCHOOLING_ORDER.get(vacancy.education, UNKNOWN),
        training=QUALIFICATION_ORDER.get(vacancy.qualification, UNKNOWN),
        languages=languages_asked(f"{vacancy.languages}\n{vacancy.requirements}").asked,
        conditions=bits_of(vacancy.conditions),
        age_from=UNKNOWN if vacancy.age_from is None else vacancy.age_from,
        age_to=UNKNOWN if vacancy.age_to is None else vacancy.age_to,
        age_is_law=bool(vacancy.age_ground),
        musts=musts_of(vacancy.musts, ASKED),
    )


def wishes_of(seeker: Seeker) -> tuple[str, ...]:
    """What was chosen from the list, then what the words mean, the dearest first."""
    said = (occupation_code_of_title(part) for part in seeker.wished_work.replace(";", ",").split(","))
    found = dict.fromkeys(code for code in (seeker.wished_occupation_id, *said) if code)
    return tuple(found)[:WISHES]


def bits_of(codes: Iterable[str]) -> int:
    return sum(BITS.get(code, 0) for code in set(codes))


def heavier(codes: Iterable[str]) -> set[str]:
    """Who does not lift 5 to 20 kg does not lift more."""
    return {*codes} | ({"lift_more"} if "lift_20" in codes else set())


def _done(seeker: Seeker) -> tuple[str, ...]:
    """Trades among what somebody with years of work says they can do."""
    if not seeker.experience_years:
        return ()
    said = (occupation_code_of_title(part) for part in seeker.skills.replace(";", ",").split(","))
    return tuple(dict.fromkeys(code for code in said if code))[:WISHES]


def _ordinal(day: date | None) -> int:
    return UNKNOWN if day is None else day.toordinal()


def _middles(rows: Sequence[Seeker] | Sequence[Vacancy]) -> dict[str, Spot]:
    codes = {row.commune_id for row in rows if row.commune_id}
    found = Commune.objects.filter(pk__in=codes).values_list("pk", "latitude", "longitude")
    return {code: (latitude, longitude) for code, latitude, longitude in found}
