from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, Registration, SessionSite
from nhipcau.fairs.queries.cockpit import cockpit
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Desk, QueueTicket
from tests.centres.factories import CentreFactory, staff
from tests.employers.factories import recruiter
from tests.fairs.factories import (
    ENDS,
    STARTS,
    AttendanceFactory,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    ScanEventFactory,
    SessionSiteFactory,
)
from tests.interviews.factories import DeskFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db
POINT = SessionSite.Role.MEETING_POINT


@pytest.fixture
def session() -> FairSession:
    return SessionSiteFactory(session__running=True, opened_at=STARTS).session


def desk_of(session: FairSession, state: str = "present") -> Desk:
    participation = ParticipationFactory(session=session, site=session.sites.first(), state=state)
    place = session.sites.first().place
    return DeskFactory(occasion_id=session.pk, employer=participation.employer, centre=session.centre, place=place)


def test_opening_opens_the_hosts_sites_and_leaves_the_linked_ones_to_their_officers() -> None:
    session = FairSessionFactory(ready=True)
    hall = SessionSiteFactory(session=session)
    partner = CentreFactory()
    point = SessionSiteFactory(session=session, centre=partner, role=POINT)

    session = fairs.open_session(session=session, by=staff(Role.OPERATOR, session.centre), now=STARTS)

    hall.refresh_from_db()
    point.refresh_from_db()
    assert (session.state, session.opened_at, hall.opened_at, point.opened_at) == ("running", STARTS, STARTS, None)
    later = STARTS + timedelta(minutes=5)
    point = fairs.open_site(site=point, by=staff(Role.SITE_OFFICER, partner), now=later)
    assert fairs.open_site(site=point, by=staff(Role.SITE_OFFICER, partner), now=ENDS).opened_at == later


def test_a_site_officer_opens_no_site_of_another_centre_and_no_session() -> None:
    site = SessionSiteFactory(session__ready=True)
    officer = staff(Role.SITE_OFFICER)

    with pytest.raises(PermissionDenied):
        fairs.open_site(site=site, by=officer, now=STARTS)
    with pytest.raises(PermissionDenied):
        fairs.open_session(session=site.session, by=staff(Role.SITE_OFFICER, site.centre), now=STARTS)

    site.refresh_from_db()
    assert (site.opened_at, site.session.state) == (None, "ready")


def test_a_site_is_not_opened_days_before() -> None:
    site = SessionSiteFactory()

    with pytest.raises(Refused) as refusal:
        fairs.open_site(site=site, by=staff(Role.SITE_OFFICER, site.centre), now=STARTS)

    assert refusal.value.reasons == ["Phiên đang nhận đăng ký."]


def test_once_closing_has_begun_nobody_is_called_any_more(session: FairSession) -> None:
    desk = desk_of(session)
    _first, second = QueueTicketFactory.create_batch(2, desk=desk)
    user = recruiter(desk.employer)
    talk = interviews.call_next(desk=desk, by=user, now=STARTS)
    assert talk is not None

    fairs.begin_closing(session=session, by=staff(Role.OPERATOR, session.centre), now=ENDS)

    talk = interviews.start_interview(interview=talk, by=user, now=ENDS)
    interviews.finish_interview(interview=talk, by=user, now=ENDS + timedelta(minutes=5))
    with pytest.raises(interviews.CannotCall):
        interviews.call_next(desk=desk, by=user, now=ENDS + timedelta(minutes=6))
    assert QueueTicket.objects.get(pk=second.pk).state == "waiting"


def test_calls_that_were_stopped_by_a_slip_go_on_and_nobody_lost_a_place(session: FairSession) -> None:
    operator = staff(Role.OPERATOR, session.centre)
    desk, shut = desk_of(session), desk_of(session)
    interviews.close_desk(desk=shut, by=operator, now=STARTS)
    first, second = QueueTicketFactory.create_batch(2, desk=desk)
    fairs.begin_closing(session=session, by=operator, now=STARTS)

    for _click in range(2):
        again = fairs.call_again(session=session, by=operator, now=STARTS + timedelta(minutes=1))

    talk = interviews.call_next(desk=desk, by=recruiter(desk.employer), now=STARTS + timedelta(minutes=2))
    assert (again.state, again.opened_at) == ("running", session.opened_at)
    assert talk is not None
    assert talk.ticket == first
    second.refresh_from_db()
    shut.refresh_from_db()
    assert (second.state, shut.closed_at) == ("waiting", STARTS)
    assert AuditRecord.objects.filter(action="session.call_again").count() == 1


