"""Who goes to a meeting point and comes back to the hall stands there in line where they stood."""

from datetime import datetime

import pytest

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.registering import change_wishes
from nhipcau.fairs.models import Registration, SessionSite, SessionVacancy
from nhipcau.interviews.actions.sweeping import close_occasion
from nhipcau.interviews.models import QueueTicket
from nhipcau.interviews.queries.queue import queue_of
from nhipcau.interviews.rules.states import said_of
from tests.centres.factories import staff
from tests.fairs.offline import Door
from tests.fairs.timetabling.fair import hall, oclock, operator_of, other_site, person, table

pytestmark = pytest.mark.django_db
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


def test_the_place_at_the_hall_is_kept_for_who_goes_to_a_meeting_point_and_comes_back(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    at_hall = staff(Role.FRONT_DESK, site.centre)
    one, behind = person(site, here), person(site, here)
    let_in(one, site, at_hall)
    let_in(behind, site, at_hall, now=oclock(7, 50))
    let_in(one, point, clerk, now=oclock(8))
    mine = QueueTicket.objects.get(seeker=one.seeker)
    assert (mine.state, said_of(mine)) == ("left", "Chỗ của bạn được giữ đến khi bạn quay lại nơi đó")

    let_in(one, site, at_hall, now=oclock(8, 30))

    mine = QueueTicket.objects.get(seeker=one.seeker)
    assert (mine.state, mine.place, mine.joined_at, mine.ended_at) == ("waiting", site.place, ARRIVES, None)
    line = queue_of(mine.occasion, mine.employer_id, now=oclock(8, 31))
    assert [ticket.seeker for ticket in line] == [one.seeker, behind.seeker]


def test_a_wish_taken_back_meanwhile_gives_the_kept_place_up(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    at_hall = staff(Role.FRONT_DESK, site.centre)
    one = person(site, here)
    let_in(one, site, at_hall)
    let_in(one, point, clerk, now=oclock(8))

    change_wishes(registration=one, wishes=[], by=one.seeker.account, now=oclock(8, 10))
    let_in(one, site, at_hall, now=oclock(8, 30))

    mine = QueueTicket.objects.get()
    assert (mine.state, said_of(mine)) == ("left", "Đã rời hàng chờ")


def test_nobody_stands_in_line_again_after_the_day_is_closed(
    site: SessionSite, point: SessionSite, here: SessionVacancy
) -> None:
    """The last door sends its scans late."""
    one, doors = person(site, here), [Door(site), Door(point, name="Cửa 2")]
    first, second, back = doors[0].scan(one, 10), doors[1].scan(one, 50), doors[0].scan(one, 80)
    doors[0].upload(first)
    doors[1].upload(second)
    mine = QueueTicket.objects.get()
    close_occasion(occasion=mine.occasion, by=operator_of(site), now=oclock(11, 30))

    doors[0].upload(back)

    mine.refresh_from_db()
    one.refresh_from_db()
    assert (mine.state, said_of(mine), one.site) == ("left", "Đã rời hàng chờ", site)


def test_who_joined_again_online_meanwhile_has_one_place(
    site: SessionSite, point: SessionSite, clerk: User, here: SessionVacancy
) -> None:
    at_hall = staff(Role.FRONT_DESK, site.centre)
    one = person(site, here)
    let_in(one, site, at_hall)
    let_in(one, point, clerk, now=oclock(8))
    here.participation.online = True
    here.participation.save(update_fields=["online"])

    third = other_site(site, computers=2)
    let_in(one, third, staff(Role.FRONT_DESK, third.centre), now=oclock(8, 20))
    let_in(one, site, at_hall, now=oclock(8, 30))

    assert [ticket.state for ticket in QueueTicket.objects.all()] == ["waiting"]
