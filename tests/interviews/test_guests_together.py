"""A hundred tries at the same moment count as they were made, and one device comes in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from nhipcau.interviews.actions import Invitation, enter_by_link
from nhipcau.interviews.models import Guest
from nhipcau.interviews.rules import guests as rules
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory
from tests.interviews.guesting import invite, other_code

TRIES, HANDS = 100, 12
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(settings: Any) -> Invitation:
    settings.GUEST_TRIES_PER_ADDRESS = 10 * TRIES
    table = DeskFactory()
    return invite(table, recruiter(table.employer))


def at_once(made: Invitation, codes: list[str], use_case: Any) -> list[Any]:
    def one(number: int) -> Any:
        try:
            return use_case(secret=made.secret, code=codes[number], network=f"{number:064d}", now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(one, range(len(codes))))


@pytest.mark.promise("R52")
def test_of_a_hundred_parallel_tries_five_are_looked_at(made: Invitation) -> None:
    answers = at_once(made, [other_code(made)] * (TRIES - 1) + [made.code], enter_by_link)

    guest = Guest.objects.get()
    assert guest.tries <= rules.MOST_TRIES
    assert sum(answer is not None for answer in answers) == (guest.entered_at is not None)


def test_one_of_many_devices_with_the_right_code_comes_in(made: Invitation) -> None:
    answers = at_once(made, [made.code] * HANDS, enter_by_link)

    assert sum(answer is not None for answer in answers) == 1


def test_without_the_lock_more_are_looked_at(made: Invitation) -> None:
    """The control: the same race where a try reads first and counts afterwards."""
    looked_at, everybody_has_read = [], Barrier(HANDS)

    def read_then_count(*, secret: str, code: str, network: str, now: Any) -> None:
        guest = Guest.objects.select_related("desk").get(secret_digest=rules.secret_digest(secret))
        if rules.standing(guest, now) == rules.Standing.WAITING:
            looked_at.append(rules.is_right(guest, code))
            everybody_has_read.wait()
            Guest.objects.filter(pk=guest.pk).update(tries=F("tries") + 1)

    at_once(made, [other_code(made)] * HANDS, read_then_count)

    assert len(looked_at) > rules.MOST_TRIES
