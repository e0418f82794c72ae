"""Who may act for a recruiter: staff of the centre that looks after the enterprise, and nobody of another one."""

import pytest

from nhipcau.centres.models import Role
from nhipcau.fairs.actions.taking_part import approve_participation
from nhipcau.fairs.models import SessionSite
from nhipcau.interviews.models import Desk
from nhipcau.interviews.queries import desks_visible_to, interviews_visible_to
from tests.centres.factories import CentreFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, ParticipationFactory, SessionSiteFactory, SessionVacancyFactory
from tests.interviews.factories import InterviewFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("approves", ["host", "partner"])
@pytest.mark.parametrize("way", ["at its site", "online"])
def test_the_host_sees_no_name_at_the_tables_of_a_linked_centres_enterprise(approves: str, way: str) -> None:
    session, partner = FairSessionFactory(), CentreFactory()
    point = SessionSiteFactory(session=session, centre=partner, role=SessionSite.Role.MEETING_POINT)
    asks = ParticipationFactory(
        session=session, centre=partner, site=point if way == "at its site" else None, online=way == "online",
        state="applied",
    )  # fmt: skip
    SessionVacancyFactory(participation=asks)
    host, own = staff(Role.OPERATOR, session.centre), staff(Role.OPERATOR, partner)

    approve_participation(participation=asks, by=host if approves == "host" else own, now=NOON)

    desk = Desk.objects.get()
    talk = InterviewFactory(desk=desk)
    assert desk.centre == partner
    assert desk not in desks_visible_to(host)
    assert talk not in interviews_visible_to(host)
    assert desk in desks_visible_to(own)
    assert talk in interviews_visible_to(own)


def test_the_host_acts_for_an_enterprise_it_looks_after() -> None:
    session = FairSessionFactory()
    hall = SessionSiteFactory(session=session)
    asks = ParticipationFactory(session=session, site=hall, state="applied")
    SessionVacancyFactory(participation=asks)
    host = staff(Role.OPERATOR, session.centre)

    approve_participation(participation=asks, by=host, now=NOON)

    assert Desk.objects.get() in desks_visible_to(host)
