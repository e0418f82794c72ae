"""The devices of a party's hall: a door that wrote somebody down without network, and a computer somebody sits at."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from nhipcau.fairs.actions.seats import seat
from nhipcau.fairs.api import enrol_computer
from nhipcau.fairs.models import WalkIn
from tests.conftest import NOON
from tests.fairs.offline import Door
from tests.walks.can import Can, asks, reads, sends
from tests.walks.party import Party


def scans(party: Party) -> dict[str, Any]:
    body = b'{"events": [{"id": "00000000-0000-7000-8000-000000000009", "seq": 9, "kind": "scan", "at": 1773100000000, '
    return {"file": SimpleUploadedFile("cua.json", body + b'"lookup": "' + b"a" * 64 + b'"}]}')}


def free_seat(party: Party) -> dict[str, Any]:
    return {"registration": party.ids["registration_id"]["here"], "device": party.ids["device_id"]["free"]}


DEVICES: dict[str, Can] = {
    "fairs:devices": sends("front_desk", "running_hall", name="Cửa 9"),
    "fairs:end-device": sends("front_desk", "door"),
    "fairs:waive-device": sends("operator", "door"),
    "fairs:bring-scans": Can("front_desk", "door", scans),
    "fairs:save-unread": sends("front_desk", "door"),
    "fairs:walk-ins": reads("front_desk", "running_hall"),
    "fairs:decide-walk-in": sends("front_desk", "asks", birth_date="1/2/1990"),
    "fairs:computers": asks("front_desk", "running_hall", q="Kinbimat"),
    "fairs:seat": Can("front_desk", "running_hall", free_seat),
    "fairs:rise": sends("front_desk", "there"),
}


def devices(party: Party) -> None:
    site, clerk = party.thing("site_id.running_hall"), party.users["front_desk"]
    door = Door(site, by=clerk, name=party.private("cửa"))
    party.keep("device_id", "door", door.device)
    door.upload(door.walk_in(name=party.private("khách mất mạng"), born="1990"), now=NOON)
    party.keep("walk_in_id", "asks", WalkIn.objects.get(device=door.device))
    for name, number in (("free", 8), ("taken", 7)):
        device = enrol_computer(site=site, number=number, by=clerk, now=NOON).device
        party.keep("device_id", name, device)
    person = party.thing("registration_id.advised")
    party.keep("seating_id", "there", seat(device=device, registration=person, by=clerk, now=NOON))
