"""What a person confirmed is a wall: whatever is asked for now, it stays, and what is new keeps clear of it."""

from datetime import timedelta

import pytest
from django.test import Client

from nhipcau.centres.models import Centre
from nhipcau.fairs.actions.appointing import confirm, decline
from nhipcau.fairs.models import Appointment, DeskHours, Registration, SessionSite, Timetable
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory
from tests.fairs.timetabling.fair import booked, desk_of, hall, made, oclock, person, sent, table, told
from tests.fairs.web.conftest import at, host, operator
from tests.fairs.web.test_timetable import seen

pytestmark = pytest.mark.django_db
__all__ = ["host", "operator"]
A = Appointment.State


def confirmed(one: Registration) -> None:
    confirm(registration=one, by=one.seeker.account, now=NOON)


def firm(site: SessionSite) -> list[Appointment]:
    return list(Appointment.objects.filter(registration__session=site.session, state=A.CONFIRMED).order_by("pk"))


def against(site: SessionSite, timetable: Timetable) -> list[tuple[Appointment, Appointment]]:
    """Drafts that stand in a confirmed time of their table, or too near to one of their person."""
    gap = timedelta(minutes=timetable.gap_minutes)
    found = []
    for draft in timetable.appointments.filter(state=A.DRAFT):
        for one in firm(site):
            table_taken = one.desk_id == draft.desk_id and one.starts < draft.ends and draft.starts < one.ends
            mine = one.registration_id == draft.registration_id
            if table_taken or (mine and one.starts < draft.ends + gap and draft.starts < one.ends + gap):
                found.append((draft, one))
    return found


def half_confirmed(site: SessionSite) -> None:
    tables = [table(site) for _each in range(4)]
    people = [person(site, *tables) for _each in range(10)]
    sent(site, gap_minutes=0)
    for one in people[:5]:
        confirmed(one)


def test_more_minutes_between_take_no_confirmed_time_from_anybody() -> None:
    site = hall()
    half_confirmed(site)
    before = firm(site)
    assert len(before) == 15

    again = made(site, gap_minutes=45)

    assert again.certificate["fixed"] == 15
    assert again.certificate["near"] > 0
    assert against(site, again) == []
    told(again, site)
    assert firm(site) == before
    again.refresh_from_db()
    assert again.unlaid == {}


def test_the_page_says_that_confirmed_times_are_nearer_than_asked(host: Centre, operator: Client) -> None:
    site: SessionSite = SessionSiteFactory(session=FairSessionFactory(centre=host))
    brought = [table(site) for _each in range(3)]
    one = person(site, *brought)
    sent(site, gap_minutes=0)
    confirmed(one)

    again = made(site, gap_minutes=45)
    text = seen(operator, at("timetable", site.session))

    assert (again.certificate["fixed"], again.certificate["near"], again.certificate["gone"]) == (3, 3, {})
    assert (again.certificate["interviews"], again.certificate["covered"]) == (3, 1)
    assert "3 giờ đã xác nhận được giữ nguyên." in text
    assert "3 giờ đã xác nhận cách giờ khác ít hơn số phút nghỉ vừa chọn" in text


def test_a_confirmed_time_that_fits_no_slot_does_not_push_the_next_one_out() -> None:
    """The table's slots begin anew after the first, so the second fits none either; both are confirmed."""
    site = hall()
    brought = table(site)
    DeskHours.objects.create(desk=desk_of(brought), starts=oclock(8), ends=oclock(9, 30), slot_minutes=15)
    early, late = person(site, brought), person(site, brought)
    booked(early, brought, oclock(8, 22))
    booked(late, brought, oclock(9))
    for one in (early, late):
        confirmed(one)
    for _each in range(6):
        person(site, brought)

    again = made(site)

    assert again.certificate["fixed"] == 2
    assert again.certificate["gone"] == {}
    assert against(site, again) == []
    drafts = again.appointments.filter(state=A.DRAFT).order_by("starts")
    assert [one.starts for one in drafts] == [oclock(8), oclock(8, 37), oclock(9, 15)]


def test_hours_that_touch_take_no_confirmed_time_from_anybody() -> None:
    site = hall()
    brought = table(site)
    for starts, ends in ((oclock(8), oclock(8, 50)), (oclock(8, 50), oclock(9, 20))):
        DeskHours.objects.create(desk=desk_of(brought), starts=starts, ends=ends, slot_minutes=15)
    one = person(site, brought)
    booked(one, brought, oclock(8, 50))
    confirmed(one)
    for _each in range(8):
        person(site, brought)

    again = made(site)

    assert again.certificate["fixed"] == 1
    assert again.certificate["gone"] == {}
    assert against(site, again) == []


def test_a_minute_that_was_declined_beside_a_confirmed_time_leaves_that_one_alone() -> None:
    site = hall()
    first, second = table(site), table(site)
    one = person(site, first, second)
    booked(one, first, oclock(8))
    later = booked(one, second, oclock(8, 20))
    confirm(registration=one, by=one.seeker.account, now=NOON, seen=[one.appointments.first().pk])
    decline(appointment=later, because="time", by=one.seeker.account, now=NOON)

    again = made(site, gap_minutes=20)

    assert again.certificate["fixed"] == 1
    assert again.certificate["gone"] == {}
    assert (again.certificate["covered"], again.certificate["interviews"]) == (1, 2)
    assert against(site, again) == []
