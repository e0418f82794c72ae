"""How many people an opening has found: what orders and proposals are counted from."""

from datetime import date

import pytest

from nhipcau.interviews.api import hired_by_vacancy
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

    assert hired_by_vacancy([vacancy.pk]).get(vacancy.pk, 0) == hired


def test_a_person_taken_twice_for_one_opening_is_one(django_assert_num_queries) -> None:
    vacancy, other = VacancyFactory(), VacancyFactory()
    first = talk(vacancy=vacancy)
    for interview in (first, talk(vacancy=vacancy, seeker=first.seeker), talk(vacancy=vacancy), talk(vacancy=other)):
        OutcomeFactory(interview=interview, stage="offer_accepted")
    OutcomeFactory(interview=talk(), stage="offer_accepted")

    with django_assert_num_queries(1):
        assert hired_by_vacancy([vacancy.pk, other.pk]) == {vacancy.pk: 2, other.pk: 1}
    with django_assert_num_queries(0):
        assert hired_by_vacancy([]) == {}
