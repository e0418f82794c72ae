"""A person with a booked time reads that time everywhere, and hears "soon" only when it is soon."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.interviews import api
from nhipcau.interviews.models import Desk, Occasion, QueueTicket
from nhipcau.interviews.rules.queue import SOON
from nhipcau.seekers.models import Seeker
from tests.accounts.signing import sign_in
from tests.conftest import NOON
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory
from tests.seekers.factories import SeekerFactory, seeker_user

FAIR = Occasion("fair", 1)


@pytest.fixture
def me() -> Seeker:
    return SeekerFactory(with_account=True)


def booked(wait: Wait, table: Desk, me: Seeker, minutes: float) -> QueueTicket:
    return wait(table, seeker=me, booked_at=table, due_at=NOON + timedelta(minutes=minutes), lasts=12)


def mine(me: Seeker, after: float = 0) -> api.MyTurn:
    (turn,) = api.my_day(FAIR, me, now=NOON + timedelta(minutes=after))
    return turn


def test_a_time_in_two_hours_is_not_soon_although_nobody_stands_before(table: Desk, wait: Wait, me: Seeker) -> None:
    booked(wait, table, me, 120)

    turn = mine(me)
    assert (turn.ahead, turn.booked, turn.later, turn.is_near) == (0, True, True, False)
    assert turn.wait
    assert turn.wait.p50 == 120
    near = mine(me, 120 - SOON.total_seconds() / 60)
    assert (near.booked, near.later, near.is_near) == (True, False, True)
    due = mine(me, 120)
    assert (due.booked, due.is_near) == (False, True)


def test_who_was_told_to_get_ready_early_reads_the_same_on_the_page(table: Desk, wait: Wait, me: Seeker) -> None:
    ticket = booked(wait, table, me, 120)

    QueueTicket.objects.filter(pk=ticket.pk).update(near_at=NOON)

    assert mine(me).is_near


def test_a_days_queues_stand_in_the_order_of_their_times(table: Desk, wait: Wait, me: Seeker) -> None:
    early, late = DeskFactory(), table
    booked(wait, late, me, 120)
    booked(wait, early, me, 45)
    stand_by = DeskFactory()
    wait(stand_by, seeker=me)

    turns = api.my_day(FAIR, me, now=NOON)

    assert [turn.ticket.employer_id for turn in turns] == [
        stand_by.employer_id,
        early.employer_id,
        late.employer_id,
    ]


def test_the_page_says_the_time_and_not_next(table: Desk, wait: Wait, me: Seeker) -> None:
    ticket = booked(wait, table, me, 120)
    phone = sign_in(Client(), seeker_user(me), method="code")
    address = reverse("interviews:turn", args=[ticket.pk])

    page = phone.get(address).text
    assert "Giờ của bạn: 14:00" in " ".join(page.split())
    assert "Sắp đến lượt bạn" not in page

    QueueTicket.objects.filter(pk=ticket.pk).update(desk=None, due_at=None, lasts=None)
    assert "Sắp đến lượt bạn" in phone.get(address).text
