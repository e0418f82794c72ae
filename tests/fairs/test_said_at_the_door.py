"""At a door without network somebody from another site says whether they stay or go over: kept, and counted once."""

from itertools import permutations
from typing import Any

import pytest

from nhipcau.fairs.actions.appointing import confirm
from nhipcau.fairs.models import Appointment, Registration, ScanEvent, SessionSite, SessionVacancy
from nhipcau.fairs.queries.elsewhere import to_ask
from tests.fairs.offline import Door
from tests.fairs.timetabling.fair import booked, hall, oclock, other_site, person, table

pytestmark = pytest.mark.django_db
A = Appointment.State
EVENING = oclock(11)


@pytest.fixture
def site() -> SessionSite:
    return hall(running=True)


@pytest.fixture
def point(site: SessionSite) -> SessionSite:
    return other_site(site, computers=3)


@pytest.fixture
def here(site: SessionSite) -> SessionVacancy:
    return table(site)


@pytest.fixture
def one(site: SessionSite, here: SessionVacancy) -> Registration:
    """With a confirmed time at the hall, at 11:15."""
    one = person(site, here)
    booked(one, here, oclock(11, 15))
    confirm(registration=one, by=one.seeker.account, now=oclock(7, 31))
    return one


def known(one: Registration) -> tuple[Any, ...]:
    one.refresh_from_db()
    time = one.appointments.get()
    return time.state, time.because, one.goes_over_at is not None


def ways(one: Registration) -> list[str]:
    return list(ScanEvent.objects.filter(registration=one).order_by("scanned_at").values_list("way", flat=True))


@pytest.mark.parametrize("order", list(permutations(range(2))))
@pytest.mark.parametrize(
    ("says", "then"), [("stays", (A.WITHDRAWN, "elsewhere", False)), ("goes", (A.CONFIRMED, "", True))]
)
def test_the_answer_counts_whether_it_arrives_before_the_scan_or_after_it_and_again(
    point: SessionSite, one: Registration, says: str, then: tuple[Any, ...], order: tuple[int, ...]
) -> None:
    door = Door(point)
    events = [door.scan(one, 10), door.scan(one, 11, kind=says)]

    for at in order:
        door.upload(events[at], now=EVENING)
    door.upload(*events, now=EVENING)

    assert known(one) == then
    assert ways(one) == ["scan", says]
    assert list(to_ask(point, now=EVENING)) == []


def test_the_last_word_counts(point: SessionSite, one: Registration) -> None:
    door = Door(point)
    scan, goes, stays = door.scan(one, 10), door.scan(one, 11, kind="goes"), door.scan(one, 12, kind="stays")

    door.upload(scan, goes, now=EVENING)
    door.upload(stays, now=EVENING)
    assert known(one)[:2] == (A.WITHDRAWN, "elsewhere")


def test_what_was_said_at_a_site_that_they_have_left_is_kept_and_changes_nothing(
    site: SessionSite, point: SessionSite, one: Registration
) -> None:
    doors = [Door(site), Door(point, name="Cửa 2")]
    scan, stays, back = doors[1].scan(one, 10), doors[1].scan(one, 11, kind="stays"), doors[0].scan(one, 60)

    doors[0].upload(back, now=EVENING)
    doors[1].upload(scan, stays, now=EVENING)

    assert known(one) == (A.CONFIRMED, "", False)
    assert one.site == site
    assert ways(one) == ["scan", "stays", "scan"]


def test_an_answer_about_a_ticket_that_nobody_knows_is_kept_too(point: SessionSite, one: Registration) -> None:
    door = Door(point)

    taken = door.upload(door.scan("0" * 16, 10, kind="stays"), now=EVENING)

    assert (len(taken.ids), taken.bad) == (1, [])
    assert ScanEvent.objects.get().registration is None
    assert known(one) == (A.CONFIRMED, "", False)
