"""Who is still in a room is asked at every signal: of what was read already, and with the same answer as the database's."""

from collections.abc import Callable

import pytest

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.interviews.actions import enter_call
from nhipcau.interviews.models import CallPage, Desk, Interview
from nhipcau.interviews.queries import is_in_room, page_of, rooms_of
from tests.accounts.factories import UserFactory
from tests.centres.factories import PlaceFactory, staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import CallPageFactory, DeskFactory, InterviewFactory, QueueTicketFactory
from tests.interviews.guesting import come_in, invite
from tests.seekers.factories import SeekerFactory, seeker_user

pytestmark = pytest.mark.django_db
Who = Callable[[Interview], User]


@pytest.fixture
def call(room: Desk) -> Interview:
    """Of a person of another centre, who sits at a meeting point of a third."""
    ticket = QueueTicketFactory(desk=room, place=PlaceFactory(), state="called")
    made: Interview = InterviewFactory(desk=room, ticket=ticket, acknowledged_at=NOON)
    return made


PEOPLE: dict[str, tuple[Who, bool]] = {
    "the person": (lambda call: seeker_user(call.seeker), True),
    "another person": (lambda call: seeker_user(SeekerFactory()), False),
    "a recruiter of the enterprise": (lambda call: recruiter(call.employer), True),
    "a recruiter of another": (lambda call: recruiter(), False),
    "who acts for recruiters here": (lambda call: staff(Role.OPERATOR, call.desk.centre), True),
    "who acts for recruiters elsewhere": (lambda call: staff(Role.OPERATOR), False),
    "who receives people where the file is": (lambda call: staff(Role.FRONT_DESK, call.seeker.centre), True),
    "who receives people where the person sits": (lambda call: staff(Role.FRONT_DESK, call.ticket.place.centre), True),
    "a stranger": (lambda call: UserFactory(), False),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_the_answer_is_the_one_of_the_database(who: str, call: Interview) -> None:
    made, expected = PEOPLE[who]
    user = made(call)
    page = CallPageFactory(interview=call, by=user)
    found = page_of(user, call.room, page.pk)

    assert found == page
    assert found is not None
    assert is_in_room(user, found.interview) is expected
    assert rooms_of(user).filter(pk=call.pk).exists() is expected


def test_whoever_was_invited_to_the_desk_is_in_its_rooms(room: Desk, lan: User) -> None:
    call, elsewhere = (
        InterviewFactory(desk=desk, acknowledged_at=NOON)
        for desk in (room, DeskFactory(employer=room.employer, online=True))
    )
    guest = come_in(invite(room, lan))
    assert guest is not None

    for one, expected in ((call, True), (elsewhere, False)):
        assert is_in_room(guest.user, one) is expected
        assert rooms_of(guest.user).filter(pk=one.pk).exists() is expected


def test_a_page_is_found_by_its_owner_in_its_room_alone(call: Interview, room: Desk, lan: User) -> None:
    page = enter_call(interview=call, relay_only=False, by=lan, now=NOON)

    assert page_of(lan, call.room, page.pk) == page
    assert page_of(lan, "another", page.pk) is None
    assert page_of(seeker_user(call.seeker), call.room, page.pk) is None
    assert CallPage.objects.count() == 1
