"""An enterprise that has not come calls nobody: nobody is told a wait for it, or to get ready."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.accounts.models import User
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api
from nhipcau.interviews.actions import invite_guest, note_estimates
from nhipcau.interviews.models import Desk, Estimate, Occasion
from nhipcau.interviews.queries.queue import line_ends
from tests.accounts.signing import sign_in
from tests.conftest import NOON
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory
from tests.seekers.factories import SeekerFactory, seeker_user

FAIR = Occasion("fair", 1)


@pytest.fixture
def empty(table: Desk) -> Desk:
    """The enterprise of the table is still to come."""
    Desk.objects.filter(pk=table.pk).update(awaited=True)
    table.refresh_from_db()
    return table


def test_nobody_is_told_a_wait_for_an_enterprise_that_has_not_come(empty: Desk, wait: Wait) -> None:
    mine = wait()

    (turn,) = api.my_day(FAIR, mine.seeker, now=NOON)
    assert (turn.wait, turn.is_near, turn.awaited, turn.ahead) == (None, False, True, 0)
    end = line_ends(FAIR, {empty.employer_id}, seeker_id=SeekerFactory().pk, now=NOON)
    assert [(one.waiting, one.wait, one.desks) for one in end.values()] == [(1, None, ())]
    assert note_estimates(occasion=FAIR, now=NOON) == 0
    assert not Estimate.objects.exists()

    api.take_seats(occasion=FAIR, employer_id=empty.employer_id)

    (turn,) = api.my_day(FAIR, mine.seeker, now=NOON)
    assert (turn.wait is not None, turn.is_near, turn.awaited) == (True, True, False)
    assert note_estimates(occasion=FAIR, now=NOON) == 1


def test_a_queue_where_one_table_is_taken_up_is_not_awaited(empty: Desk, wait: Wait) -> None:
    mine = wait()
    DeskFactory(employer=empty.employer, place=empty.place, number=90)

    (turn,) = api.my_day(FAIR, mine.seeker, now=NOON)

    assert (turn.awaited, [desk.number for desk in turn.desks]) == (False, [90])


def test_the_board_does_not_call_an_awaited_table_free(empty: Desk, wait: Wait) -> None:
    wait(number=7)

    def states() -> list[str]:
        return [line.state for line in api.board(FAIR, now=NOON)]

    assert states() == ["awaited"]
    api.take_seats(occasion=FAIR, employer_id=empty.employer_id)
    assert states() == ["free"]


def test_only_the_desks_of_who_came_on_that_occasion_are_taken_up(empty: Desk) -> None:
    other = DeskFactory(awaited=True)
    elsewhere = DeskFactory(awaited=True, employer=empty.employer, occasion_id=2)

    api.take_seats(occasion=FAIR, employer_id=empty.employer_id)

    assert set(Desk.objects.filter(awaited=True)) == {other, elsewhere}


def test_who_calls_is_there_at_all_its_desks(empty: Desk, room: Desk, lan: User, wait: Wait) -> None:
    Desk.objects.filter(pk=room.pk).update(awaited=True)
    called, next_one = wait(), wait()

    assert api.call_next(desk=empty, by=lan, now=NOON) is not None
    outbox.deliver_waiting()

    assert not Desk.objects.filter(awaited=True).exists()
    called.refresh_from_db()
    next_one.refresh_from_db()
    assert (called.near_at, next_one.near_at) == (None, NOON)


def test_a_press_on_next_with_nobody_there_takes_up_nothing(empty: Desk, lan: User) -> None:
    assert api.call_next(desk=empty, by=lan, now=NOON) is None

    empty.refresh_from_db()
    assert empty.awaited


def test_a_colleagues_seat_beside_an_awaited_table_is_awaited_too(empty: Desk, lan: User) -> None:
    invite_guest(desk=empty, name="Anh Hùng", new_seat=True, by=lan, now=NOON)

    assert Desk.objects.filter(employer=empty.employer, awaited=True).count() == 2


def test_what_has_a_time_stands_before_what_has_none(empty: Desk, wait: Wait) -> None:
    me = SeekerFactory()
    wait(seeker=me)
    far = DeskFactory()
    for _ in range(3):
        wait(far)
    wait(far, seeker=me)

    turns = api.my_day(FAIR, me, now=NOON + timedelta(minutes=1))

    assert [turn.ticket.employer_id for turn in turns] == [far.employer_id, empty.employer_id]


def test_the_page_says_that_the_enterprise_has_not_arrived_yet(empty: Desk, wait: Wait) -> None:
    me = SeekerFactory(with_account=True)
    mine = wait(seeker=me)
    phone = sign_in(Client(), seeker_user(me), method="code")
    said = "Doanh nghiệp chưa tới"

    page = phone.get(reverse("interviews:turn", args=[mine.pk])).text
    assert said in page
    assert "Sắp đến lượt bạn" not in page

    api.take_seats(occasion=FAIR, employer_id=empty.employer_id)
    assert said not in phone.get(reverse("interviews:turn", args=[mine.pk])).text
