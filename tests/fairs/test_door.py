import uuid
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.consents.api import Purpose
from nhipcau.fairs import api as fairs
from nhipcau.fairs.api import Result
from nhipcau.fairs.models import Attendance, Registration, ScanEvent, SessionSite
from nhipcau.foundation.crypto.codes import check_letter, new_code
from nhipcau.foundation.outbox.models import OutboxMessage
from nhipcau.interviews.models import QueueTicket
from nhipcau.seekers.api import CannotRegister
from nhipcau.seekers.models import Seeker
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import (
    ENDS,
    STARTS,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.seekers.factories import SeekerFactory, seeker_user, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    """A running fair with a hall."""
    return SessionSiteFactory(session=FairSessionFactory(running=True))


@pytest.fixture
def clerk(site: SessionSite) -> User:
    return staff(Role.FRONT_DESK, site.centre)


@pytest.fixture
def ticket(site: SessionSite) -> Registration:
    return RegistrationFactory(site=site, code=new_code())


def scan(ticket: Registration, by: User, at: datetime = STARTS, **more: object) -> fairs.CheckIn:
    said = {"session": ticket.session, "site": ticket.site, "code": ticket.code} | more
    return fairs.check_in(by=by, now=at, **said)  # type: ignore[arg-type]


def test_a_scan_welcomes_once_and_then_says_since_when(ticket: Registration, clerk: User) -> None:
    first = scan(ticket, clerk)
    later = scan(ticket, clerk, STARTS + timedelta(minutes=9))

    assert (first.result, later.result) == (Result.WELCOME, Result.ALREADY)
    assert later.first_at == STARTS
    ticket.refresh_from_db()
    assert ticket.state == "checked_in"
    assert ticket.attendance.last_at == STARTS + timedelta(minutes=9)
    assert ScanEvent.objects.count() == 2
    assert OutboxMessage.objects.get().body["registration_id"] == ticket.pk


def test_the_same_scan_sent_again_changes_nothing(ticket: Registration, clerk: User) -> None:
    scan_id = uuid.uuid4()

    results = [scan(ticket, clerk, STARTS + timedelta(minutes=n), scan_id=scan_id).result for n in range(2)]

    assert results == [Result.WELCOME, Result.ALREADY]
    assert ScanEvent.objects.get().pk == scan_id
    assert ticket.attendance.last_at == STARTS


def test_a_scan_id_that_a_device_uses_twice_hides_nobody(ticket: Registration, clerk: User) -> None:
    other, scan_id = RegistrationFactory(site=ticket.site, code=new_code()), uuid.uuid4()

    results = [scan(one, clerk, scan_id=scan_id).result for one in (ticket, other)]

    assert results == [Result.WELCOME, Result.WELCOME]
    assert ScanEvent.objects.count() == 2


def test_a_code_is_read_however_it_is_typed(ticket: Registration, clerk: User) -> None:
    check = check_letter("01AAAAAAAAAAAAA")
    Registration.objects.filter(pk=ticket.pk).update(code="01AAAAAAAAAAAAA" + check)

    found = scan(ticket, clerk, code="oi aaaa-AAAA aaaaa " + check.lower())

    assert found.result == Result.WELCOME


def test_a_late_scan_after_the_close_turns_a_no_show_into_a_guest(ticket: Registration, clerk: User) -> None:
    WishFactory(registration=ticket)
    operator = staff(Role.OPERATOR, ticket.centre)
    fairs.begin_closing(session=ticket.session, by=operator, now=ENDS)
    fairs.close_session(session=ticket.session, by=operator, now=ENDS)
    ticket.refresh_from_db()
    assert ticket.state == "no_show"

    assert scan(ticket, clerk, ENDS + timedelta(hours=1)).result == Result.WELCOME

    ticket.refresh_from_db()
    assert ticket.state == "checked_in"
    assert not QueueTicket.objects.exists()


def test_a_ticket_of_another_session_is_recognised_and_not_let_in(site: SessionSite, clerk: User) -> None:
    other = RegistrationFactory(code=new_code())

    found = scan(other, clerk, session=site.session, site=site)

    assert (found.result, found.registration) == (Result.OTHER_SESSION, other)
    assert not ScanEvent.objects.exists()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("code", ["", "XXXX", "7ZX0AAAAAAAAAAAA"])
def test_an_unknown_code_is_nobody(ticket: Registration, clerk: User, code: str) -> None:
    assert scan(ticket, clerk, code=code) == fairs.CheckIn(Result.UNKNOWN)
    assert not ScanEvent.objects.exists()


def test_a_cancelled_ticket_lets_nobody_in(ticket: Registration, clerk: User) -> None:
    Registration.objects.filter(pk=ticket.pk).update(state="cancelled")

    assert scan(ticket, clerk).result == Result.UNKNOWN
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("state", ["registration_open", "ready", "cancelled"])
def test_before_the_day_and_without_a_fair_the_door_is_shut(state: str) -> None:
    ticket = RegistrationFactory(site__session__state=state, code=new_code())

    with pytest.raises(fairs.Refused):
        scan(ticket, staff(Role.FRONT_DESK, ticket.centre), NOON)

    assert not ScanEvent.objects.exists()
    ticket.refresh_from_db()
    assert ticket.state == "confirmed"


def test_on_its_day_a_ready_session_lets_people_in_early() -> None:
    ticket = RegistrationFactory(site__session__ready=True, code=new_code())
    early = STARTS - timedelta(minutes=30)

    assert scan(ticket, staff(Role.FRONT_DESK, ticket.centre), early).result == Result.WELCOME


def test_only_staff_of_the_site_let_people_in(ticket: Registration) -> None:
    people = [staff(Role.FRONT_DESK), staff(Role.MANAGER, ticket.centre), seeker_user(ticket.seeker)]

    for by in people:
        with pytest.raises(PermissionDenied):
            scan(ticket, by)

    assert not ScanEvent.objects.exists()


def test_at_home_the_person_says_so_themself_and_nobody_else(site: SessionSite) -> None:
    online = SessionSiteFactory(session=site.session, online=True)
    ticket = RegistrationFactory(site=online, code=new_code())

    with pytest.raises(PermissionDenied):
        scan(ticket, seeker_user(SeekerFactory()))
    assert scan(ticket, seeker_user(ticket.seeker)).result == Result.WELCOME


def test_a_guest_of_another_centre_is_let_in_by_ticket_and_not_by_name(site: SessionSite, clerk: User) -> None:
    point = SessionSiteFactory(session=site.session, centre=staff(Role.FRONT_DESK).staff_roles.get().centre)
    guest = RegistrationFactory(site=point, code=new_code())

    with pytest.raises(PermissionDenied):
        scan(guest, clerk, site=site, code="", registration=guest, way=ScanEvent.Way.NAME)
    assert not Attendance.objects.exists()

    assert scan(guest, clerk, site=site).result == Result.WELCOME
    assert guest.attendance.site == site


def test_queues_are_joined_at_the_table_here_else_online_else_not(site: SessionSite, clerk: User) -> None:
    point = SessionSiteFactory(session=site.session, role="meeting_point")
    ticket = RegistrationFactory(site=point, code=new_code())
    kinds = {"here": (point, False), "hall": (site, False), "both": (site, True), "home": (None, True)}
    employers = {}
    for rank, (name, (at, online)) in enumerate(kinds.items(), 1):
        there = ParticipationFactory(session=site.session, site=at, online=online)
        WishFactory(registration=ticket, session_vacancy=SessionVacancyFactory(participation=there), rank=rank)
        employers[there.employer_id] = name

    scan(ticket, clerk)

    joined = QueueTicket.objects.filter(seeker=ticket.seeker).values_list("employer", "channel", "number")
    channels = {employers[employer]: channel for employer, channel, _number in joined}
    assert channels == {"here": "onsite", "both": "online", "home": "online"}
    assert {number for _employer, _channel, number in joined} == {ticket.number}


def test_a_walk_in_is_registered_beside_the_places_and_let_in(site: SessionSite, clerk: User) -> None:
    SessionSite.objects.filter(pk=site.pk).update(capacity=0)
    opening = SessionVacancyFactory(participation__session=site.session, participation__site=site)

    registration = fairs.walk_in(
        session=site.session, site=site, seeker=SeekerFactory(), wishes=[opening], by=clerk, now=STARTS
    )

    assert (registration.state, registration.channel) == ("checked_in", "walk_in")
    assert ScanEvent.objects.get().way == "walk_in"
    assert QueueTicket.objects.get().number == registration.number
    site.refresh_from_db()
    assert site.taken == 0


def test_a_walk_in_with_a_ticket_keeps_it(ticket: Registration, clerk: User) -> None:
    again = fairs.walk_in(
        session=ticket.session, site=ticket.site, seeker=ticket.seeker, wishes=[], by=clerk, now=STARTS
    )

    assert again == ticket
    assert again.state == "checked_in"


def newcomer(site: SessionSite, by: User, *purposes: Purpose, at: datetime = STARTS) -> Registration:
    return fairs.receive_newcomer(
        session=site.session, site=site, data=written(), purposes=purposes, wishes=[], by=by, now=at
    )


def test_a_newcomer_gets_a_file_a_number_and_is_let_in(site: SessionSite, clerk: User) -> None:
    registration = newcomer(site, clerk, Purpose.COUNSELLING)

    assert registration.seeker.centre == site.centre
    assert registration.state == "checked_in"


def test_before_the_doors_open_a_newcomer_is_registered_only() -> None:
    site = SessionSiteFactory()

    registration = newcomer(site, staff(Role.FRONT_DESK, site.centre), Purpose.COUNSELLING, at=NOON)

    assert (registration.state, registration.channel) == ("confirmed", "counter")


def test_without_the_permission_to_keep_a_file_nothing_is_kept(site: SessionSite, clerk: User) -> None:
    with pytest.raises(CannotRegister):
        newcomer(site, clerk)

    assert not Seeker.objects.exists()
    assert not Registration.objects.exists()


def test_a_newcomer_of_a_closing_fair_leaves_no_half_file(clerk: User) -> None:
    site = SessionSiteFactory(session=FairSessionFactory(closing=True, centre=clerk.staff_roles.get().centre))

    with pytest.raises(fairs.Refused):
        newcomer(site, clerk, Purpose.COUNSELLING)

    assert not Seeker.objects.exists()


def test_staff_of_another_centre_write_nobody_down(site: SessionSite) -> None:
    with pytest.raises(PermissionDenied):
        newcomer(site, staff(Role.FRONT_DESK), Purpose.COUNSELLING)

    assert not Seeker.objects.exists()
