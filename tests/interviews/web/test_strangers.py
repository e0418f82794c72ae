"""Nobody opens, or changes by a post, what is not theirs."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.interviews.models import Desk, Interview, InterviewState, Outcome, RoomMessage, TicketState
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import InterviewFactory
from tests.seekers.factories import SeekerFactory, seeker_user

OF_DESK = ["desk", "call", "pause", "resume"]
OF_TALK = ["talk", "came", "start", "finish", "remind", "absent", "skip", "fail"]
OF_TICKET = ["turn", "answer", "leave", "away", "back", "again"]
OF_ROOM = ["room", "write", "room-failed", "nobody"]
PAGES = {"desk", "talk", "turn", "room"}


@pytest.fixture
def call(room: Desk) -> Interview:
    made: Interview = InterviewFactory(desk=room, acknowledged_at=NOON)
    return made


def addresses(call: Interview) -> list[tuple[str, str]]:
    found = [(name, reverse(f"interviews:{name}", args=[call.desk_id])) for name in OF_DESK]
    found += [(name, reverse(f"interviews:{name}", args=[call.pk])) for name in OF_TALK]
    found += [(name, reverse(f"interviews:{name}", args=[call.ticket_id])) for name in OF_TICKET]
    found += [(name, reverse(f"interviews:{name}", args=[call.room])) for name in OF_ROOM]
    return [*found, ("result", reverse("interviews:result", args=[call.pk, "pool"]))]


def answers(client: Client, call: Interview) -> dict[str, int]:
    sent = {"words": "Chào", "then": "next"}
    return {
        name: (client.get(url) if name in PAGES else client.post(url, sent)).status_code
        for name, url in addresses(call)
    }


def unchanged(call: Interview) -> bool:
    call.refresh_from_db()
    call.ticket.refresh_from_db()
    call.desk.refresh_from_db()
    kept = (call.state, call.reminded_at, call.ticket.state, call.desk.paused_at)
    return kept == (InterviewState.CALLED, None, TicketState.CALLED, None) and not (
        Outcome.objects.exists() or RoomMessage.objects.exists() or Interview.objects.count() > 1
    )


def test_a_recruiter_of_another_enterprise_finds_nothing(call: Interview, visitor: Callable[[User], Client]) -> None:
    assert set(answers(visitor(recruiter()), call).values()) == {404}
    assert unchanged(call)


def test_staff_of_another_centre_find_nothing(call: Interview, visitor: Callable[[User], Client]) -> None:
    assert set(answers(visitor(staff(Role.OPERATOR)), call).values()) == {404}
    assert unchanged(call)


def test_another_person_finds_nothing_and_is_no_recruiter(call: Interview, visitor: Callable[[User], Client]) -> None:
    found = answers(visitor(seeker_user(SeekerFactory())), call)

    assert {found[name] for name in (*OF_TICKET, *OF_ROOM)} == {404}
    assert {found[name] for name in (*OF_DESK, *OF_TALK, "result")} == {403}
    assert unchanged(call)


def test_the_person_themself_has_no_buttons_of_the_desk(call: Interview, visitor: Callable[[User], Client]) -> None:
    found = answers(visitor(seeker_user(call.seeker)), call)

    assert {found[name] for name in (*OF_DESK, *OF_TALK, "result")} == {403}


def test_visitors_are_asked_to_sign_in(call: Interview, client: Client) -> None:
    assert set(answers(client, call).values()) == {302}
    assert unchanged(call)


def test_without_a_second_factor_a_recruiter_gets_nothing(call: Interview, client: Client) -> None:
    user = recruiter(call.employer)
    client.force_login(user, backend="nhipcau.accounts.backends.SignInBackend")

    found = answers(client, call)

    assert {found[name] for name in (*OF_DESK, *OF_TALK, "result")} == {302}
    assert {found[name] for name in OF_ROOM} == {404}
    assert unchanged(call)


@pytest.mark.parametrize("name", ["desks", "results"])
def test_lists_are_for_recruiters_and_their_centres(name: str, visitor: Callable[[User], Client], db: None) -> None:
    url = reverse(f"interviews:{name}")

    assert visitor(seeker_user(SeekerFactory())).get(url).status_code == 403
    assert visitor(staff(Role.FRONT_DESK)).get(url).status_code == 403
    assert visitor(recruiter()).get(url).status_code == 200


def test_whoever_still_has_the_password_of_the_manager_chooses_their_own_first(
    call: Interview, visitor: Callable[[User], Client]
) -> None:
    operator = staff(Role.OPERATOR, call.desk.centre)
    User.objects.filter(pk=operator.pk).update(password_is_temporary=True)

    answer = visitor(operator).get(reverse("interviews:desk", args=[call.desk_id]))

    assert answer.headers["Location"].startswith(reverse("account_change_password"))
