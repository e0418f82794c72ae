"""At a computer of a meeting point every button that is shown is answered; what a computer does not do is not shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse

from nhipcau.centres.models import Role
from nhipcau.fairs.actions import seats
from nhipcau.fairs.api import enrol_computer
from nhipcau.fairs.http import COMPUTER
from nhipcau.fairs.middleware import OPEN, OPEN_PARTS
from nhipcau.fairs.models import Device, Registration, SessionSite
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.interviews.models import Desk, QueueTicket
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import AttendanceFactory
from tests.fairs.offline import running_site, ticket_at
from tests.fairs.timetabling.fair import booked, desk_of, oclock, table
from tests.fairs.web.conftest import opened_by
from tests.interviews.factories import InterviewFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db
MARK = "/"  # the mark at the top leads back to the day


@dataclass
class Form:
    action: str
    said: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """Every link and every form that is sent; of several buttons of a form the first is pressed."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.forms: list[Form] = []
        self.inside: Form | None = None
        self.address = address
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href", "#")[0] == "/" and said["href"] != MARK:
            self.links.add(said["href"])
        if tag == "form" and said.get("method") == "post":
            self.inside = Form(said.get("action") or self.address)
            self.forms.append(self.inside)
        if self.inside and tag in ("input", "button") and said.get("name"):
            self.inside.said.setdefault(said["name"], said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


@pytest.fixture
def point() -> SessionSite:
    return running_site()


@pytest.fixture
def guest(point: SessionSite) -> Registration:
    """Here, with two times to confirm."""
    ticket = ticket_at(point, state="checked_in")
    AttendanceFactory(registration=ticket, site=point)
    for hour in (8, 9):
        booked(ticket, table(point, online=True), oclock(hour))
    return ticket


@pytest.fixture
def computer(point: SessionSite, guest: Registration) -> Client:
    """The person has sat down and pressed "That is me"."""
    clerk, client = staff(Role.FRONT_DESK, point.centre), Client()
    enrolled = enrol_computer(site=point, number=7, by=clerk, now=NOON)
    seats.seat(device=enrolled.device, registration=guest, by=clerk, now=NOON)
    client.cookies[COMPUTER] = enrolled.token
    started = client.post(reverse("fairs:computer-start"))
    assert started.headers["Location"] == day_of(guest)
    return client


def day_of(guest: Registration) -> str:
    return reverse("fairs:day", args=[guest.pk])


def room(guest: Registration) -> Desk:
    return desk_of(guest.appointments.order_by("pk")[0].session_vacancy)


def waiting(guest: Registration, **more: Any) -> QueueTicket:
    keys = occasion_of(guest.session_id).keys
    made: QueueTicket = QueueTicketFactory(desk=room(guest), **keys, seeker=guest.seeker, number=guest.number, **more)
    return made


def called(guest: Registration) -> QueueTicket:
    return InterviewFactory(desk=room(guest), ticket__seeker=guest.seeker, ticket__number=guest.number).ticket  # type: ignore[no-any-return]


STATES = {
    "no queue": lambda guest: None,
    "waiting": waiting,
    "away": lambda guest: waiting(guest, away=True),
    "left": lambda guest: waiting(guest, state="left"),
    "called": called,
}


def pages_of(guest: Registration, ticket: QueueTicket | None) -> Iterator[str]:
    yield day_of(guest)
    yield reverse("fairs:free-hours", args=[guest.pk])
    if ticket is None or ticket.state != "called":  # who has called them cannot be taken off, and the page says so
        yield reverse("fairs:wishes", args=[guest.pk])
    if ticket is not None:
        yield reverse("interviews:turn", args=[ticket.pk])


def answers(client: Client, form: Form) -> str:
    """Empty when it was done; what it left behind is undone, so that the next button finds the same page."""
    name = resolve(form.action).view_name
    if name not in OPEN | OPEN_PARTS:
        return f"{form.action}: not for a computer"
    kept, undo = dict(client.cookies.items()), transaction.savepoint()
    answer = client.post(form.action, form.said, follow=True)
    wrong = [str(said) for said in (answer.context or {}).get("messages", ()) if said.level_tag == "error"]
    transaction.savepoint_rollback(undo)
    client.cookies.update(kept)
    return "" if answer.status_code == 200 and not wrong else f"{form.action}: {answer.status_code} {wrong}"


@pytest.mark.parametrize("state", STATES)
def test_every_button_at_a_computer_is_answered(computer: Client, guest: Registration, state: str) -> None:
    trouble, pressed = [], 0
    for address in pages_of(guest, STATES[state](guest)):
        shown = computer.get(address)
        assert shown.status_code == 200, address
        page = Page(shown.text, address)
        trouble += [f"{address}: {link}" for link in page.links if computer.get(link).status_code != 200]
        trouble += [answers(computer, form) for form in page.forms]
        pressed += len(page.forms)

    assert [line for line in trouble if line] == []
    assert pressed > 6


def test_a_person_confirms_leaves_a_queue_and_says_their_hours_there(computer: Client, guest: Registration) -> None:
    ticket = waiting(guest)
    times = {"time": list(guest.appointments.values_list("pk", flat=True))}

    computer.post(reverse("fairs:confirm-times", args=[guest.pk]), times)
    computer.post(reverse("interviews:leave", args=[ticket.pk]))
    answer = computer.post(reverse("fairs:free-hours", args=[guest.pk]), {"since": "08:30", "until": ""})

    assert answer.headers["Location"] == day_of(guest)
    ticket.refresh_from_db()
    guest.refresh_from_db()
    assert (ticket.state, guest.free_from) == ("left", oclock(8, 30))
    assert set(guest.appointments.values_list("state", flat=True)) == {"confirmed", "withdrawn"}


@pytest.mark.parametrize("name", ["cancel", "go-home", "ticket-paper", "ticket"])
def test_what_a_computer_does_not_do_is_neither_shown_nor_done(
    computer: Client, guest: Registration, name: str
) -> None:
    address = reverse(f"fairs:{name}", args=[guest.pk])

    assert address not in Page(computer.get(day_of(guest)).text, "").links
    assert address not in [form.action for form in Page(computer.get(day_of(guest)).text, "").forms]
    assert computer.post(address).headers["Location"] == day_of(guest)
    guest.refresh_from_db()
    assert guest.state == "checked_in"


def test_nobody_acts_for_another_person_from_there(computer: Client, point: SessionSite) -> None:
    other = ticket_at(point, state="checked_in")

    assert computer.get(reverse("fairs:free-hours", args=[other.pk])).status_code == 404
    assert computer.post(reverse("interviews:leave", args=[waiting_of(other).pk])).status_code == 404


def waiting_of(other: Registration) -> QueueTicket:
    booked(other, table(other.site, online=True), oclock(10))
    return waiting(other)


def test_back_after_done_shows_whose_turn_it_is_and_no_sign_in(computer: Client, guest: Registration) -> None:
    """The control: any other browser is asked to sign in."""
    left = reverse("fairs:day", args=[guest.pk])
    computer.post(reverse("fairs:computer-done"))

    assert computer.get(left).headers["Location"] == reverse("fairs:computer")
    assert "next=" in Client().get(left).headers["Location"]
    Device.objects.update(ended_at=NOON)
    assert "next=" in computer.get(left).headers["Location"]


def test_who_sits_where_is_looked_at_again_by_itself(computer: Client, guest: Registration, point: SessionSite) -> None:
    clerk = opened_by(staff(Role.FRONT_DESK, point.centre))
    address = reverse("fairs:computers", args=[point.pk])
    page = clerk.get(address).text
    assert f'hx-trigger="live:fair:{point.session_id} from:body, every 30s"' in page
    assert guest.seeker.full_name in page

    computer.post(reverse("fairs:computer-done"))
    part = clerk.get(address, headers={"HX-Request": "true"}).text

    assert part.strip().startswith('<ul id="there"')
    assert guest.seeker.full_name not in part
