"""Interview times where there is no network: on the door's roster, on slips and badges, on the sheet of each table."""

import json

import pytest
from django.utils.translation import override

from nhipcau.fairs.actions.roster import carry
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.fairs.papers import slip
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.result_sheets import sheets_at
from nhipcau.fairs.queries.roster import lines_of as roster_of
from nhipcau.fairs.queries.slips import badged_at, lines_of
from nhipcau.fairs.rules import offline as rules
from nhipcau.foundation.crypto import sealing
from nhipcau.interviews.models import Desk
from tests.conftest import NOON
from tests.fairs.factories import WishFactory
from tests.fairs.offline import Door, running_site
from tests.fairs.timetabling.fair import booked, desk_of, oclock, person, sent, table
from tests.interviews.factories import DeskFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
PIN = "1357924680"


@pytest.fixture
def site() -> SessionSite:
    return running_site()


def roster_line(door: Door, ticket: Registration, since: int = 0) -> dict[str, object] | None:
    """As a door opens it with the ticket; None when it did not travel."""
    carried = carry(device=door.device, since=since, seen_since=None)
    roster = ticket.session.roster
    body = carried.people.get(rules.lookup_of(ticket.code, salt=roster.salt))
    key = sealing.derived(ticket.code.encode(), salt=bytes.fromhex(roster.salt), purpose=rules.PEOPLE)
    found: dict[str, object] | None = json.loads(sealing.unseal(key, body)) if body else None
    return found


def test_the_roster_says_when_and_where_and_travels_again_when_a_time_moves(site: SessionSite) -> None:
    hall, online, other = table(site), table(site, online=True), table(site)
    one, unmoved = person(site, hall, online, other), person(site, hall)
    first = booked(one, hall, oclock(8, 15))
    booked(one, online, oclock(9))
    door = Door(site)

    said = roster_line(door, one)

    names = [brought.participation.employer.name for brought in (hall, online, other)]
    assert said is not None
    assert said["times"] == [
        ["8:15", desk_of(hall).number, 0, names[0]],
        ["9:00", desk_of(online).number, 1, names[1]],
    ]
    assert said["wishes"] == [f"{desk_of(other).number} · {names[2]}"]
    version = site.session.roster.version
    first.starts, first.ends = oclock(10), oclock(10, 15)
    first.save(update_fields=["starts", "ends"])
    moved = roster_line(door, one, since=version)
    assert moved is not None
    assert [line[0] for line in moved["times"]] == ["9:00", "10:00"]  # type: ignore[attr-defined]
    assert roster_line(door, unmoved, since=version) is None


def test_a_declined_time_and_a_draft_are_on_no_roster(site: SessionSite) -> None:
    hall, online = table(site), table(site, online=True)
    one = person(site, hall, online)
    for brought, state in ((hall, "declined"), (online, "draft")):
        time = booked(one, brought, oclock(9))
        time.state, time.because = state, "time"
        time.save(update_fields=["state", "because"])

    [line] = roster_of(site.session)

    assert line.says["times"] == []
    assert len(line.says["wishes"]) == 2


def test_times_add_little_to_what_a_door_holds(site: SessionSite) -> None:
    """Three times of everybody: about twenty bytes each, with their end, once sealed, beside the enterprises that would stand there anyway."""
    opens = [table(site) for _each in range(3)]
    people = [person(site, *opens) for _each in range(20)]

    def held() -> int:
        return sum(map(len, carry(device=Door(site).device, since=0, seen_since=None).people.values()))

    before = held()
    for minutes, one in enumerate(people):
        for hour, brought in enumerate(opens, 8):
            desk = DeskFactory(
                **occasion_of(site.session_id).keys, employer=brought.participation.employer, place=site.place
            )
            booked(one, brought, oclock(hour, minutes), desk=desk)
    assert (held() - before) / len(people) < 70


def test_who_is_found_by_name_comes_with_when_and_which_table(site: SessionSite) -> None:
    brought = table(site)
    one = person(site, brought, seeker=SeekerFactory(centre=site.centre))
    booked(one, brought, oclock(8, 15))
    door = Door(site, pin=PIN)

    carried = carry(device=door.device, since=0, seen_since=None)

    [row] = json.loads(sealing.unseal(bytes.fromhex(door.device.index_key), carried.names))
    assert row[3:] == [one.number, row[4], [["8:15", desk_of(brought).number, 0, ""]], ["8:30"], site.place.name]


def test_a_slip_leads_by_the_clock_first_then_by_the_wishes(site: SessionSite) -> None:
    dear, later, sooner = table(site), table(site), table(site, online=True)
    one = person(site, dear, later, sooner)
    booked(one, later, oclock(9, 30))
    booked(one, sooner, oclock(8))

    lines = slip.listed(lines_of(one))

    assert [line["where"] for line in lines] == [
        f"8:00 · Phòng {desk_of(sooner).number}",
        f"9:30 · Bàn {desk_of(later).number}",
        f"Bàn {desk_of(dear).number}",
    ]


def test_a_time_that_nobody_wished_for_stands_on_the_slip_too(site: SessionSite) -> None:
    suits = table(site)
    one = person(site)
    booked(one, suits, oclock(8))

    assert [(line.clock, line.employer) for line in lines_of(one)] == [("8:00", suits.participation.employer.name)]


def test_a_badge_says_the_times_in_one_line(site: SessionSite) -> None:
    hall, online = table(site), table(site, online=True)
    one, other = person(site), person(site)
    booked(one, online, oclock(9))
    booked(one, hall, oclock(8, 15))

    with override("vi"):
        badges = {row["number"]: row["times"] for row in slip.badges_of(site, badged_at(site))["people"]}

    words = f"8:15 Bàn {desk_of(hall).number} · 9:00 Phòng {desk_of(online).number}"
    assert badges == {one.number: words, other.number: ""}


def second_table(site: SessionSite, first: Desk) -> Desk:
    made: Desk = DeskFactory(
        **occasion_of(site.session_id).keys, employer=first.employer, place=site.place, number=first.number + 1
    )
    return made


def test_the_sheet_of_a_table_begins_with_who_is_booked_at_that_very_table(site: SessionSite) -> None:
    brought = table(site)
    desk = desk_of(brought)
    second = second_table(site, desk)
    late, early, waits = (person(site, brought) for _each in range(3))
    booked(late, brought, oclock(9), desk=second)
    booked(early, brought, oclock(8), desk=second)

    rows = {seat.tables[0]: [(one.clock, one.number) for one in people] for seat, people in sheets_at(site)}

    assert rows == {
        desk.number: [("", waits.number)],
        second.number: [("8:00", early.number), ("9:00", late.number), ("", waits.number)],
    }


def test_a_whole_timetable_stands_on_the_sheets_and_nobody_twice(site: SessionSite) -> None:
    brought = table(site, desks=1)
    people = [person(site, brought) for _each in range(4)]
    WishFactory(registration=people[0], session_vacancy=table(site), rank=2)
    sent(site, now=NOON)

    numbers = [
        one.number
        for seat, rows in sheets_at(site)
        for one in rows
        if seat.enterprise.endswith(brought.participation.employer.name)
    ]

    assert sorted(numbers) == sorted(one.number for one in people)
