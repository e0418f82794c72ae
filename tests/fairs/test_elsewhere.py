"""Whoever is let in at another site is there; what they had at the first one is asked about, kept or given back."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.appointing import confirm
from nhipcau.fairs.actions.following import go_over, stay_here
from nhipcau.fairs.models import Appointment, Registration, SessionSite, SessionVacancy
from nhipcau.fairs.queries.cockpit import cockpit
from nhipcau.fairs.queries.door import counts_at, people_of
from nhipcau.fairs.queries.elsewhere import times_elsewhere, to_ask
from nhipcau.fairs.queries.our_times import our_people
from nhipcau.fairs.queries.people_at import people_at
from nhipcau.fairs.queries.seats import to_seat
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.models import QueueTicket
from tests.centres.factories import CentreFactory, staff
from tests.fairs.offline import Door
from tests.fairs.timetabling.fair import (
    booked,
    desk_of,
    hall,
    made,
    oclock,
    other_site,
    person,
    sent,
    table,
    told,
)

pytestmark = pytest.mark.django_db
A = Appointment.State
ARRIVES = oclock(7, 40)


@pytest.fixture
def site() -> SessionSite:
    return hall(running=True)


@pytest.fixture
def point(site: SessionSite) -> SessionSite:
    return other_site(site, computers=3)


@pytest.fixture
def clerk(point: SessionSite) -> User:
    return staff(Role.FRONT_DESK, point.centre)


@pytest.fixture
def here(site: SessionSite) -> SessionVacancy:
    return table(site)


def let_in(one: Registration, where: SessionSite, by: User, *, now: datetime = ARRIVES) -> Registration:
    fairs.check_in(session=where.session, site=where, registration=one, by=by, now=now)
    one.refresh_from_db()
    return one


def confirmed(one: Registration, brought: SessionVacancy, *, hour: int = 9) -> Appointment:
    appointment = booked(one, brought, oclock(hour))
    confirm(registration=one, by=one.seeker.account, now=oclock(7, 31))
    appointment.refresh_from_db()
    return appointment


def test_who_is_let_in_at_another_site_is_counted_listed_and_seated_there(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    one, stays = person(site, here), person(site, here)

    let_in(one, point, clerk)

    assert (counts_at(point).here, counts_at(site).here, counts_at(site).expected) == (1, 0, 1)
    assert list(people_at(point)) == list(people_of(point, now=ARRIVES)) == [one]
    assert list(people_at(site)) == [stays]
    assert list(our_people(site.session, [point.centre_id], typed="", only="")) == [one]
    assert to_seat(clerk, point, str(one.number)) == to_seat(clerk, point, one.code) == [one]
    seen = cockpit(site.session, now=oclock(7, 45))
    assert {line.site: (line.registered, line.here) for line in seen.sites} == {site: (1, 0), point: (1, 1)}
    assert seen.numbers.here == 1
    assert AuditRecord.objects.get(action="registration.follow").details == {"from": site.pk, "to": point.pk}


def test_the_second_gate_of_the_same_site_changes_nothing(site: SessionSite, here: SessionVacancy) -> None:
    one, by = person(site, here), staff(Role.FRONT_DESK, site.centre)

    let_in(one, site, by)
    let_in(one, site, by, now=oclock(7, 50))

    assert not AuditRecord.objects.filter(action="registration.follow").exists()
    assert one.site == site


def test_a_confirmed_time_at_the_hall_stays_until_she_says_and_nobody_is_laid_over_it(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    one = person(site, here)
    mine = confirmed(one, here)
    let_in(one, point, clerk)
    person(site, here)

    timetable = sent(site, now=oclock(7, 45))

    mine.refresh_from_db()
    assert mine.state == A.CONFIRMED
    assert timetable.unlaid == {}
    [other] = Appointment.objects.filter(desk=desk_of(here), state=A.PROPOSED)
    assert other.starts != mine.starts
    assert [list(to_ask(point, now=oclock(7, 45))), times_elsewhere(one, now=oclock(7, 45))] == [[one], [mine]]
    [decision] = [one for one in cockpit(site.session, now=oclock(7, 45)).decisions if one.kind == "elsewhere"]
    assert (decision.site, decision.waiting) == (point, 1)


def test_staying_gives_the_times_of_the_other_place_back_and_keeps_those_online(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    online = table(site, online=True)
    one = person(site, here, online)
    mine, kept = booked(one, here, oclock(9)), booked(one, online, oclock(10))
    confirm(registration=one, by=one.seeker.account, now=oclock(7, 31))
    let_in(one, point, clerk)

    for _tap in range(2):
        stay_here(registration=one, by=clerk, now=oclock(7, 41))

    for row in (mine, kept):
        row.refresh_from_db()
    assert (mine.state, mine.because) == (A.WITHDRAWN, "elsewhere")
    assert kept.state == A.CONFIRMED
    assert QueueTicket.objects.get().due_at == oclock(10)
    assert list(to_ask(point, now=oclock(7, 45))) == []
    other = person(site, here)
    sent(site, now=oclock(7, 45))
    assert other.appointments.get().state == A.PROPOSED


def test_who_goes_over_keeps_the_time_and_stands_in_line_there_at_the_next_scan(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    one = person(site, here)
    mine = confirmed(one, here)
    let_in(one, point, clerk)

    go_over(registration=one, by=clerk, now=oclock(7, 41))
    assert list(to_ask(point, now=oclock(7, 45))) == []
    assert not QueueTicket.objects.exists()
    let_in(one, site, staff(Role.FRONT_DESK, site.centre), now=oclock(8, 40))

    mine.refresh_from_db()
    assert mine.state == A.CONFIRMED
    assert (one.site, one.goes_over_at) == (site, None)
    ticket = QueueTicket.objects.get()
    assert (ticket.due_at, ticket.place, ticket.desk) == (oclock(9), site.place, desk_of(here))


def test_places_in_queues_come_along_online_and_the_others_are_left(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    both = table(site)
    both.participation.online = True
    both.participation.save(update_fields=["online"])
    one = person(site, here, both)
    let_in(one, site, staff(Role.FRONT_DESK, site.centre))

    let_in(one, point, clerk, now=oclock(8))

    tickets = {ticket.employer_id: ticket for ticket in QueueTicket.objects.all()}
    assert tickets[here.participation.employer_id].state == "left"
    moved = tickets[both.participation.employer_id]
    assert (moved.state, moved.channel, moved.place) == ("waiting", "online", point.place)
    assert moved.joined_at == ARRIVES


def test_scans_that_arrive_late_leave_everybody_where_the_last_one_was(site: SessionSite, point: SessionSite) -> None:
    one, doors = person(site), [Door(site), Door(point, name="Cửa 2")]
    first, second = doors[0].scan(one, 10), doors[1].scan(one, 50)

    doors[1].upload(second)
    doors[0].upload(first)

    one.refresh_from_db()
    assert (one.site, one.attendance.site) == (point, site)


def test_staff_of_a_third_centre_decide_nothing_for_her(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    one = person(site, here)
    mine = confirmed(one, here)
    let_in(one, point, clerk)
    stranger = staff(Role.FRONT_DESK, CentreFactory())

    for decides in (stay_here, go_over):
        with pytest.raises(PermissionDenied):
            decides(registration=one, by=stranger, now=oclock(7, 41))

    mine.refresh_from_db()
    one.refresh_from_db()
    assert (mine.state, one.goes_over_at) == (A.CONFIRMED, None)


def test_a_time_that_cannot_be_laid_is_counted_with_its_reason(site: SessionSite, here: SessionVacancy) -> None:
    """Between making and sending the same minute of the same table was promised to somebody else."""
    one, other = person(site, here), person(site)
    timetable = made(site, now=oclock(7, 31))
    draft = timetable.appointments.get(registration=one)
    booked(other, here, draft.starts)
    confirm(registration=other, by=other.seeker.account, now=oclock(7, 32))

    timetable = told(timetable, site, now=oclock(7, 32))

    assert timetable.unlaid == {"table": 1}
    assert not one.appointments.exists()


def test_what_fell_away_before_sending_is_counted_too(site: SessionSite, here: SessionVacancy) -> None:
    one, two = person(site, here), person(site, table(site))
    timetable = made(site, now=oclock(7, 31))
    Registration.objects.filter(pk=one.pk).update(state="cancelled")
    gone = two.wishes.get().session_vacancy.participation
    gone.state = "left"
    gone.save(update_fields=["state"])

    timetable = told(timetable, site, now=oclock(7, 33))

    assert timetable.unlaid == {"person": 1, "enterprise": 1}
