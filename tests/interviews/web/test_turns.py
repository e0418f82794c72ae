"""The person's page: waiting, being called, and where to go."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.interviews.actions import call_next
from nhipcau.interviews.models import Desk, Interview, QueueTicket, TicketState
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory

PhoneOf = Callable[[QueueTicket], Client]


def page(ticket: QueueTicket, name: str = "turn") -> str:
    return reverse(f"interviews:{name}", args=[ticket.pk])


def test_my_turns_open_at_the_newest_queue(phone_of: PhoneOf, wait: Wait) -> None:
    ticket = wait()

    assert phone_of(ticket).get(reverse("interviews:mine")).headers["Location"] == page(ticket)


def test_without_a_queue_the_page_says_what_to_do(phone_of: PhoneOf, wait: Wait) -> None:
    person = QueueTicket(seeker=SeekerFactory())

    assert phone_of(person).get(reverse("interviews:mine")).status_code == 200


def test_the_page_costs_the_same_for_one_queue_or_many(phone_of: PhoneOf, cost: Callable[..., int], wait: Wait) -> None:
    ticket = wait()
    OutcomeFactory(interview__ticket__seeker=ticket.seeker)
    client = phone_of(ticket)
    one = cost(client, page(ticket))
    for desk in DeskFactory.create_batch(2):
        QueueTicketFactory(desk=desk, seeker=ticket.seeker)

    assert cost(client, page(ticket)) == one
    assert len(client.get(page(ticket)).context["others"]) == 3


def test_a_call_comes_first_whichever_queue_was_opened(phone_of: PhoneOf, table: Desk, wait: Wait) -> None:
    waiting = wait()
    call = InterviewFactory(ticket__seeker=waiting.seeker)

    response = phone_of(waiting).get(page(waiting))

    assert response.context["ticket"] == call.ticket
    assert page(call.ticket, "answer") in response.text


def test_in_the_hall_the_answer_shows_the_way(phone_of: PhoneOf, table: Desk, lan: User, wait: Wait) -> None:
    ticket = wait()
    call_next(desk=table, by=lan, now=NOON)

    response = phone_of(ticket).post(page(ticket, "answer"), follow=True)

    assert Interview.objects.get().acknowledged_at == NOON
    assert table.place.name in response.text
    assert page(ticket, "answer") not in response.text


def test_online_the_answer_opens_the_room(phone_of: PhoneOf, room: Desk, lan: User, wait: Wait) -> None:
    ticket = wait(room)
    call = call_next(desk=room, by=lan, now=NOON)
    assert call is not None
    assert call.room not in phone_of(ticket).get(page(ticket)).text

    response = phone_of(ticket).post(page(ticket, "answer"))

    assert response.headers["Location"] == reverse("interviews:room", args=[call.room])


def test_an_answer_that_comes_too_late_is_explained(phone_of: PhoneOf, wait: Wait) -> None:
    ticket = wait()

    response = phone_of(ticket).post(page(ticket, "answer"), follow=True)

    assert len(list(response.context["messages"])) == 1


def test_stepping_away_and_coming_back(phone_of: PhoneOf, wait: Wait) -> None:
    ticket = wait()
    client = phone_of(ticket)

    client.post(page(ticket, "away"))
    ticket.refresh_from_db()
    assert ticket.state == TicketState.AWAY
    assert page(ticket, "back") in client.get(page(ticket)).text
    client.post(page(ticket, "back"))

    ticket.refresh_from_db()
    assert ticket.state == TicketState.WAITING


def test_leaving_and_queueing_again(phone_of: PhoneOf, wait: Wait) -> None:
    ticket = wait()
    client = phone_of(ticket)

    client.post(page(ticket, "leave"))
    response = client.post(page(ticket, "again"))

    again = QueueTicket.objects.exclude(pk=ticket.pk).get()
    assert (again.seeker, again.number, again.state) == (ticket.seeker, ticket.number, TicketState.WAITING)
    assert response.headers["Location"] == page(again)


@pytest.mark.parametrize("state", TicketState)
def test_every_state_has_its_words(state: TicketState, phone_of: PhoneOf, wait: Wait) -> None:
    ticket = wait(state=state, reconnect_until=NOON)
    if state in ("called", "serving"):
        InterviewFactory(
            ticket=ticket, desk=DeskFactory(online=True, employer=ticket.employer), talking=state == "serving"
        )

    response = phone_of(ticket).get(page(ticket))

    assert response.status_code == 200
    assert response.text.count("<h2>") == 1


def test_the_live_part_comes_alone(phone_of: PhoneOf, wait: Wait) -> None:
    ticket = wait()

    part = phone_of(ticket).get(page(ticket), headers={"HX-Request": "true"}).text

    assert part.strip().startswith('<div id="turns"')


def test_staff_of_the_place_help_who_has_no_phone(
    room: Desk, lan: User, visitor: Callable[[User], Client], wait: Wait
) -> None:
    at = DeskFactory().place
    ticket = wait(room, place=at)
    call = call_next(desk=room, by=lan, now=NOON)
    assert call is not None

    response = visitor(staff(Role.SITE_OFFICER, at.centre)).post(page(ticket, "answer"), follow=True)

    assert response.context["for_person"] is True
