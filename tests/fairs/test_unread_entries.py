"""One entry of a door that nobody understands is kept aside, and all that came after it is taken."""

from typing import Any

import pytest

from nhipcau.fairs.actions import uploading
from nhipcau.fairs.actions.walk_ins import forget_old
from nhipcau.fairs.models import Registration, ScanEvent, UnreadEntry, WalkIn
from nhipcau.fairs.rules import offline as rules
from nhipcau.foundation.text.api import search_text
from nhipcau.seekers.models import Seeker
from tests.fairs.factories import STARTS
from tests.fairs.offline import Door, running_site, ticket_at
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
CODE = "a" * 64


@pytest.fixture
def door(db: None) -> Door:
    return Door(running_site())


@pytest.mark.parametrize(
    "said",
    [
        {"lookup": "a" * 63 + "\0"},
        {"lookup": "a" * 63 + "\ud800"},
        {"lookup": CODE, "at": -99_999_999_999_999},
        {"lookup": CODE, "at": 1e400},
        {"lookup": CODE, "seq": 1e400},
        {"lookup": "a" * 65},
    ],
    ids=str,
)
def test_a_scan_that_nobody_understands_is_kept_aside_and_the_next_arrives(door: Door, said: dict[str, Any]) -> None:
    good = door.scan(ticket_at(door.device.site))
    bad = {"id": "00000000-0000-7000-8000-000000000001", "seq": 0, "kind": "scan", "at": 1_800_000_000_000} | said

    for _time in range(2):
        taken = door.upload(bad, good)

    assert (taken.ids, taken.bad) == ([good["id"]], [bad["id"]])
    assert ScanEvent.objects.get().registration is not None
    assert UnreadEntry.objects.count() == 1


@pytest.mark.parametrize(("at", "offset"), [(253_402_300_799_000, 3 * 10**12), (-62_135_596_800_000, -3 * 10**12)])
def test_a_clock_beyond_all_years_is_put_at_the_edge_of_the_day(door: Door, at: int, offset: int) -> None:
    event = door.scan(ticket_at(door.device.site)) | {"at": at, "offset": offset}

    assert door.upload(event).ids == [event["id"]]

    session = door.device.session
    edge = session.ends + rules.KEPT_AFTER if offset > 0 else session.starts - rules.EARLIEST_SCAN
    assert ScanEvent.objects.get().scanned_at == edge


@pytest.mark.parametrize("born", ["1990-02-31", "1960-00-00", "2023-02-29", "3000", "19²0", "", "9" * 5000])
def test_whoever_has_no_day_of_birth_that_can_be_is_in_and_is_asked(door: Door, born: str) -> None:
    good = door.scan(ticket_at(door.device.site))

    taken = door.upload(door.walk_in(5, born=born, born_typed="31/2/1990"), good)

    assert (len(taken.ids), taken.bad) == (2, [])
    asked = WalkIn.objects.get()
    assert (asked.asks, asked.birth_year, asked.birth_typed) == (["birth"], None, "31/2/1990")
    assert Registration.objects.count() == 1  # that of the ticket: a file waits for the day of birth


def test_without_a_day_of_birth_the_same_name_is_somebody_perhaps_known(door: Door) -> None:
    SeekerFactory(centre=door.device.site.centre, full_name="Vãng Lai", search=search_text("Vãng Lai"))

    door.upload(door.walk_in(born=""))

    assert WalkIn.objects.get().asks == ["birth", "known"]


@pytest.mark.parametrize(
    "said", [{"name": "Vãng\0 Lai"}, {"name": "\ud800Vãng Lai"}, {"phone": "09\u000012345678"}], ids=str
)
def test_what_no_text_may_hold_is_left_out_of_names_and_phones(door: Door, said: dict[str, Any]) -> None:
    assert door.upload(door.walk_in(**said)).bad == []

    assert Seeker.objects.get().full_name == "Vãng Lai"


@pytest.mark.parametrize("number", [1e400, "x", None, -1])
def test_an_impossible_number_is_kept_aside_with_the_name_that_staff_can_read(door: Door, number: Any) -> None:
    good = door.scan(ticket_at(door.device.site))

    taken = door.upload(door.walk_in(number=number), good)

    assert (taken.ids, len(taken.bad)) == ([good["id"]], 1)
    [kept] = uploading.unread_of(device=door.device, by=door.by, now=STARTS)
    assert kept["says"] is not None
    assert kept["says"]["name"] == "Vãng Lai"


def test_a_fault_of_ours_with_one_entry_stops_none_of_the_others(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong with it: here the file cannot be made for a reason nobody foresaw."""
    good = door.scan(ticket_at(door.device.site))
    monkeypatch.setattr("nhipcau.fairs.rules.offline.read_birth", lambda typed: 1 / 0)

    taken = door.upload(door.walk_in(), good)

    assert (taken.ids, len(taken.bad)) == ([good["id"]], 1)
    assert UnreadEntry.objects.count() == 1


def test_entries_that_nobody_understood_are_forgotten_after_a_month(door: Door) -> None:
    door.upload("nonsense", now=STARTS)

    forget_old(now=STARTS + rules.DECIDED_WITHIN)
    assert UnreadEntry.objects.count() == 1
    forget_old(now=STARTS + rules.DECIDED_WITHIN * 1.01)

    assert not UnreadEntry.objects.exists()
