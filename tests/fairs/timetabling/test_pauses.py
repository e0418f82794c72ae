"""A table has its pause between two people, and whoever goes to another site has time for the way."""

from datetime import datetime, timedelta

import pytest

from nhipcau.fairs.actions.appointing import confirm
from nhipcau.fairs.api import check_in
from nhipcau.fairs.models import Appointment, DeskHours, SessionSite
from tests.centres.factories import staff
from tests.fairs.timetabling.fair import booked, desk_of, hall, made, oclock, other_site, person, sent, table

pytestmark = pytest.mark.django_db
A = Appointment.State


def spans(site: SessionSite) -> list[tuple[datetime, datetime]]:
    rows = Appointment.objects.filter(registration__session=site.session, state__in=[A.PROPOSED, A.CONFIRMED])
    return list(rows.order_by("starts").values_list("starts", "ends"))


@pytest.mark.parametrize(("pause", "fit"), [(0, 4), (5, 3), (10, 2), (50, 1)])
def test_so_many_people_fit_an_hour_as_the_pause_leaves_room_for(pause: int, fit: int) -> None:
    site = hall()
    brought = table(site)
    DeskHours.objects.create(desk=desk_of(brought), starts=oclock(8), ends=oclock(9), slot_minutes=15)
    for _each in range(6):
        person(site, brought)

    sent(site, pause_minutes=pause)

    found = spans(site)
    assert found == [
        (oclock(8) + each * timedelta(minutes=15 + pause), oclock(8, 15) + each * timedelta(minutes=15 + pause))
        for each in range(fit)
    ]


def test_again_in_the_morning_the_pause_is_kept_and_nobody_is_moved() -> None:
    site = hall(running=True)
    brought = table(site)
    people = [person(site, brought) for _each in range(6)]
    sent(site, now=oclock(7, 30), pause_minutes=5)
    confirm(registration=people[0], by=people[0].seeker.account, now=oclock(7, 31))
    before = spans(site)

    again = sent(site, now=oclock(8, 3), pause_minutes=5)  # between two slots of the desk

    assert spans(site) == before
    assert again.certificate["kept"] == again.certificate["proposed"] > 0


def test_the_pause_is_kept_around_a_confirmed_time_that_no_slot_fits_any_more() -> None:
    site = hall()
    brought = table(site)
    DeskHours.objects.create(desk=desk_of(brought), starts=oclock(8), ends=oclock(9), slot_minutes=15)
    one = person(site, brought)
    booked(one, brought, oclock(8, 22))
    confirm(registration=one, by=one.seeker.account, now=oclock(7))
    others = [person(site, brought) for _each in range(4)]

    sent(site, pause_minutes=5)

    assert spans(site) == [
        (oclock(8), oclock(8, 15)),
        (oclock(8, 22), oclock(8, 37)),
        (oclock(8, 42), oclock(8, 57)),
    ]
    assert Appointment.objects.filter(registration__in=others, state=A.PROPOSED).count() == 2


@pytest.mark.parametrize(("way", "laid"), [(40, False), (10, True)])
def test_who_has_a_confirmed_time_at_another_site_is_given_the_minutes_of_the_way(way: int, laid: bool) -> None:
    """There from 9:00 to 9:15; the table here has 8:30 to 8:45 to give. Five minutes are between any two."""
    site = hall(running=True)
    point = other_site(site, computers=0)
    there, here = table(site), table(point)
    DeskHours.objects.create(desk=desk_of(here), starts=oclock(8, 30), ends=oclock(8, 45), slot_minutes=15)
    one = person(site, there, here)
    booked(one, there, oclock(9))
    confirm(registration=one, by=one.seeker.account, now=oclock(7, 31))
    by = staff("front_desk", point.centre)
    check_in(session=site.session, site=point, registration=one, by=by, now=oclock(7, 40))

    timetable = made(site, now=oclock(7, 45), way_minutes=way)

    assert timetable.appointments.filter(desk=desk_of(here)).exists() is laid
