"""Facts come from the files as they stand, with the same few queries for one or for many."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from nhipcau.matching.queries import opening_facts, person_facts
from nhipcau.matching.queries.facts import OF_PERSON, bits_of
from nhipcau.matching.suitability import ASKED, UNKNOWN, WISHED, Gate, Opening, Person, musts_of
from nhipcau.matching.suitability.gates import closed
from nhipcau.reference.api import skills_in
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.conftest import NOON
from tests.matching.factories import PreferenceFactory
from tests.reference.factories import CommuneFactory, OccupationFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
NEVER_FETCHED = {
    *("sex", "ethnicity", "has_disability", "poor_household", "ex_soldier", "is_pregnant", "needs", "draws_benefit"),
    *("home_commune_id", "full_name", "citizen_number", "phone"),
}


def person(**more: Any) -> Person:
    return person_facts([SeekerFactory(**more)])[Seeker.objects.latest("pk").pk]


def opening(**more: Any) -> Opening:
    row = VacancyFactory(on_board=True, **more)
    return opening_facts([row])[row.pk]


def test_a_persons_facts_are_what_the_file_says() -> None:
    home = CommuneFactory(latitude=21.2, longitude=106.2)
    found = person(
        commune=home,
        birth_date=date(1996, 3, 11),
        wished_occupation=OccupationFactory(code="8153"),
        wished_work="thợ hàn, công nhân may, nhân viên kho, bảo vệ",
        wished_pay=9_550_000,
        wished_shift="rotating",
        can_start_on=date(2026, 4, 1),
        education="lower",
        qualification="short",
        skills="May máy 1 kim; vắt sổ",
        languages="tiếng Trung giao tiếp",
        experience_years=3,
        will_move=True,
    )

    assert found.wishes == ("8153", "7212", "4321")
    assert (found.commune, found.latitude, found.longitude) == (home.pk, 21.2, 106.2)
    assert (found.pay, found.shift, found.starts_on) == (95, "rotating", date(2026, 4, 1).toordinal())
    assert (found.schooling, found.training, found.months, found.age) == (3, 2, 36, 29)
    assert found.skills == skills_in("1 kim, vắt sổ")
    assert found.languages == {"zh", "zh2"}
    assert (found.will_move, found.wants_dormitory, found.goes_abroad, found.avoids) == (True, False, False, 0)


def test_how_far_how_long_what_to_avoid_and_what_must_be_so_come_from_the_file() -> None:
    found = person(farthest_km=12, wished_contract="short", avoids=["lift_20", "overtime"], musts=["pay", "shift"])
    assert (found.farthest_km, found.contract) == (12, "short")
    assert found.avoids == bits_of(["lift_20", "lift_more", "overtime"]), "who does not lift 5 kg does not lift 20"
    assert found.musts == musts_of(["pay", "shift"], WISHED)


def test_an_opening_abroad_and_its_musts_come_from_the_form() -> None:
    found = opening(abroad=True, musts=["language", "experience"])
    assert (found.abroad, found.commune, found.usual_pay) == (True, "", UNKNOWN)
    assert found.musts == musts_of(["experience", "language"], ASKED)


def test_what_somebody_avoids_shuts_openings_that_state_it_and_no_other() -> None:
    careful = person(avoids=["overtime"])
    assert closed(careful, opening(conditions=["overtime", "standing"])) == (Gate.HEALTH,)
    assert closed(careful, opening(conditions=["standing"])) == ()
    assert closed(person(), opening(conditions=["overtime"])) == ()


def test_work_abroad_is_for_who_would_go_there_however_far_they_go_at_home() -> None:
    assert closed(person(farthest_km=5), opening(abroad=True)) == (Gate.ABROAD,)
    assert closed(person(farthest_km=5, would_go_abroad=True), opening(abroad=True)) == ()


def test_what_a_person_left_open_is_unknown() -> None:
    found = person(birth_date=date(1998, 5, 20))
    assert found == Person(age=27, starts_on=found.starts_on)
    assert found.starts_on != UNKNOWN  # empty means at once


def test_years_of_work_make_what_somebody_can_do_work_done_before() -> None:
    assert person(skills="thợ hàn, lái xe nâng", experience_years=2).done == ("7212", "8344")
    assert person(skills="thợ hàn", experience_years=0).done == ()


def test_an_openings_facts_are_what_the_form_says() -> None:
    found = opening(
        occupation=OccupationFactory(code="8153"),
        shift="two",
        contract="12_36",
        starts_on=date(2026, 4, 1),
        education="upper",
        qualification="none",
        experience="1_2",
        requirements="Biết may 1 kim. Ưu tiên biết vắt sổ, tiếng Hàn",
        languages="Tiếng Anh",
        conditions=["outdoors", "lift_5", "unheard_of"],
        age_from=18,
        age_reason="Việc nặng",
        has_bus=True,
    )

    assert (found.occupation, found.shift, found.contract) == ("8153", "two", "12_36")
    assert (found.pay, found.pay_from, found.months) == (120, 80, 12)
    assert (found.schooling, found.training, found.starts_on) == (4, 0, date(2026, 4, 1).toordinal())
    assert (found.skills, found.useful) == (skills_in("1 kim"), skills_in("vắt sổ"))
    assert found.languages == {"en"}
    assert (found.conditions, found.age_from, found.age_to, found.age_is_law) == (0b110, 18, UNKNOWN, False)
    assert (found.has_bus, found.has_dormitory, found.abroad) == (True, False, False)


@pytest.mark.parametrize(
    "said, pay",
    [
        ({"pay_kind": "month", "pay_from": 9_000_000, "pay_to": None}, (90, 90)),
        ({"pay_kind": "month", "pay_from": None, "pay_to": 9_000_000}, (90, UNKNOWN)),
        ({"pay_kind": "day", "pay_from": 300_000, "pay_to": 350_000}, (91, 78)),
        ({"pay_kind": "hour", "pay_from": 30_000, "pay_to": None}, (62, 62)),
        ({"pay_kind": "agreed", "pay_from": None, "pay_to": None}, (UNKNOWN, UNKNOWN)),
    ],
)
def test_pay_is_by_the_month_whatever_it_is_counted_by(said: dict[str, Any], pay: tuple[int, int]) -> None:
    found = opening(**said)
    assert (found.pay, found.pay_from) == pay


@pytest.mark.parametrize("ground", ["heavy", "abroad", "other"])
def test_an_age_is_a_gate_only_where_a_law_is_named(ground: str) -> None:
    limited = {"age_to": 45, "age_reason": "Hầm lò"}
    assert not opening(**limited).age_is_law
    assert opening(**limited, age_ground=ground).age_is_law


def test_no_law_sets_an_age_that_is_not_said() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        VacancyFactory(age_ground="heavy")
    assert not Vacancy.objects.exists()


def paid(code: str, amounts: list[int], **more: Any) -> None:
    work = OccupationFactory(code=code)
    for amount in amounts:
        VacancyFactory(on_board=True, occupation=work, pay_from=None, pay_to=amount * 100_000, **more)


def test_usual_pay_is_the_middle_of_the_nearest_work_that_five_openings_here_offer() -> None:
    here = CommuneFactory()
    paid("8153", [80, 90, 100], commune=here)
    paid("8154", [110, 120], commune=here)
    paid("8141", [60, 60, 60], commune=here)
    paid("8212", [200], commune=here, pay_kind="agreed")
    paid("8155", [300] * 5)

    rows = {row.occupation_id: row for row in Vacancy.objects.filter(commune=here)}
    facts = opening_facts(rows.values())
    usual = {code: facts[row.pk].usual_pay for code, row in rows.items()}
    assert usual == {"8153": 100, "8154": 100, "8141": 80, "8212": 80}


def test_a_closed_opening_says_nothing_of_what_is_usual() -> None:
    here = CommuneFactory()
    paid("8153", [80] * 5, commune=here, closes_on=date(2026, 3, 9))
    assert [one.usual_pay for one in opening_facts(Vacancy.objects.all()).values()] == [UNKNOWN] * 5


@pytest.mark.parametrize("count", [1, 3])
def test_one_or_many_cost_the_same_queries(count: int) -> None:
    for _n in range(count):
        SeekerFactory(commune=CommuneFactory(), wished_work="thợ hàn")
        VacancyFactory(on_board=True, occupation=OccupationFactory())

    with CaptureQueriesContext(connection) as asked:
        assert len(person_facts(Seeker.objects.select_related("centre"), today=TODAY)) == count
        assert len(opening_facts(Vacancy.objects.select_related("employer"), today=TODAY)) == count
    assert len(asked) == 7


def test_what_must_never_count_is_not_even_fetched() -> None:
    SeekerFactory()
    with CaptureQueriesContext(connection) as asked:
        person_facts(Seeker.objects.all())

    fetched = asked[0]["sql"].split(" FROM ")[0]
    assert [name for name in NEVER_FETCHED if f'"{name}"' in fetched] == []
    assert not NEVER_FETCHED & set(OF_PERSON)
    assert '"birth_date"' in fetched


def test_a_persons_own_weights_come_with_the_facts() -> None:
    own = PreferenceFactory(place=32)
    assert person_facts([own.seeker])[own.pk].weights == (16, 32, 16, 16, 16, 16)


@pytest.mark.parametrize(("wish", "takes_any"), [("việc gì gần nhà cũng được", True), ("lao động phổ thông", True), ("thợ may", False), ("", False)])  # fmt: skip
def test_who_takes_any_work_is_not_told_to_name_one(wish: str, takes_any: bool) -> None:
    seeker = SeekerFactory(wished_work=wish)
    assert person_facts([seeker])[seeker.pk].takes_any == takes_any


def test_an_empty_start_is_at_once_as_the_form_says() -> None:
    seeker = SeekerFactory(can_start_on=None)
    assert person_facts([seeker], today=NOON.date())[seeker.pk].starts_on == NOON.date().toordinal()
