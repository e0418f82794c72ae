"""What a door sends and nobody understands: the answer over the wire, the pages that say so, the file, the import."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.models import ScanEvent, SessionSite, UnreadEntry, WalkIn
from nhipcau.foundation.audit.models import AuditRecord
from tests.centres.factories import CentreFactory, staff
from tests.fairs.offline import Door, ticket_at
from tests.fairs.web.conftest import opened_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(hall: SessionSite) -> Door:
    return Door(hall)


def sent(door: Door, name: str, body: str) -> int:
    address, headers = reverse(f"fairs:door-{name}"), {"X-Door": door.token}
    return Client().post(address, body, content_type="application/json", headers=headers).status_code


@pytest.mark.parametrize("name", ["sync", "send", "ask", "transfer"])
@pytest.mark.parametrize(
    "body",
    [
        '{"since": 1, "seen": 9007199254740991, "unsent": 0}',
        "[" * 100_000,
        '{"events": ' + "[" * 900 + "]" * 900 + "}",
        '{"event": {"id": "\\u0000"}, "code": "\\ud800"}',
        '{"since": 1e999}',
    ],
    ids=["year", "deep", "deeper", "halves", "endless"],
)
def test_no_message_however_odd_breaks_the_server(door: Door, name: str, body: str) -> None:
    assert sent(door, name, body) in {200, 400}


def test_the_door_is_told_that_it_need_not_send_it_again(door: Door) -> None:
    good = door.scan(ticket_at(door.device.site))
    bad = door.scan("0000000000000000") | {"lookup": "\0"}
    body = json.dumps({"events": [bad, good], "unsent": 0})

    answer = (
        Client()
        .post(reverse("fairs:door-send"), body, content_type="application/json", headers={"X-Door": door.token})
        .json()
    )

    assert sorted(answer["taken"]) == sorted([good["id"], bad["id"]])
    assert answer["bad"] == [bad["id"]]


def test_staff_see_how_many_and_save_them(desk: Client, hall: SessionSite, door: Door) -> None:
    door.upload(door.walk_in(number="x"), "nonsense")
    operator = opened_by(staff(Role.OPERATOR, hall.centre))

    for page, client in (("devices", desk), ("cockpit", operator)):
        key = hall.pk if page == "devices" else hall.session_id
        assert "2 mục của cửa này không đọc được" in client.get(reverse(f"fairs:{page}", args=[key])).text
    found = json.loads(desk.post(reverse("fairs:save-unread", args=[door.device.pk])).content)

    assert [one["says"] and one["says"]["name"] for one in found["unread"]] == [None, "Vãng Lai"]
    assert AuditRecord.objects.filter(action="device.read_aside").count() == 1


def test_staff_of_another_centre_save_nothing(door: Door) -> None:
    door.upload("nonsense")
    other = opened_by(staff(Role.FRONT_DESK, CentreFactory()))

    assert other.post(reverse("fairs:save-unread", args=[door.device.pk])).status_code == 404
    assert not AuditRecord.objects.filter(action="device.read_aside").exists()


def test_the_file_of_a_door_is_taken_in_although_one_entry_cannot_be_read(
    desk: Client, hall: SessionSite, door: Door
) -> None:
    events = [door.walk_in(1, born="1960-00-00"), "nonsense", door.scan(ticket_at(hall))]
    file = SimpleUploadedFile("cua.json", json.dumps({"events": events}).encode(), "application/json")

    page = desk.post(reverse("fairs:bring-scans", args=[door.device.pk]), {"file": file}, follow=True)

    assert "2 lượt" in page.text
    assert "1 mục của cửa này không đọc được" in page.text
    assert (ScanEvent.objects.count(), WalkIn.objects.count(), UnreadEntry.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("file", [b"[" * 100_000, b"\xff", b'{"events": []}', b'{"events": 1}', b"null"])
def test_a_file_of_something_else_is_refused_in_words(desk: Client, door: Door, file: bytes) -> None:
    upload = SimpleUploadedFile("cua.json", file, "application/json")

    page = desk.post(reverse("fairs:bring-scans", args=[door.device.pk]), {"file": upload}, follow=True)

    assert page.status_code == 200
    assert "Đây không phải tệp của cửa" in page.text
    assert not UnreadEntry.objects.exists()
