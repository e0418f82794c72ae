"""What a door device asks over the wire, the page of devices, and the people who were written down in doubt."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.fairs.models import Attendance, Device, Registration, ScanEvent, SessionSite, WalkIn
from tests.fairs.factories import ENDS, SessionSiteFactory
from tests.fairs.offline import Door, ticket_at
from tests.fairs.web.conftest import cost_of, named, opened_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(hall: SessionSite) -> Door:
    return Door(hall)


def said(name: str, door: Door | str, body: Any) -> Any:
    headers = {"X-Door": door if isinstance(door, str) else door.token}
    address = reverse(f"fairs:door-{name}")
    return Client(enforce_csrf_checks=True).post(
        address, json.dumps(body), content_type="application/json", headers=headers
    )


def test_one_scan_is_answered_at_once_and_counted_once(hall: SessionSite, door: Door) -> None:
    ticket = named("Nguyễn Thị Thu Hường", hall, number=12)
    event = door.scan(ticket)

    first = said("ask", door, {"event": event, "code": ticket.code}).json()
    again = said("send", door, {"events": [event], "unsent": 0}).json()
    later = said("ask", door, {"event": door.scan(ticket, 5), "code": ticket.code}).json()

    assert (first["kind"], first["name"], first["number"]) == ("welcome", "Nguyễn Thị Thu Hường", 12)
    assert again["taken"] == [event["id"]]
    assert (later["kind"], later["gate"]) == ("already", hall.place.name)
    assert ScanEvent.objects.count() == 2


def test_a_ticket_of_another_fair_is_taken_over_with_one_tap(hall: SessionSite, door: Door) -> None:
    other = named("Lê Thị Hoa", SessionSiteFactory())

    found = said("ask", door, {"event": door.scan(other), "code": other.code}).json()
    assert (found["kind"], found["name"]) == ("other", "Lê Thị Hoa")
    taken = said("transfer", door, {"code": other.code}).json()

    assert taken["kind"] == "welcome"
    assert Registration.objects.get(session=hall.session).state == "checked_in"


@pytest.mark.parametrize("name", ["sync", "send", "ask", "transfer"])
def test_who_is_no_living_door_gets_nothing_and_changes_nothing(hall: SessionSite, door: Door, name: str) -> None:
    """A wrong token, none, an ended door, one that is over, and a computer: all the same answer."""
    ticket = named("Nguyễn Thị Thu Hường", hall)
    body = {"event": door.scan(ticket), "events": [door.scan(ticket)], "code": ticket.code, "unsent": 3}
    before = Device.objects.values("last_contact_at", "unsent").get()
    ended, over = Door(hall), Door(hall)
    Device.objects.filter(pk=ended.device.pk).update(ended_at=ENDS)
    Device.objects.filter(pk=over.device.pk).update(ends_at=ENDS - timedelta(days=30))

    answers = [said(name, token, body) for token in ("", "x" * 43, ended.token, over.token)]

    assert {answer.status_code for answer in answers} == {403}
    assert {answer.content for answer in answers} == {b'{"ended": true}'}
    assert not ScanEvent.objects.exists()
    assert not Attendance.objects.exists()
    assert Device.objects.filter(pk=door.device.pk).values("last_contact_at", "unsent").get() == before


def test_a_door_of_another_centre_learns_no_name_of_ours(hall: SessionSite) -> None:
    """It may hold our sealed lines, for our people may stand before it; without the ticket it reads nothing."""
    ours = named("Nguyễn Thị Thu Hường", hall)
    theirs = Door(SessionSiteFactory(session=hall.session), pin="chim-lac-2026")

    answer = said("sync", theirs, {"since": 0, "unsent": 0})

    assert len(answer.json()["people"]) == 1
    assert "Hường" not in answer.text
    assert ours.code not in answer.text


@pytest.mark.parametrize("body", ["[]", "null", "x", "{"])
def test_what_is_no_message_is_refused(door: Door, body: str) -> None:
    answer = Client().post(
        reverse("fairs:door-send"), body, content_type="application/json", headers={"X-Door": door.token}
    )
    assert answer.status_code == 400


def test_the_page_that_is_kept_is_the_same_for_everybody(desk: Client) -> None:
    address = reverse("fairs:offline-door")
    assert desk.get(address).content == Client().get(address).content
    worker = Client().get(reverse("fairs:door-worker"))
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert address in worker.text


@pytest.mark.parametrize("page", ["devices", "walk-ins", "computers"])
def test_pages_of_a_site_cost_the_same_for_one_or_many(desk: Client, hall: SessionSite, page: str) -> None:
    address = reverse(f"fairs:{page}", args=[hall.pk])

    def more() -> int:
        door = Door(hall)
        door.upload(door.walk_in(born="1990"))
        desk.post(reverse("fairs:devices", args=[hall.pk]), {"kind": "kiosk", "number": str(Device.objects.count())})
        client = opened_by(door.by)
        return cost_of(client, address)

    first = more()
    more()
    assert more() - first <= (2 if page == "walk-ins" else 0)  # each person in doubt is looked up by name and phone


def test_a_browser_becomes_a_door_and_the_token_is_shown_once(desk: Client, hall: SessionSite) -> None:
    address = reverse("fairs:devices", args=[hall.pk])

    made = desk.post(address, {"name": "Cửa 2", "pin": ""})

    token = made.context["enrolled"].token
    assert f'data-token="{token}"' in made.text
    assert made.headers["Cache-Control"] == "no-store"
    assert token not in desk.get(address).text


def test_a_file_of_scans_comes_in_also_after_the_door_ended(desk: Client, hall: SessionSite, door: Door) -> None:
    event = door.scan(ticket_at(hall))
    Device.objects.update(ended_at=ENDS)
    address = reverse("fairs:bring-scans", args=[door.device.pk])

    for _time in range(2):
        body = json.dumps({"events": [event]}).encode()
        desk.post(address, {"file": SimpleUploadedFile("cua.json", body)})
    desk.post(address, {"file": SimpleUploadedFile("anh.png", b"\x89PNG")})

    assert ScanEvent.objects.count() == 1


def test_somebody_in_doubt_is_decided_by_a_person(desk: Client, hall: SessionSite, door: Door) -> None:
    known = named("Vãng Lai", SessionSiteFactory(centre=hall.centre)).seeker
    type(known).objects.filter(pk=known.pk).update(birth_date="1990-05-02")
    door.upload(door.walk_in(), door.walk_in(1, number=(door.device.first_number or 0) + 1, name="Ai Đó", born="1991"))
    first, second = WalkIn.objects.order_by("number")
    page = desk.get(reverse("fairs:walk-ins", args=[hall.pk]))
    assert [row["known"] for row in page.context["rows"]] == [[known], []]

    desk.post(reverse("fairs:decide-walk-in", args=[first.pk]), {"seeker": known.pk})
    wrong = desk.post(reverse("fairs:decide-walk-in", args=[second.pk]), {})
    desk.post(reverse("fairs:decide-walk-in", args=[second.pk]), {"birth_date": "1/2/1991"})

    assert "Hãy ghi ngày sinh." in wrong.text
    here = {one.number: one.seeker.full_name for one in Registration.objects.filter(session=hall.session)}
    assert here == {first.number: "Vãng Lai", second.number: "Ai Đó"}
