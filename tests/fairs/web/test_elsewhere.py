"""The door and the pages of somebody who came to another site than that of their times."""

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.actions.sending_times import propose_times, send_timetable
from nhipcau.fairs.models import Appointment, Registration, SessionSite
from nhipcau.foundation.clock import api as clock
from tests.centres.factories import staff
from tests.fairs.timetabling.fair import booked, hall, made, oclock, operator_of, other_site, person, table
from tests.fairs.web.conftest import cost_of, opened_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    return hall(running=True)


@pytest.fixture
def point(site: SessionSite) -> SessionSite:
    return other_site(site, computers=3)


@pytest.fixture
def desk(point: SessionSite) -> Client:
    return opened_by(staff(Role.SITE_OFFICER, point.centre))


@pytest.fixture
def one(site: SessionSite) -> Registration:
    brought = table(site)
    registration = person(site, brought)
    booked(registration, brought, oclock(9))
    return registration


def scanned(desk: Client, point: SessionSite, one: Registration) -> str:
    address = reverse("fairs:scan", args=[point.session_id])
    return desk.post(address, {"code": one.code, "diem": point.pk}).text


def test_the_door_asks_at_once_and_again_until_it_is_said(desk: Client, point: SessionSite, one: Registration) -> None:
    for _scan in range(2):
        page = scanned(desk, point, one)
        assert "Ở lại đây: bỏ các giờ này" in page
        assert one.site.place.name in page
    assert "1 người ở đây có giờ ở nơi khác" in desk.get(reverse("fairs:site", args=[point.pk])).text

    desk.post(reverse("fairs:elsewhere", args=[one.pk]), {"answer": "o-lai", "site": 1})

    assert one.appointments.get().because == "elsewhere"
    assert "Ở lại đây" not in scanned(desk, point, one)
    assert "có giờ ở nơi khác" not in desk.get(reverse("fairs:site", args=[point.pk])).text


def test_going_over_keeps_the_time(desk: Client, point: SessionSite, one: Registration) -> None:
    scanned(desk, point, one)

    page = desk.post(reverse("fairs:elsewhere", args=[one.pk]), {"answer": "sang"}, follow=True)

    assert page.status_code == 200
    assert one.appointments.get().state == Appointment.State.PROPOSED
    assert "có giờ ở nơi khác" not in desk.get(reverse("fairs:site", args=[point.pk])).text


def test_staff_who_do_not_receive_her_find_nothing(desk: Client, one: Registration) -> None:
    assert desk.post(reverse("fairs:elsewhere", args=[one.pk]), {"answer": "o-lai"}).status_code == 404
    assert one.appointments.get().state == Appointment.State.PROPOSED


def test_the_site_page_costs_the_same_for_one_or_many(desk: Client, site: SessionSite, point: SessionSite) -> None:
    brought, address = table(site), reverse("fairs:site", args=[point.pk])

    def another(hour: int) -> int:
        registration = person(site, brought)
        booked(registration, brought, oclock(hour))
        scanned(desk, point, registration)
        return cost_of(desk, address)

    assert another(8) == another(9)


def test_her_own_day_shows_the_site_where_she_is(desk: Client, point: SessionSite, one: Registration) -> None:
    scanned(desk, point, one)

    page = opened_by(one.seeker.account).get(reverse("fairs:day", args=[one.pk]))

    assert point.place.name in page.text


def test_the_operator_reads_what_could_not_be_laid_and_why(site: SessionSite, one: Registration) -> None:
    brought, operator = table(site), operator_of(site)
    two = person(site, brought)
    timetable = made(site, now=clock.now())
    taken = booked(person(site), brought, timetable.appointments.get(registration=two).starts)
    Appointment.objects.filter(pk=taken.pk).update(state="confirmed")
    send_timetable(timetable=timetable, by=operator, now=clock.now())
    propose_times(timetable_id=timetable.pk, now=clock.now())

    page = opened_by(operator).get(reverse("fairs:timetable", args=[site.session_id])).text

    assert "1 giờ không xếp được vì bàn đó nay đã có người" in page
