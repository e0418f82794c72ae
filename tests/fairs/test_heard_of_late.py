"""Whoever a device let in is here, whatever became of their ticket or of the officer's role meanwhile."""

from datetime import timedelta

import pytest

from nhipcau.centres.models import StaffRole
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Registration, RegistrationState, SessionSite, WalkIn
from nhipcau.foundation.text.api import search_text
from nhipcau.interviews.models import QueueTicket
from tests.fairs.factories import STARTS, WishFactory
from tests.fairs.offline import Door, running_site, ticket_at
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
FOUR_HOURS_ON = STARTS + timedelta(hours=4)


@pytest.fixture
def site() -> SessionSite:
    return running_site()


def test_a_walk_in_who_turns_out_to_be_said_not_to_have_come_is_here(site: SessionSite) -> None:
    door = Door(site)
    known = SeekerFactory(
        centre=site.centre, full_name="Vãng Lai", search=search_text("Vãng Lai"), birth_date="1990-05-02"
    )
    ticket = ticket_at(site, seeker=known, state=RegistrationState.NO_SHOW)
    door.upload(door.walk_in(10))

    fairs.decide_walk_in(walk_in=WalkIn.objects.get(), same_as=known, by=door.by, now=FOUR_HOURS_ON)

    ticket.refresh_from_db()
    assert Registration.objects.get() == ticket
    assert (ticket.state, ticket.attendance.first_at) == ("checked_in", STARTS + timedelta(minutes=10))


@pytest.mark.parametrize("in_office", [True, False])
def test_a_scan_of_an_officer_who_has_left_still_counts_and_the_desk_puts_them_in_line(
    site: SessionSite, in_office: bool
) -> None:
    door, ticket = Door(site), ticket_at(site)
    meets = {"participation__session": site.session, "participation__site": site, "participation__state": "present"}
    WishFactory(registration=ticket, **{f"session_vacancy__{name}": value for name, value in meets.items()})
    event = door.scan(ticket, 20)
    if not in_office:
        StaffRole.objects.filter(user=door.by).delete()

    assert door.upload(event).ids == [event["id"]]

    ticket.refresh_from_db()
    assert ticket.state == "checked_in"
    assert QueueTicket.objects.filter(seeker=ticket.seeker).exists() is in_office
