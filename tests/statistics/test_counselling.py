"""The counselling desk in the report of a session."""

import pytest

from nhipcau.fairs.models import FairSession
from nhipcau.statistics.papers.words import paper_of
from nhipcau.statistics.queries import figures_of
from tests.counselling.factories import GroupAdviceFactory, ScreeningFactory
from tests.fairs.factories import FairSessionFactory
from tests.matching.factories import ReferralFactory


@pytest.fixture
def session(db: None) -> FairSession:
    return FairSessionFactory(running=True)


def titles(session: FairSession, figures: dict[str, object]) -> list[str]:
    return [part.title for part in paper_of(session, figures).parts]


def test_what_was_done_at_the_desk_stands_in_the_report(session: FairSession) -> None:
    keys = {"occasion_kind": "fair", "occasion_id": session.pk}
    person = ScreeningFactory(draws_benefit=True, **keys).seeker
    ReferralFactory(seeker=person, **keys)
    GroupAdviceFactory(centre=session.centre, people=40, **keys)
    figures = figures_of(session)

    part = next(part for part in paper_of(session, figures).parts if part.title == "Tư vấn")
    assert [row[1] for row in part.rows] == [1, 1, 1, 1, 40, 0]


def test_without_a_desk_and_in_older_reports_there_is_no_such_part(session: FairSession) -> None:
    figures = figures_of(session)
    older = {name: part for name, part in figures.items() if name != "counselling"}

    assert "Tư vấn" not in titles(session, figures)
    assert titles(session, older) == titles(session, figures)
