"""The online room: it opens after the answer, and an interview can be held in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.interviews.models import Desk, Interview, InterviewState, QueueTicket, RoomMessage
from tests.conftest import NOON
from tests.interviews.factories import InterviewFactory, RoomMessageFactory

PhoneOf = Callable[[QueueTicket], Client]


@pytest.fixture
def call(room: Desk) -> Interview:
    room.employer.contact_phone = "0987654321"
    room.employer.save()
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


def page(call: Interview, name: str = "room") -> str:
    return reverse(f"interviews:{name}", args=[call.room])


def test_before_the_answer_nobody_enters(at_desk: Client, phone_of: PhoneOf, call: Interview) -> None:
    call.acknowledged_at = None
    call.save()

    assert at_desk.get(page(call)).headers["Location"] == reverse("interviews:desk", args=[call.desk_id])
    at_home = phone_of(call.ticket).get(page(call))
    assert at_home.headers["Location"] == reverse("interviews:turn", args=[call.ticket_id])


def test_both_sides_write_and_read(at_desk: Client, phone_of: PhoneOf, call: Interview) -> None:
    at_home = phone_of(call.ticket)

    at_desk.post(page(call, "write"), {"words": "Chào em, em nghe rõ không?"})
    at_home.post(page(call, "write"), {"words": "Dạ rõ ạ."})

    sides = list(RoomMessage.objects.order_by("pk").values_list("from_person", flat=True))
    assert sides == [False, True]
    for client in (at_desk, at_home):
        text = client.get(page(call)).text
        assert "Chào em, em nghe rõ không?" in text
        assert "Dạ rõ ạ." in text


def test_the_person_sees_the_phone_of_the_enterprise(phone_of: PhoneOf, call: Interview) -> None:
    assert "0987 654 321" in phone_of(call.ticket).get(page(call)).text


@pytest.mark.parametrize("words", ["", "   ", "á" * 501])
def test_an_empty_or_endless_message_is_refused(words: str, at_desk: Client, call: Interview) -> None:
    response = at_desk.post(page(call, "write"), {"words": words}, follow=True)

    assert len(list(response.context["messages"])) == 1
    assert not RoomMessage.objects.exists()


def test_after_the_talk_the_room_is_read_only(at_desk: Client, call: Interview) -> None:
    call.state, call.started_at, call.ended_at = InterviewState.DONE, NOON, NOON
    call.save()

    assert page(call, "write") not in at_desk.get(page(call)).text
    at_desk.post(page(call, "write"), {"words": "Còn đó không?"})

    assert not RoomMessage.objects.exists()


def test_the_room_costs_the_same_for_one_message_or_many(
    at_desk: Client, call: Interview, cost: Callable[..., int]
) -> None:
    part = {"headers": {"HX-Request": "true", "HX-Target": "talk"}}
    RoomMessageFactory(interview=call)
    one = cost(at_desk, page(call), **part)
    RoomMessageFactory.create_batch(2, interview=call)

    assert cost(at_desk, page(call), **part) == one
    assert at_desk.get(page(call), **part).text.count("<li") == 3


def test_either_side_says_that_the_line_failed(at_desk: Client, phone_of: PhoneOf, call: Interview) -> None:
    response = phone_of(call.ticket).post(page(call, "room-failed"))

    call.refresh_from_db()
    assert call.state == InterviewState.TECHNICAL_FAILURE
    assert response.headers["Location"] == reverse("interviews:turn", args=[call.ticket_id])
    assert at_desk.post(page(call, "room-failed")).headers["Location"] == reverse(
        "interviews:desk", args=[call.desk_id]
    )


def test_who_meets_nobody_gets_the_place_back_in_front(phone_of: PhoneOf, call: Interview) -> None:
    call.acknowledged_at = NOON - timedelta(minutes=3)
    call.save()

    phone_of(call.ticket).post(page(call, "nobody"))

    call.refresh_from_db()
    call.ticket.refresh_from_db()
    assert (call.state, call.ticket.in_front) == (InterviewState.EMPLOYER_ABSENT, True)


def test_what_stands_beside_the_talk_is_fetched_alone(at_desk: Client, call: Interview) -> None:
    part = at_desk.get(page(call), headers={"HX-Request": "true", "HX-Target": "beside"}).text

    assert page(call, "room-begin") in part
    assert page(call, "write") not in part


def test_the_talk_begins_grows_and_ends_without_leaving_the_room(
    at_desk: Client, phone_of: PhoneOf, call: Interview
) -> None:
    here = {"HX-Request": "true", "HX-Target": "beside"}
    begun = at_desk.post(page(call, "room-begin"), headers=here).text
    assert page(call, "room-extend") in begun
    longer = at_desk.post(page(call, "room-extend"), {"extensions": "0"}, headers=here).text
    assert 'name="extensions" value="1"' in longer
    assert "data-count-down" in phone_of(call.ticket).get(page(call)).text

    over = at_desk.post(page(call, "room-end"), headers=here).text

    call.refresh_from_db()
    assert (call.state, call.extensions) == (InterviewState.DONE, 1)
    assert "?result=offer" in over


def test_without_scripts_each_step_comes_back_to_the_room(at_desk: Client, call: Interview) -> None:
    for name, said in (("room-begin", {}), ("room-extend", {"extensions": "0"}), ("sign", {"sign": "slower"})):
        assert at_desk.post(page(call, name), said).headers["Location"] == page(call)

    assert RoomMessage.objects.get().sign == "slower"
    assert "Xin nói chậm" in at_desk.get(page(call)).text


def test_the_person_does_not_begin_or_end_the_talk(phone_of: PhoneOf, call: Interview) -> None:
    at_home = phone_of(call.ticket)

    for name in ("room-begin", "room-end", "room-extend"):
        assert at_home.post(page(call, name)).status_code == 403

    call.refresh_from_db()
    assert (call.state, call.extensions) == (InterviewState.CALLED, 0)


def test_in_the_room_the_person_is_there_and_whoever_looks_on_is_not_taken_for_them(
    at_desk: Client, phone_of: PhoneOf, call: Interview
) -> None:
    """The stream of this page keeps their places in the other queues; they left the page that watches their turn."""
    watched = f'data-live="seeker:{call.seeker_id}"'

    assert watched in phone_of(call.ticket).get(page(call)).text
    assert watched not in at_desk.get(page(call)).text
