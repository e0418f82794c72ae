"""What the page of a person's day says of booked times and of online rooms, once and for all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions import seats
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.interviews.models import Desk, QueueTicket
from nhipcau.seekers.models import Seeker
from tests.accounts.signing import sign_in
from tests.centres.factories import PlaceFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import AttendanceFactory, FairSessionFactory, RegistrationFactory, SessionSiteFactory
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Seeker:
    return SeekerFactory(with_account=True)


@pytest.fixture
def phone(me: Seeker) -> Client:
    return sign_in(Client(), seeker_user(me), method="code")


@pytest.fixture
def point() -> SessionSite:
    """A meeting point with computers, in a fair that began an hour ago."""
    session = FairSessionFactory(running=True, starts=NOON - timedelta(hours=1), ends=NOON + timedelta(hours=3))
    return SessionSiteFactory(session=session, role="meeting_point", place=PlaceFactory(name="Cao Bằng", computers=5))


@pytest.fixture
def here(point: SessionSite, me: Seeker) -> Registration:
    there: Registration = RegistrationFactory(site=point, seeker=me, state="checked_in")
    AttendanceFactory(registration=there, site=point, first_at=NOON - timedelta(minutes=30))
    return there


@pytest.fixture
def room(here: Registration) -> Desk:
    desk: Desk = DeskFactory(online=True, occasion_id=here.session_id, number=46)
    return desk


def waits(here: Registration, desk: Desk, minutes: float | None = None) -> QueueTicket:
    when = {"booked_at": desk, "due_at": NOON + timedelta(minutes=minutes), "lasts": 12} if minutes else {}
    ticket: QueueTicket = QueueTicketFactory(desk=desk, seeker=here.seeker, number=here.number, **when)
    return ticket


def seen(phone: Client, here: Registration) -> str:
    return " ".join(phone.get(reverse("fairs:day", args=[here.pk])).text.split())


def test_the_next_card_and_the_timeline_say_the_booked_time(phone: Client, here: Registration, room: Desk) -> None:
    waits(here, room, 120)

    page = phone.get(reverse("fairs:day", args=[here.pk]))

    line = next(one for one in page.context["lines"] if room.employer.name in one["title"])
    assert (line["time"], line["detail"]) == ("14:00", "giờ đã hẹn, hoặc sớm hơn nếu bàn trống")
    words = " ".join(page.text.split())
    assert "Giờ của bạn: 14:00" in words
    assert "Sắp đến lượt bạn" not in words
    assert "khoảng 0" not in words


def test_without_a_booked_time_the_same_place_is_next(phone: Client, here: Registration, room: Desk) -> None:
    """The control."""
    waits(here, room)

    words = seen(phone, here)
    assert "Sắp đến lượt bạn" in words
    assert "Giờ của bạn" not in words


@pytest.mark.parametrize("minutes", [None, 120])
def test_an_enterprise_that_has_not_come_is_said_to_be_missing(
    phone: Client, here: Registration, room: Desk, minutes: int | None
) -> None:
    waits(here, room, minutes)
    said = "Doanh nghiệp chưa tới"
    assert said not in seen(phone, here)

    Desk.objects.filter(pk=room.pk).update(awaited=True)

    words = seen(phone, here)
    assert said in words
    assert "doanh nghiệp chưa tới" in words
    assert "Sắp đến lượt bạn" not in words


def test_an_online_room_at_a_meeting_point_says_where_to_sit(
    phone: Client, here: Registration, room: Desk, point: SessionSite
) -> None:
    waits(here, room, 60)
    assert "Phòng trực tuyến 46, ngồi máy của Cao Bằng" in seen(phone, here)

    clerk = staff(Role.FRONT_DESK, point.centre)
    kiosk = fairs.enrol_computer(site=point, number=7, by=clerk, now=NOON).device
    seats.seat(device=kiosk, registration=here, by=clerk, now=NOON)

    assert "Phòng trực tuyến 46, máy số 7" in seen(phone, here)


def test_an_online_call_at_a_meeting_point_says_where_to_answer(
    phone: Client, here: Registration, room: Desk, point: SessionSite
) -> None:
    ticket = waits(here, room)
    QueueTicket.objects.filter(pk=ticket.pk).update(state="called", called_at=NOON)
    InterviewFactory(ticket=ticket, desk=room)
    assert "hoặc hỏi bàn tiếp đón để được xếp máy" in seen(phone, here)

    clerk = staff(Role.FRONT_DESK, point.centre)
    kiosk = fairs.enrol_computer(site=point, number=7, by=clerk, now=NOON).device
    seats.seat(device=kiosk, registration=here, by=clerk, now=NOON)
    assert "Bạn ngồi máy số 7" in seen(phone, here)


def test_at_home_an_online_room_is_a_room_and_nothing_more(phone: Client, me: Seeker, point: SessionSite) -> None:
    online = SessionSiteFactory(session=point.session, online=True)
    home = RegistrationFactory(site=online, seeker=me, state="checked_in")
    waits(home, DeskFactory(online=True, occasion_id=point.session_id, number=46), 60)

    words = seen(phone, home)
    assert "Phòng 46 ·" in words
    assert "ngồi máy của" not in words
