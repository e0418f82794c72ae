"""Who calls people is there, and where people are let in is open, also when nobody tapped it."""

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, ParticipationState, SessionState
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Desk
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.fairs.factories import FairSessionFactory, ParticipationFactory, RegistrationFactory, SessionSiteFactory
from tests.interviews.factories import DeskFactory, QueueTicketFactory


def test_an_enterprise_that_calls_is_present(db: None) -> None:
    session = FairSessionFactory(running=True)
    participation = ParticipationFactory(session=session, state=ParticipationState.SET_UP)
    desk = DeskFactory(occasion_id=session.pk, employer=participation.employer)
    QueueTicketFactory(desk=desk)

    assert interviews.call_next(desk=desk, by=recruiter(participation.employer), now=NOON) is not None
    outbox.deliver_waiting()

    participation.refresh_from_db()
    assert participation.state == ParticipationState.PRESENT


def test_an_enterprise_that_went_home_is_not_brought_back_by_late_news(db: None) -> None:
    from nhipcau.fairs.actions.seating import note_presence

    participation = ParticipationFactory(state=ParticipationState.LEFT)
    note_presence(session_id=participation.session_id, employer_id=participation.employer_id, now=NOON)
    participation.refresh_from_db()
    assert participation.state == ParticipationState.LEFT


def test_the_first_person_let_in_opens_the_site(db: None) -> None:
    session = FairSessionFactory(running=True)
    site = SessionSiteFactory(session=session)
    registration = RegistrationFactory(site=site)
    by = staff(Role.FRONT_DESK, site.centre)

    fairs.check_in(session=session, site=site, registration=registration, way="name", by=by, now=NOON)

    site.refresh_from_db()
    assert site.opened_at == NOON


def test_the_tables_of_an_approved_enterprise_wait_for_it_to_come(db: None) -> None:
    site = SessionSiteFactory()
    asked = ParticipationFactory(session=site.session, site=site, state=ParticipationState.APPLIED, interviewers=2)
    operator = staff(Role.OPERATOR, site.session.centre)
    awaited = Desk.objects.filter(occasion_id=site.session_id, awaited=True)

    fairs.approve_participation(participation=asked, by=operator, now=NOON)
    assert awaited.count() == 2
    FairSession.objects.filter(pk=site.session_id).update(state=SessionState.RUNNING, opened_at=NOON)

    fairs.arrive(participation=asked, by=operator, now=NOON)
    assert not awaited.exists()