def test_only_who_runs_the_fair_has_it_call_again(session: FairSession) -> None:
    fairs.begin_closing(session=session, by=staff(Role.OPERATOR, session.centre), now=STARTS)

    for stranger in (staff(Role.OPERATOR), staff(Role.FRONT_DESK, session.centre)):
        with pytest.raises(PermissionDenied):
            fairs.call_again(session=session, by=stranger, now=STARTS)

    session.refresh_from_db()
    assert session.state == "closing"


def test_closing_notes_the_absent_and_nobody_who_was_seen(session: FairSession) -> None:
    site = session.sites.get()
    unseen, scanned = RegistrationFactory.create_batch(2, site=site)
    ScanEventFactory(registration=scanned)
    there = AttendanceFactory(registration=RegistrationFactory(site=site, state="checked_in")).registration
    waiting = RegistrationFactory(site=site, state="waitlisted")
    ticket = QueueTicketFactory(desk=desk_of(session))
    operator = staff(Role.OPERATOR, session.centre)
    fairs.begin_closing(session=session, by=operator, now=ENDS)

    session = fairs.close_session(session=session, by=operator, now=ENDS)

    states = {row.pk: row.state for row in Registration.objects.all()}
    assert states == {
        unseen.pk: "no_show",
        scanned.pk: "confirmed",
        there.pk: "checked_in",
        waiting.pk: "waitlisted",
    }
    ticket.refresh_from_db()
    assert (session.state, session.closed_at, ticket.state) == ("closed", ENDS, "unserved")
    assert not Desk.objects.filter(closed_at=None).exists()


def test_a_running_session_is_not_closed_in_one_step(session: FairSession) -> None:
    RegistrationFactory(site=session.sites.get())

    with pytest.raises(Refused) as refusal:
        fairs.close_session(session=session, by=staff(Role.OPERATOR, session.centre), now=ENDS)

    assert refusal.value.reasons == ["Phiên đang diễn ra.", "Bước tiếp theo có thể là: “Đang kết thúc”."]
    assert Registration.objects.get().state == "confirmed"


def test_the_report_is_fixed_once() -> None:
    session = FairSessionFactory(closed=True)

    session = fairs.mark_reported(session=session, now=ENDS)
    session = fairs.mark_reported(session=session, now=ENDS + timedelta(days=1))

    assert (session.state, session.frozen_at) == ("reported", ENDS)


def test_the_cockpit_puts_trouble_first_and_says_what_to_decide(session: FairSession) -> None:
    linked = SessionSiteFactory(session=session, centre=CentreFactory(), role=POINT)
    calm, idle, empty = desk_of(session), desk_of(session), desk_of(session, state="approved")
    QueueTicketFactory(desk=idle)
    QueueTicketFactory.create_batch(2, desk=empty)
    asks = ParticipationFactory(session=session, site=linked, state="applied")
    RegistrationFactory(site=linked)

    board = cockpit(session, now=STARTS + timedelta(minutes=20))

    assert [line.desk for line in board.lines] == [empty, idle, calm]
    assert [line.trouble.rank for line in board.lines] == [2, 2, 0]
    assert [(one.kind, one.waiting) for one in board.decisions] == [
        ("absent", 2),
        ("site", 1),
        ("desk", 1),
        ("asks", 0),
        ("quiet", 0),
    ]
    assert board.decisions[3].participation == asks
    assert (board.numbers.registered, board.numbers.waiting, board.numbers.passed) == (1, 3, 0)


def test_the_five_numbers_count_persons(session: FairSession) -> None:
    desk = desk_of(session)
    ticket = QueueTicketFactory(desk=desk)
    QueueTicketFactory(desk=desk_of(session), seeker=ticket.seeker)
    RegistrationFactory(site=session.sites.first(), seeker=ticket.seeker, state="checked_in")
    user = recruiter(desk.employer)
    assert cockpit(session, now=STARTS).numbers.waiting == 1

    talk = interviews.call_next(desk=desk, by=user, now=STARTS)
    assert talk is not None
    interviews.start_interview(interview=talk, by=user, now=STARTS)
    assert cockpit(session, now=STARTS).numbers.talking == 1
    interviews.record_outcome(interview=talk, stage="offer_accepted", by=user, now=STARTS)

    numbers = cockpit(session, now=STARTS).numbers
    assert (numbers.registered, numbers.here, numbers.talking, numbers.passed) == (1, 1, 0, 1)
