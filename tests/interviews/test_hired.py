"""How many people an opening has found: what orders and proposals are counted from."""

from datetime import date

import pytest

from nhipcau.interviews.api import hires_for
from nhipcau.interviews.models import Interview
from tests.interviews.factories import InterviewFactory, OutcomeFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 16)


def talk(**facts: object) -> Interview:
    interview: Interview = InterviewFactory(done=True, **facts)
    return interview


@pytest.mark.parametrize(
    ("stages", "hired"),
    [
        (["offer_accepted"], 1),
        (["offer_accepted", "started"], 1),
        (["offer_accepted", "started", "retained_1m", "retained_3m"], 1),
        (["offer"], 0),
        (["second_interview"], 0),
        (["offer_accepted", "offer_declined"], 0),
        (["not_suitable", "offer_accepted"], 1),
        ([], 0),
    ],
)
def test_the_last_line_of_an_interview_counts(stages: list[str], hired: int) -> None:
    vacancy = VacancyFactory()
    interview = talk(vacancy=vacancy)
    for stage in stages:
        OutcomeFactory(
            interview=interview,
            stage=stage,
            reason="other" if stage in ("not_suitable", "offer_declined") else "",
            date=MONDAY if stage in ("second_interview", "started") else None,
        )

    assert len(hires_for([vacancy.pk])) == hired


def test_each_interview_that_led_to_a_hire_is_named_with_its_opening_and_person(django_assert_num_queries) -> None:
    vacancy, other = VacancyFactory(), VacancyFactory()
    first = talk(vacancy=vacancy)
    second = talk(vacancy=other, seeker=first.seeker)
    for interview in (first, second):
        OutcomeFactory(interview=interview, stage="offer_accepted")
    OutcomeFactory(interview=talk(), stage="offer_accepted")

    with django_assert_num_queries(1):
        found = [(hire.vacancy_id, hire.seeker_id) for hire in hires_for([vacancy.pk, other.pk])]
    with django_assert_num_queries(0):
        assert hires_for([]) == []
    assert found == [(vacancy.pk, first.seeker_id), (other.pk, first.seeker_id)]
