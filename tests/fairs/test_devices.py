"""Which browser is a door of which site, what it holds, and what stands in the way of closing."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.devices import note_contact
from nhipcau.fairs.actions.registering import lock, take_number
from nhipcau.fairs.actions.roster import carry, refresh_roster
from nhipcau.fairs.models import Device, Registration, SessionSite
from nhipcau.fairs.queries.devices import device_of
from nhipcau.fairs.rules import offline as rules
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.crypto import sealing
from tests.centres.factories import CentreFactory, staff
from tests.fairs.factories import ENDS, STARTS, SessionSiteFactory, WishFactory
from tests.fairs.offline import Door, running_site, ticket_at

pytestmark = pytest.mark.django_db
DAY_AFTER = ENDS + timedelta(hours=24)


@pytest.fixture
def site() -> SessionSite:
    return running_site()


@pytest.fixture
def operator(site: SessionSite) -> User:
    return staff(Role.OPERATOR, site.centre)


def close(site: SessionSite, by: User) -> None:
    fairs.begin_closing(session=site.session, by=by, now=ENDS)
    fairs.close_session(session=site.session, by=by, now=ENDS)


def test_a_token_opens_its_door_until_a_day_after_the_fair(site: SessionSite) -> None:
    door = Door(site)

    assert device_of(door.token, DAY_AFTER - timedelta(seconds=1)) == door.device
    assert device_of(door.token, DAY_AFTER) is None
    assert device_of("", STARTS) is None
    assert device_of(door.token + "x", STARTS) is None
    assert not Device.objects.filter(token_digest__contains=door.token).exists()


def test_an_ended_door_opens_nothing(site: SessionSite) -> None:
    door = Door(site)

    fairs.end_device(device=door.device, by=door.by, now=STARTS)

    assert device_of(door.token, STARTS) is None


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ARCHIVE])
def test_only_who_lets_people_in_makes_doors(site: SessionSite, role: str) -> None:
    for by in (staff(role, site.centre), staff(Role.FRONT_DESK, CentreFactory())):
        with pytest.raises(PermissionDenied):
            fairs.enrol_door(site=site, name="Cửa 1", by=by, now=STARTS)

    assert not Device.objects.exists()


@pytest.mark.parametrize(("name", "pin", "at"), [("", "", STARTS), ("Cửa", "1234567", STARTS), ("Cửa", "", DAY_AFTER)])
def test_a_door_needs_a_name_a_long_pin_and_a_fair(site: SessionSite, name: str, pin: str, at: object) -> None:
    with pytest.raises(fairs.Refused):
        fairs.enrol_door(site=site, name=name, pin=pin, by=staff(Role.FRONT_DESK, site.centre), now=at)  # type: ignore[arg-type]

    assert not Device.objects.exists()


def test_every_door_holds_numbers_that_nobody_else_gets(site: SessionSite) -> None:
    point = SessionSiteFactory(session=site.session)
    doors = [Door(at).device for at in (site, point, site, site, site, site, site)]
    given = []
    for at in (site, point, site):
        held = lock(at)
        given.append(take_number(held))
        held.save(update_fields=["next_number"])

    held_numbers = [n for door in doors for n in range(door.first_number or 0, (door.last_number or 0) + 1)]
    assert len({*held_numbers, *given}) == len(held_numbers) + len(given)
    assert [door.letter for door in doors] == ["A", "B", "C", "D", "E", "G", "H"]
    assert rules.label_of(doors[1], doors[1].first_number or 0) == "B-001"


def test_letters_go_on_after_the_alphabet() -> None:
    letters = [rules.letter_of(index) for index in range(len(rules.LETTERS) * 3)]

    assert len({*letters}) == len(letters)
    assert max(map(len, letters)) == 2


def test_the_roster_opens_with_the_ticket_and_with_nothing_else(site: SessionSite) -> None:
    ticket, other = ticket_at(site), ticket_at(site)
    wish = WishFactory(registration=ticket)
    door = Door(site)

    carried = carry(device=door.device, since=0, seen_since=None)

    salt = site.session.roster.salt
    body = carried.people[rules.lookup_of(ticket.code, salt=salt)]
    said = json.loads(sealing.unseal(line_key(ticket, salt), body))
    assert said["name"] == ticket.seeker.full_name
    assert (said["born"], said["number"]) == (ticket.seeker.birth_date.year, ticket.number)
    assert said["wishes"] == [wish.session_vacancy.participation.employer.name]
    with pytest.raises(sealing.CannotUnseal):
        sealing.unseal(line_key(other, salt), body)
    whole = json.dumps([carried.people, carried.seen])
    assert ticket.code not in whole
    assert ticket.seeker.full_name not in whole
    assert carried.names == ""


def line_key(ticket: Registration, salt: str) -> bytes:
    return sealing.derived(ticket.code.encode(), salt=bytes.fromhex(salt), purpose=rules.PEOPLE)


def test_only_what_changed_travels_again(site: SessionSite) -> None:
    tickets = [ticket_at(site) for _n in range(3)]
    door = Door(site)
    first = carry(device=door.device, since=0, seen_since=None)
    assert carry(device=door.device, since=first.version, seen_since=None).people == {}
    Registration.objects.filter(pk=tickets[0].pk).update(state="cancelled")
    late = ticket_at(site)

    again = carry(device=door.device, since=first.version, seen_since=None)

    salt = site.session.roster.salt
    assert again.people[rules.lookup_of(tickets[0].code, salt=salt)] == ""
    assert set(again.people) == {rules.lookup_of(one.code, salt=salt) for one in (tickets[0], late)}
    assert again.version == first.version + 1


def test_names_open_with_the_pin_and_are_those_of_the_own_centre(site: SessionSite) -> None:
    ticket, pin = ticket_at(site), "chim-lac-2026"
    ticket_at(SessionSiteFactory(session=site.session, centre=CentreFactory()))
    door = Door(site, pin=pin)
    carried = carry(device=door.device, since=0, seen_since=None)

    wrapping = sealing.remembered(pin, salt=bytes.fromhex(door.device.pin_salt))
    key = sealing.unseal(wrapping, door.device.pin_wrapped)

    assert [name for _search, name, *_rest in json.loads(sealing.unseal(key, carried.names))] == [
        ticket.seeker.full_name
    ]
    wrong = sealing.remembered("chim-lac-2025", salt=bytes.fromhex(door.device.pin_salt))
    with pytest.raises(sealing.CannotUnseal):
        sealing.unseal(wrong, door.device.pin_wrapped)


def test_a_fair_does_not_close_over_scans_that_nobody_has(site: SessionSite, operator: User) -> None:
    door = Door(site)
    note_contact(device=door.device, unsent=7, now=ENDS)

    with override("en"), pytest.raises(fairs.Refused) as refusal:
        close(site, operator)

    assert refusal.value.reasons == ["Cửa 1 still holds 7 scans that were not sent. Open it where there is network."]
    site.session.refresh_from_db()
    assert site.session.state != "closed"
    note_contact(device=door.device, unsent=0, now=ENDS)
    close(site, operator)
    site.session.refresh_from_db()
    assert site.session.state == "closed"


def test_a_door_that_fell_silent_may_hold_scans_too(site: SessionSite, operator: User) -> None:
    door = Door(site)
    note_contact(device=door.device, unsent=0, now=ENDS - rules.SILENT_AFTER - timedelta(seconds=1))

    with pytest.raises(fairs.Refused):
        close(site, operator)

    fairs.end_device(device=door.device, by=door.by, now=ENDS)
    close(site, operator)


def test_the_operator_waives_a_door_and_it_stands_in_the_book(site: SessionSite, operator: User) -> None:
    door = Door(site)
    note_contact(device=door.device, unsent=7, now=ENDS)
    with pytest.raises(PermissionDenied):
        fairs.waive_device(device=door.device, by=door.by, now=ENDS)

    fairs.waive_device(device=door.device, by=operator, now=ENDS)
    close(site, operator)

    assert AuditRecord.objects.get(action="device.waive").details == {"unsent": 7}


def test_a_roster_is_sealed_in_as_many_queries_for_one_as_for_many(site: SessionSite) -> None:
    ticket_at(site)
    refresh_roster(session=site.session)
    costs = []
    for count in (1, 4):
        for _n in range(count):
            ticket_at(site)
        with CaptureQueriesContext(connection) as queries:
            refresh_roster(session=site.session)
        costs.append(len(queries))

    assert costs[0] == costs[1]
