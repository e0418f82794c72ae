"""The law: sex, ethnicity, disability, pregnancy, household and soldier's service change nothing of what suits."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.matching.queries import explained_pair
from nhipcau.matching.suitability.sentences import Explanation, Reader
from nhipcau.matching.suitability.support import Circumstances, Door, circumstances_of, doors
from nhipcau.seekers.models import Sex
from nhipcau.vacancies.rules.data import WELCOMES
from tests.conftest import NOON
from tests.reference.factories import CommuneFactory, OccupationFactory
from tests.seekers.factories import SeekerFactory
from tests.vacancies.factories import VacancyFactory

pytestmark = pytest.mark.django_db
ON_ONE_PAIR = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
lives = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(Sex.values),
        "ethnicity": st.sampled_from(["", "Kinh", "Tày", "Mông"]),
        "has_disability": st.booleans(),
        "poor_household": st.booleans(),
        "ex_soldier": st.booleans(),
        "is_pregnant": st.booleans(),
        "draws_benefit": st.booleans(),
        "needs": st.sampled_from(["", "xe lăn", "cần người phiên dịch ký hiệu"]),
        "full_name": st.sampled_from(["Nguyễn Thị Lan", "Giàng A Páo"]),
    }
)


@pytest.fixture
def pair() -> tuple[Any, Any]:
    place = CommuneFactory()
    seeker = SeekerFactory(
        commune=place,
        wished_work="công nhân may",
        wished_pay=9_000_000,
        wished_shift="day",
        education="lower",
        birth_date=date(1985, 1, 1),
    )
    vacancy = VacancyFactory(
        on_board=True,
        commune=place,
        occupation=OccupationFactory(code="8153"),
        shift="day",
        education="upper",
        age_to=35,
        age_reason="Việc nặng",
        welcomes=list(WELCOMES),
        benefits=["nursery"],
        requirements="Nữ, khéo tay, biết may 1 kim",
    )
    return seeker, vacancy


def told(seeker: Any, vacancy: Any) -> list[Explanation]:
    found = explained_pair(seeker, vacancy, now=NOON)
    return [found.words(reader, language) for reader in Reader for language in ("vi", "en")]


@ON_ONE_PAIR
@given(life=lives)
def test_changing_them_changes_neither_facts_nor_score_nor_gates_nor_sentences(
    pair: tuple[Any, Any], life: dict[str, Any]
) -> None:
    seeker, vacancy = pair
    before, facts = told(seeker, vacancy), explained_pair(seeker, vacancy, now=NOON)
    kept = {name: getattr(seeker, name) for name in life}
    type(seeker).objects.filter(pk=seeker.pk).update(**life)
    seeker.refresh_from_db()

    after = explained_pair(seeker, vacancy, now=NOON)
    assert (after.person, after.opening) == (facts.person, facts.opening)
    assert told(seeker, vacancy) == before

    type(seeker).objects.filter(pk=seeker.pk).update(**kept)
    seeker.refresh_from_db()


@ON_ONE_PAIR
@given(welcomes=st.lists(st.sampled_from(list(WELCOMES)), unique=True))
def test_whom_the_enterprise_especially_welcomes_never_enters_the_score(
    pair: tuple[Any, Any], welcomes: list[str]
) -> None:
    seeker, vacancy = pair
    seeker.has_disability = seeker.ex_soldier = True
    before = told(seeker, vacancy)
    vacancy.welcomes = welcomes

    assert told(seeker, vacancy) == before
    shown = {door.code for door in doors(circumstances_of(seeker, age=41), vacancy)}
    assert shown == {"over_35", "disabled", "veterans"} & set(welcomes)


def test_the_control_what_may_count_does_change_the_score(pair: tuple[Any, Any]) -> None:
    seeker, vacancy = pair
    before = told(seeker, vacancy)
    seeker.wished_pay = 14_000_000

    assert told(seeker, vacancy) != before


def test_doors_are_told_in_words_and_help_asked_for_is_to_be_arranged(pair: tuple[Any, Any]) -> None:
    _seeker, vacancy = pair
    life = Circumstances(age=41, has_disability=True, pregnant=True, needs="xe lăn")

    assert doors(life, vacancy) == (
        Door("over_35", "Doanh nghiệp ưu tiên người trên 35 tuổi."),
        Door("disabled", "Doanh nghiệp ưu tiên người khuyết tật."),
        Door("nursery", "Có nhà trẻ hoặc hỗ trợ gửi trẻ."),
        Door("needs", "Cần hỗ trợ, thu xếp với doanh nghiệp trước khi phỏng vấn: xe lăn."),
    )
    assert doors(Circumstances(age=30), vacancy) == ()


@pytest.mark.parametrize("ethnicity, door", [("", 0), ("Kinh", 0), (" kinh ", 0), ("Tày", 1)])
def test_minorities_are_those_who_say_another_ethnicity(pair: tuple[Any, Any], ethnicity: str, door: int) -> None:
    seeker, vacancy = pair
    seeker.ethnicity = ethnicity
    assert len(doors(circumstances_of(seeker, age=30), vacancy)) == door
