"""The counselling desk in the report of a session."""

import pytest

from nhipcau.centres.models import Centre
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.statistics import api as statistics
from nhipcau.statistics.models import CentreReport, FrozenReport
from nhipcau.statistics.papers.words import paper_of
from nhipcau.statistics.queries import figures_of
from nhipcau.statistics.rules.centre_report import ADDITIVE_COUNSELLING
from tests.centres.factories import CentreFactory
from tests.conftest import NOON
from tests.counselling.factories import GroupAdviceFactory, OfferedOpeningFactory, ScreeningFactory
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
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


def desk_of(session: FairSession, centre: Centre, people: int) -> None:
    """Each came, was asked and referred; one group was advised."""
    keys = {"occasion_kind": "fair", "occasion_id": session.pk}
    for _person in range(people):
        screening = ScreeningFactory(centre=centre, draws_benefit=True, **keys)
        ReferralFactory(seeker=screening.seeker, centre=centre, **keys)
        OfferedOpeningFactory(seeker=screening.seeker, centre=centre, **keys)
    GroupAdviceFactory(centre=centre, people=10 * people, **keys)


@pytest.mark.django_db
def test_each_centres_desk_stands_in_its_own_report_and_they_add_up_to_the_whole() -> None:
    session = FairSessionFactory(closed=True)
    partner, guest = CentreFactory(), CentreFactory()
    SessionSiteFactory(session=session)
    SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)
    for centre, people in ((session.centre, 1), (partner, 2), (guest, 4)):  # the guest has no site
        desk_of(session, centre, people)
    desk_of(FairSessionFactory(), partner, 3)

    statistics.freeze_report(session=session, by=None, now=NOON)

    whole = FrozenReport.objects.get().figures["counselling"]
    own = {one.centre_id: one.figures["counselling"] for one in CentreReport.objects.all()}
    assert [own[partner.pk][name] for name in ADDITIVE_COUNSELLING] == [2, 2, 2, 1, 20, 2]
    assert [own[session.centre_id][name] for name in ADDITIVE_COUNSELLING] == [5, 5, 5, 2, 50, 5]
    sums = {name: sum(one[name] for one in own.values()) for name in ADDITIVE_COUNSELLING}
    assert sums == {name: whole[name] for name in ADDITIVE_COUNSELLING}
