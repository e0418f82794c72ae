"""The cockpit knows a site whose door is on line from one whose line is down, also when nobody comes."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from nhipcau.centres.models import Place, Role
from nhipcau.fairs.actions.devices import note_contact, waive_device
from nhipcau.fairs.models import Device, SessionSite
from nhipcau.fairs.queries.cockpit import SiteLine, cockpit
from tests.centres.factories import staff
from tests.fairs.factories import STARTS, RegistrationFactory, SessionSiteFactory
from tests.fairs.offline import Door
from tests.fairs.web.conftest import opened_by
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db
NOW = STARTS + timedelta(minutes=40)


@pytest.fixture
def site() -> SessionSite:
    """Open since the beginning; somebody is expected and nobody has come."""
    made: SessionSite = SessionSiteFactory(session__running=True, opened_at=STARTS)
    RegistrationFactory(site=made)
    return made


def line(site: SessionSite) -> SiteLine:
    (only,) = cockpit(site.session, now=NOW).sites
    return only


def heard(device: Device, minutes_ago: int, unsent: int = 0) -> None:
    note_contact(device=device, unsent=unsent, now=NOW - timedelta(minutes=minutes_ago))


def test_without_a_sign_of_anybody_the_site_is_quiet(site: SessionSite) -> None:
    assert (line(site).quiet, line(site).minutes) == (True, 40)


@pytest.mark.parametrize(("minutes", "quiet"), [(0, False), (9, False), (10, True)])
def test_a_door_on_line_is_a_sign_also_when_nobody_comes(site: SessionSite, minutes: int, quiet: bool) -> None:
    heard(Door(site).device, minutes)
    assert (line(site).quiet, line(site).minutes) == (quiet, minutes)


def test_a_door_that_holds_scans_and_says_nothing_makes_its_site_quiet_though_another_is_on_line(
    site: SessionSite,
) -> None:
    silent, on_line = Door(site, name="Cổng A").device, Door(site, name="Cổng B").device
    heard(on_line, 0)
    heard(silent, 15, unsent=12)
    assert (line(site).quiet, line(site).minutes, line(site).unsent) == (True, 15, 12)


def test_so_does_one_where_nobody_is_expected_any_more(site: SessionSite) -> None:
    site.registrations.update(state="checked_in")
    assert not line(site).quiet
    heard(Door(site).device, 15, unsent=1)
    assert line(site).quiet


def test_a_door_that_is_sending_is_not_silent(site: SessionSite) -> None:
    heard(Door(site).device, 1, unsent=80)
    assert (line(site).quiet, line(site).unsent) == (False, 0)


def test_a_door_somebody_closed_without_is_not_waited_for(site: SessionSite) -> None:
    door = Door(site).device
    heard(door, 15, unsent=3)
    waive_device(device=door, by=staff(Role.OPERATOR, site.session.centre), now=NOW)
    assert line(site).unsent == 0


def test_the_cockpit_says_how_many_scans_are_held(site: SessionSite) -> None:
    heard(Door(site).device, 15, unsent=12)
    with time_machine.travel(NOW, tick=False):
        page = opened_by(staff(Role.OPERATOR, site.session.centre)).get(
            reverse("fairs:cockpit", args=[site.session_id])
        )
    assert "còn giữ 12 lượt quét và đã 15 phút chưa có tin" in " ".join(page.text.split())


def talk(site: SessionSite, place: Place | None, minutes_ago: int) -> None:
    """Of somebody who sits there, with an enterprise that calls from anywhere."""
    desk = DeskFactory(online=True, occasion_id=site.session_id)
    ticket = QueueTicketFactory(desk=desk, place=place, state="called")
    InterviewFactory(desk=desk, ticket=ticket, called_at=NOW - timedelta(minutes=minutes_ago), room=f"r{ticket.pk}")


@pytest.mark.parametrize(("minutes", "quiet"), [(2, False), (10, True)])
def test_a_call_to_somebody_who_sits_there_is_a_sign_of_the_site_though_the_desk_is_online(
    site: SessionSite, minutes: int, quiet: bool
) -> None:
    talk(site, site.place, minutes)
    assert (line(site).quiet, line(site).minutes) == (quiet, minutes)


def test_a_call_to_somebody_at_home_is_a_sign_of_no_site(site: SessionSite) -> None:
    talk(site, None, 2)
    assert (line(site).quiet, line(site).minutes) == (True, 40)
