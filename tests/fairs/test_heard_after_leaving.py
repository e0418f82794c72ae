"""Who went home, and scans of them that arrive late: whenever we hear of it, the person is in or gone all the same."""

from datetime import timedelta

import pytest

from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.interviews.models import QueueTicket
from tests.fairs.factories import STARTS, WishFactory
from tests.fairs.offline import Door, running_site, ticket_at
from tests.seekers.factories import seeker_user

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def site() -> SessionSite:
    return running_site()


@pytest.fixture
def door(site: SessionSite) -> Door:
    return Door(site)


@pytest.mark.parametrize("delay", [1, 5, 30, 240])
def test_who_went_home_and_is_scanned_again_is_back_however_late_we_hear_of_it(
    site: SessionSite, door: Door, delay: int
) -> None:
    ticket = WishFactory(registration=ticket_at(site)).registration
    door.upload(door.scan(ticket, 10), now=STARTS + timedelta(minutes=10))
    fairs.go_home(registration=ticket, by=seeker_user(ticket.seeker), now=STARTS + timedelta(minutes=60))

    door.upload(door.scan(ticket, 90), now=STARTS + timedelta(minutes=90 + delay))

    ticket.refresh_from_db()
    waits = QueueTicket.objects.get(state="waiting")
    assert (ticket.state, waits.joined_at) == ("checked_in", STARTS + timedelta(minutes=90))


@pytest.mark.parametrize("kind", ["scan", "walk_in"])
def test_a_scan_from_before_they_went_home_that_comes_late_does_not_bring_them_back(
    site: SessionSite, door: Door, kind: str
) -> None:
    """A minute after they said so, which is well within what a door without network takes."""
    door.upload(door.walk_in(10) if kind == "walk_in" else door.scan(ticket_at(site), 10), now=STARTS + MINUTE * 10)
    ticket = Registration.objects.get()
    earlier = door.scan(ticket, 59)
    fairs.go_home(registration=ticket, by=seeker_user(ticket.seeker), now=STARTS + MINUTE * 60)

    door.upload(earlier, now=STARTS + MINUTE * 61)

    ticket.refresh_from_db()
    assert (ticket.state, ticket.attendance.last_at) == ("left", STARTS + MINUTE * 59)


def test_whoever_left_before_we_heard_that_they_came_stands_in_no_queue(site: SessionSite, door: Door) -> None:
    ticket = WishFactory(registration=ticket_at(site)).registration
    fairs.go_home(registration=ticket, by=seeker_user(ticket.seeker), now=STARTS + MINUTE * 60)

    door.upload(door.scan(ticket, 10))

    ticket.refresh_from_db()
    assert (ticket.state, ticket.attendance.first_at) == ("left", STARTS + MINUTE * 10)
    assert not QueueTicket.objects.exists()
