"""People sit down at a computer one after another; each acts for themself alone, and only while they sit there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import may
from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions import seats
from nhipcau.fairs.models import Device, Registration, Seating, SessionSite
from nhipcau.fairs.queries.seats import IDLE
from nhipcau.interviews.models import InterviewState
from tests.centres.factories import CentreFactory, staff
from tests.fairs.factories import STARTS, SessionSiteFactory
from tests.fairs.offline import running_site, ticket_at
from tests.interviews.factories import InterviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    return running_site()


@pytest.fixture
def clerk(site: SessionSite) -> User:
    return staff(Role.FRONT_DESK, site.centre)


@pytest.fixture
def computer(site: SessionSite, clerk: User) -> Device:
    return fairs.enrol_computer(site=site, number=7, by=clerk, now=STARTS).device


@pytest.fixture
def guest(site: SessionSite) -> Registration:
    return ticket_at(site, state="checked_in")


def acts_for(computer: Device) -> set[int]:
    """Asked anew: what a request knows of a user does not outlive it."""
    user = User.objects.get(pk=computer.user_id)
    return {one.pk for one in Registration.objects.all() if may(user, "fairs.register", one)}


def test_a_computer_acts_for_who_sits_there_and_for_nobody_after(
    computer: Device, guest: Registration, clerk: User
) -> None:
    ticket_at(guest.site, state="checked_in")
    assert acts_for(computer) == set()
    seating = seats.seat(device=computer, registration=guest, by=clerk, now=STARTS)
    assert acts_for(computer) == set()

    seats.sit_down(device=computer, now=STARTS)
    assert acts_for(computer) == {guest.pk}

    seats.be_done(seating=seating, by=clerk, now=STARTS)
    assert acts_for(computer) == set()


def test_one_person_at_a_computer_and_each_at_one(
    site: SessionSite, computer: Device, guest: Registration, clerk: User
) -> None:
    other = ticket_at(site, state="checked_in")
    second = fairs.enrol_computer(site=site, number=8, by=clerk, now=STARTS).device
    seats.seat(device=computer, registration=guest, by=clerk, now=STARTS)

    for device, person in ((computer, other), (second, guest)):
        with pytest.raises(fairs.Refused):
            seats.seat(device=device, registration=person, by=clerk, now=STARTS)

    assert Seating.objects.get().registration == guest


def test_nobody_sits_down_who_was_not_let_in(site: SessionSite, computer: Device, clerk: User) -> None:
    for person in (ticket_at(site), ticket_at(running_site(), state="checked_in", centre=site.centre)):
        with pytest.raises(fairs.Refused):
            seats.seat(device=computer, registration=person, by=clerk, now=STARTS)

    assert not Seating.objects.exists()


def test_staff_seat_their_own_people_only(site: SessionSite, computer: Device, clerk: User) -> None:
    point = SessionSiteFactory(session=site.session, centre=CentreFactory())
    theirs, guest = ticket_at(point, state="checked_in"), ticket_at(site, state="checked_in")

    for person, by in ((theirs, clerk), (guest, staff(Role.FRONT_DESK, point.centre))):
        with pytest.raises(PermissionDenied):
            seats.seat(device=computer, registration=person, by=by, now=STARTS)

    assert not Seating.objects.exists()


def test_a_number_is_on_one_computer(site: SessionSite, computer: Device, guest: Registration, clerk: User) -> None:
    seats.seat(device=computer, registration=guest, by=clerk, now=STARTS)

    again = fairs.enrol_computer(site=site, number=7, by=clerk, now=STARTS).device

    assert list(site.devices.filter(ended_at=None)) == [again]
    assert not Seating.objects.filter(ended_at=None).exists()


def test_who_walks_away_is_signed_out_but_not_in_a_talk(computer: Device, guest: Registration, clerk: User) -> None:
    seats.seat(device=computer, registration=guest, by=clerk, now=STARTS)
    seating = seats.sit_down(device=computer, now=STARTS)
    assert seating is not None
    talk = InterviewFactory(seeker=guest.seeker, talking=True)

    assert seats.touch(seating=seating, now=STARTS + IDLE)
    seating.refresh_from_db()
    type(talk).objects.filter(pk=talk.pk).update(state=InterviewState.DONE)
    assert not seats.touch(seating=seating, now=STARTS + 2 * IDLE)

    seating.refresh_from_db()
    assert (seating.end, seating.ended_at) == ("idle", STARTS + 2 * IDLE)


def test_after_an_online_talk_the_computer_is_free(computer: Device, guest: Registration, clerk: User) -> None:
    seats.seat(device=computer, registration=guest, by=clerk, now=STARTS)
    seats.sit_down(device=computer, now=STARTS)
    keys = {"seeker": guest.seeker, "occasion_id": guest.session_id, "talking": True}
    talk = InterviewFactory(**keys)
    later = STARTS + timedelta(minutes=9)

    seats.rise_after_talk(interview_id=talk.pk, now=later)
    assert Seating.objects.filter(ended_at=None).exists()
    type(talk).objects.filter(pk=talk.pk).update(room="phong")
    seats.rise_after_talk(interview_id=talk.pk, now=later)

    assert Seating.objects.get().end == "talk"
