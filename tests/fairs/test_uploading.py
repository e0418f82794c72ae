"""What a door did without network becomes the same attendance, in whatever order and however often it arrives."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.devices import note_contact
from nhipcau.fairs.actions.walk_ins import forget_old
from nhipcau.fairs.models import Attendance, Registration, ScanEvent, SessionSite, WalkIn
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.text.api import search_text
from nhipcau.interviews.models import QueueTicket
from nhipcau.seekers.models import Seeker
from tests.centres.factories import CentreFactory, staff
from tests.fairs.factories import ENDS, STARTS, SessionSiteFactory, WishFactory
from tests.fairs.offline import Door, running_site, ticket_at
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db
FOUR_HOURS_ON = STARTS + timedelta(hours=4)


@pytest.fixture
def site() -> SessionSite:
    return running_site()


@pytest.fixture
def door(site: SessionSite) -> Door:
    return Door(site)


def attendance_of(site: SessionSite) -> list[tuple[Any, ...]]:
    there = Attendance.objects.filter(registration__session=site.session).order_by("registration_id")
    states = dict(Registration.objects.filter(session=site.session).values_list("pk", "state"))
    return [(one.registration_id, one.site_id, one.first_at, one.last_at, states[one.registration_id]) for one in there]


def arriving(door: Door, event: Any, now: datetime) -> None:
    door.upload(event, now=now)


def going_home(ticket: Registration, now: datetime) -> None:
    fairs.go_home(registration=ticket, by=seeker_user(ticket.seeker), now=now)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_repetition_and_delay_gives_the_same_attendance(site: SessionSite, data: st.DataObject) -> None:
    """Two doors at two sites, three people who may go home, clocks that are wrong; the answer is counted by hand."""
    with transaction.atomic():
        point = SessionSiteFactory(session=site.session)
        doors, people = [Door(site), Door(point, name="Cửa 2")], [ticket_at(site) for _n in range(3)]
        moment = st.tuples(
            st.integers(0, 1), st.integers(0, 2), st.integers(0, 200), st.integers(-9_000_000, 9_000_000)
        )
        scans = data.draw(st.lists(moment, min_size=1, max_size=7))
        sent = [(which, doors[which].scan(people[who], at, offset=offset)) for which, who, at, offset in scans]
        late = [data.draw(st.lists(st.integers(0, 300), min_size=1, max_size=3)) for _scan in scans]
        news: list[tuple[int, Callable[[datetime], Any]]] = []
        for (which, event), (_w, _who, at, _offset), delays in zip(sent, scans, late, strict=True):
            news += [(at + delay, partial(arriving, doors[which], event)) for delay in delays]
        homes = data.draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 200)), max_size=4))
        news += [(at, partial(going_home, people[who])) for who, at in homes]
        for at, happens in sorted(data.draw(st.permutations(news)), key=lambda one: one[0]):
            happens(STARTS + timedelta(minutes=at))

        expected = []
        for who, person in enumerate(people):
            mine = sorted((STARTS + timedelta(minutes=at), (site, point)[w].pk) for w, p, at, _o in scans if p == who)
            gone = max((STARTS + timedelta(minutes=at) for p, at in homes if p == who), default=STARTS - timedelta(1))
            if mine:
                state = "left" if gone >= mine[-1][0] else "checked_in"
                expected.append((person.pk, mine[0][1], mine[0][0], mine[-1][0], state))
        assert attendance_of(site) == sorted(expected)
        assert ScanEvent.objects.filter(session=site.session).count() == len(scans)
        transaction.set_rollback(True)


def test_a_scan_is_kept_with_what_the_device_said_of_it(site: SessionSite, door: Door) -> None:
    ticket = ticket_at(site)

    taken = door.upload(event := door.scan(ticket, 12, offset=90_000), unsent=3)

    scan = ScanEvent.objects.get()
    assert taken.ids == [event["id"]]
    assert (scan.registration, scan.device, scan.device_seq) == (ticket, door.device, 1)
    assert (scan.clock_offset, scan.scanned_at) == (90_000, STARTS + timedelta(minutes=12))
    assert scan.received_at == FOUR_HOURS_ON
    door.device.refresh_from_db()
    assert (door.device.unsent, door.device.last_contact_at) == (3, FOUR_HOURS_ON)


def test_whoever_comes_late_out_of_the_device_stands_where_they_would_have_stood(site: SessionSite, door: Door) -> None:
    ticket = ticket_at(site)
    wish = WishFactory(registration=ticket)
    before, after = ticket_at(site), ticket_at(site)
    for other, minutes in ((before, 5), (after, 30)):
        WishFactory(registration=other, session_vacancy=wish.session_vacancy)
        fairs.check_in(
            session=site.session, site=site, code=other.code, by=door.by, now=STARTS + timedelta(minutes=minutes)
        )

    door.upload(door.scan(ticket, 10))

    queue = QueueTicket.objects.order_by("position").values_list("seeker_id", "joined_at")
    assert [seeker for seeker, _at in queue] == [before.seeker_id, ticket.seeker_id, after.seeker_id]
    assert queue[1][1] == STARTS + timedelta(minutes=10)


def test_scans_after_the_close_turn_a_no_show_into_a_guest(site: SessionSite, door: Door) -> None:
    ticket, operator = ticket_at(site), staff(Role.OPERATOR, site.centre)
    event = door.scan(ticket, 20)
    fairs.begin_closing(session=site.session, by=operator, now=ENDS)
    note_contact(device=door.device, unsent=1, now=ENDS)
    fairs.waive_device(device=door.device, by=operator, now=ENDS)
    fairs.close_session(session=site.session, by=operator, now=ENDS)
    ticket.refresh_from_db()
    assert ticket.state == "no_show"

    door.upload(event, now=ENDS + timedelta(hours=2))

    ticket.refresh_from_db()
    assert (ticket.state, ticket.attendance.first_at) == ("checked_in", STARTS + timedelta(minutes=20))
    assert not QueueTicket.objects.exists()


def test_an_unknown_code_is_kept_and_is_nobody(site: SessionSite, door: Door) -> None:
    event = door.scan("0000000000000000")

    assert door.upload(event, event).ids == [event["id"], event["id"]]

    assert ScanEvent.objects.get().code_hash == event["lookup"]
    assert not Attendance.objects.exists()


def test_a_cancelled_ticket_makes_no_attendance(site: SessionSite, door: Door) -> None:
    ticket = ticket_at(site)
    event = door.scan(ticket)
    Registration.objects.filter(pk=ticket.pk).update(state="cancelled")

    door.upload(event)

    assert not Attendance.objects.exists()
    ticket.refresh_from_db()
    assert ticket.state == "cancelled"


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        "scan",
        {},
        {"id": "x", "seq": 1, "kind": "scan", "at": 1, "lookup": "a" * 64},
        {"id": "00000000-0000-7000-8000-000000000001", "seq": 1, "kind": "in", "at": 1, "lookup": "a" * 64},
        {"id": "00000000-0000-7000-8000-000000000001", "seq": 1, "kind": "scan", "at": 1, "lookup": "a"},
        {"id": "00000000-0000-7000-8000-000000000001", "seq": -1, "kind": "scan", "at": 1, "lookup": "a" * 64},
        {"id": "00000000-0000-7000-8000-000000000001", "seq": 1, "kind": "scan", "at": 10**30, "lookup": "a" * 64},
        {"id": "00000000-0000-7000-8000-000000000001", "seq": 1, "kind": "walk_in", "at": 1, "person": {"from": "?"}},
    ],
)
def test_what_cannot_be_read_stops_nothing_else(site: SessionSite, door: Door, event: Any) -> None:
    ticket = ticket_at(site)
    good = door.scan(ticket)

    taken = door.upload(event, good)

    assert taken.ids == [good["id"]]
    assert len(taken.bad) == 1
    assert ScanEvent.objects.get().registration == ticket


def test_two_people_under_one_id_are_both_there(site: SessionSite, door: Door) -> None:
    first, second = door.scan(ticket_at(site)), door.scan(ticket_at(site))

    door.upload(first, second | {"id": first["id"]})

    assert Attendance.objects.count() == 2


def test_a_walk_in_keeps_the_number_and_the_hour(site: SessionSite, door: Door) -> None:
    event = door.walk_in(30, name="Nguyễn Thị Thu Hường", sex="female", phone="0912 345 678")

    for _time in range(2):
        assert door.upload(event).ids == [event["id"]]

    ticket = Registration.objects.get()
    assert (ticket.seeker.full_name, ticket.channel, ticket.state) == ("Nguyễn Thị Thu Hường", "walk_in", "checked_in")
    assert ticket.number == door.device.first_number
    assert ticket.attendance.first_at == STARTS + timedelta(minutes=30)
    walk_in = WalkIn.objects.get()
    assert (walk_in.registration, walk_in.full_name, walk_in.phone) == (ticket, "", "")
    assert Seeker.objects.count() == 1


def test_whoever_may_be_known_waits_for_a_person(site: SessionSite, door: Door) -> None:
    known = SeekerFactory(
        centre=site.centre, full_name="Vãng Lai", search=search_text("Vãng Lai"), birth_date="1990-05-02"
    )

    door.upload(door.walk_in())

    walk_in = WalkIn.objects.get()
    assert (walk_in.state, walk_in.asks) == ("asks", ["known"])
    assert not Registration.objects.exists()
    fairs.decide_walk_in(walk_in=walk_in, same_as=known, by=door.by, now=FOUR_HOURS_ON)
    assert Registration.objects.get().seeker == known


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ({"born": "1990"}, ["birth"]),
        ({"sex": ""}, ["sex"]),
        ({"agreed": False}, ["agreement"]),
        ({"name": "Hai 2"}, ["full_name"]),
        ({"phone": "12"}, ["phone"]),
    ],
)
def test_what_is_missing_is_asked_and_nobody_is_lost(
    site: SessionSite, door: Door, said: dict[str, Any], asks: list[str]
) -> None:
    door.upload(door.walk_in(**said))

    assert WalkIn.objects.get().asks == asks
    assert not Seeker.objects.exists()


def test_about_whom_nobody_decides_for_a_month_is_forgotten(site: SessionSite, door: Door) -> None:
    door.upload(door.walk_in(born="1990"))

    assert forget_old(now=FOUR_HOURS_ON + timedelta(days=29)) == 0
    assert forget_old(now=FOUR_HOURS_ON + timedelta(days=31)) == 1

    assert not WalkIn.objects.exists()


def test_a_walk_in_with_a_number_of_another_door_is_not_taken(site: SessionSite, door: Door) -> None:
    event = door.walk_in(number=(door.device.last_number or 0) + 1)

    assert door.upload(event).bad == [event["id"]]
    assert not WalkIn.objects.exists()


def test_staff_of_another_centre_decide_about_nobody(site: SessionSite, door: Door) -> None:
    door.upload(door.walk_in(born="1990"))

    with pytest.raises(PermissionDenied):
        fairs.decide_walk_in(
            walk_in=WalkIn.objects.get(), by=staff(Role.FRONT_DESK, CentreFactory()), now=FOUR_HOURS_ON
        )

    assert not Registration.objects.exists()


def test_the_books_say_when_they_came_and_when_we_heard_of_it(site: SessionSite, door: Door) -> None:
    door.upload(door.scan(ticket_at(site), 5))

    line = AuditRecord.objects.get(action="registration.check_in")
    assert line.at == FOUR_HOURS_ON
    assert line.details["device"] == door.device.pk
