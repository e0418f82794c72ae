"""What is said at a desk counts there and is written nowhere; given openings are ordered by the one score there is."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhipcau.matching import api as matching
from nhipcau.matching.api import Said
from nhipcau.matching.queries.held import forget_held
from nhipcau.matching.suitability.steps import wishes_relaxed
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy
from tests.conftest import NOON
from tests.reference.factories import CommuneFactory, OccupationFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    forget_held()
    yield
    forget_held()


def facts_of(seeker: Seeker, **said: object) -> matching.Person:
    file = matching.said_in_file(seeker)
    whole = {"work": file.work, "shift": file.shift, "commune": file.commune, "farthest_km": None} | said
    return matching.person_saying(seeker, Said(**whole), now=NOON)  # type: ignore[arg-type]


class TestSaid:
    def test_the_file_said_again_is_the_file(self) -> None:
        seeker = SeekerFactory(wished_work="công nhân may", wished_shift="day", commune=CommuneFactory())
        assert facts_of(seeker) == matching.person_facts([seeker], today=NOON.date())[seeker.pk]

    def test_a_trade_that_is_named_takes_the_place_of_the_wish(self) -> None:
        seeker = SeekerFactory(wished_work="công nhân may", wished_occupation=OccupationFactory(code="8153"))
        assert facts_of(seeker).wishes == ("8153",)
        assert facts_of(seeker, work="thợ hàn").wishes == ("7212",)

    @pytest.mark.parametrize("words", ["", "việc gì cũng được"])
    def test_words_that_name_no_trade_leave_what_was_chosen(self, words: str) -> None:
        seeker = SeekerFactory(wished_work="công nhân may", wished_occupation=OccupationFactory(code="8153"))
        assert facts_of(seeker, work=words).wishes == ("8153",)

    def test_shift_place_and_distance_are_those_said(self) -> None:
        seeker = SeekerFactory(wished_shift="day", commune=CommuneFactory())
        there = CommuneFactory(latitude=22.0)
        said = facts_of(seeker, shift="any", commune=there, farthest_km=12)
        assert (said.shift, said.commune, said.latitude, said.farthest_km) == ("any", there.pk, 22.0, 12)

    def test_nothing_of_it_is_written(self) -> None:
        seeker = SeekerFactory(wished_work="công nhân may", wished_shift="day", commune=CommuneFactory())
        before = Seeker.objects.filter(pk=seeker.pk).values().get()
        facts_of(seeker, work="thợ hàn", shift="night", commune=None)
        seeker.save()
        assert Seeker.objects.filter(pk=seeker.pk).values().get() == before


class TestOrder:
    def test_what_suits_best_first_and_what_something_stands_against_last(self) -> None:
        seeker = SeekerFactory(wished_work="công nhân may", wished_shift="day", wished_pay=9_000_000)
        sewing = OccupationFactory(code="8153")
        shut = VacancyFactory(on_board=True, occupation=sewing, shift="night", pay_to=20_000_000)
        other = VacancyFactory(on_board=True, occupation=OccupationFactory(code="5401"), shift="day")
        best, as_good = VacancyFactory.create_batch(2, on_board=True, occupation=sewing, shift="day")
        rows = matching.weighed(facts_of(seeker), [shut, other, as_good, best], now=NOON)
        assert [row.vacancy for row in rows] == [best, as_good, other, shut]
        assert rows[0].found.score == rows[1].found.score > rows[2].found.score
        assert rows[3].found.score > rows[2].found.score

    def test_an_age_the_enterprise_wants_moves_nothing_and_the_law_does(self) -> None:
        seeker = SeekerFactory(birth_date=date(1970, 1, 1))
        limited = {"age_to": 35, "age_reason": "Việc nặng", "on_board": True}
        wanted, by_law, free = (
            VacancyFactory(**limited),
            VacancyFactory(**limited, age_ground="heavy"),
            VacancyFactory(on_board=True),
        )
        rows = matching.weighed(facts_of(seeker), [by_law, free, wanted], now=NOON)
        assert [row.vacancy for row in rows] == [wanted, free, by_law]
        assert {row.found.score for row in rows} == {rows[0].found.score}

    def test_it_is_the_score_of_every_other_page(self) -> None:
        seeker = SeekerFactory(wished_work="công nhân may", wished_shift="day", commune=CommuneFactory())
        vacancy = VacancyFactory(on_board=True, occupation=OccupationFactory(code="8153"), shift="two")
        (row,) = matching.weighed(facts_of(seeker), [vacancy], now=NOON)
        (said,) = matching.told(facts_of(seeker), [row])
        pair = matching.explained_pair(seeker, vacancy, now=NOON).words(matching.Reader.OFFICE)
        assert said.explanation == pair

    def test_forty_cost_as_much_as_four(self) -> None:
        person = facts_of(SeekerFactory())
        vacancies = VacancyFactory.create_batch(40, on_board=True)

        def cost(rows: list[Vacancy]) -> int:
            with CaptureQueriesContext(connection) as queries:
                matching.told(person, matching.weighed(person, rows, now=NOON))
            return len(queries)

        assert cost(vacancies[:4]) == cost(vacancies)


class TestDoors:
    def test_the_openings_shown_are_those_that_were_counted(self) -> None:
        seeker = SeekerFactory(wished_work="công nhân may", wished_shift="day", wished_pay=9_000_000)
        sewing = OccupationFactory(code="8153")
        nights = VacancyFactory.create_batch(3, on_board=True, shift="night")
        best = VacancyFactory(on_board=True, shift="night", occupation=sewing)
        VacancyFactory(on_board=True, shift="day")
        VacancyFactory(on_board=True, shift="night", pay_from=None, pay_to=2_000_000)  # shut for another reason too
        person = facts_of(seeker)
        (change,) = [one for one in matching.doors_for(person) if one.otherwise == "any_shift"]
        opened = matching.opened_by(person, "any_shift", now=NOON)
        assert change.more == opened.more == 4
        assert [one.vacancy for one in opened.first] == [best, *nights]
        assert all(not one.explanation.obstacles for one in opened.first)
        assert matching.opened_by(person, "any_shift", now=NOON, most=2).more == 4

    def test_every_step_opens_as_many_as_it_says(self) -> None:
        seeker = SeekerFactory(
            wished_shift="day", wished_pay=10_000_000, commune=CommuneFactory(), qualification="none"
        )
        near = {"on_board": True, "shift": "day", "commune": seeker.commune}
        VacancyFactory.create_batch(3, **near | {"shift": "night"})
        VacancyFactory.create_batch(2, **near | {"commune": CommuneFactory(latitude=21.65)})
        VacancyFactory.create_batch(2, **near, pay_to=7_600_000, pay_from=None)
        VacancyFactory(**near, qualification="short")
        VacancyFactory(**near | {"shift": "night"}, qualification="college")
        person = facts_of(seeker)
        counted = {one.otherwise: one.more for one in matching.doors_for(person)}
        assert sorted(counted.values()) == [1, 2, 2, 2, 3]
        for otherwise in wishes_relaxed(person):
            assert matching.opened_by(person, otherwise, now=NOON).more == counted.get(otherwise, 0)

    @pytest.mark.parametrize("code", ["", "more_pay", "không có"])
    def test_a_step_that_is_not_theirs_opens_nothing(self, code: str) -> None:
        VacancyFactory(on_board=True, shift="night")
        opened = matching.opened_by(facts_of(SeekerFactory(wished_shift="day")), code, now=NOON)
        assert (opened.more, opened.first) == (0, ())
