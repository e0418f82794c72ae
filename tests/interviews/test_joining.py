"""Several queues at once are joined as if one after another, by as many statements as one."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from nhipcau.accounts.models import User
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.actions import Queue, join_queue, join_queues
from nhipcau.interviews.models import Desk, QueueTicket
from nhipcau.seekers.models import Seeker
from tests.accounts.factories import UserFactory
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
SAME = ("employer_id", "vacancy_id", "channel", "place_id", "number", "state", "priority", "position", "joined_at")


@pytest.fixture
def tables(table: Desk) -> list[Desk]:
    """Three enterprises of one hall; somebody waits at the second already."""
    made = [table, *(DeskFactory(place=table.place) for _ in range(2))]
    QueueTicketFactory(desk=made[1], number=5, position=7)
    return made


@pytest.fixture
def clerk(table: Desk) -> User:
    return staff("front_desk", table.centre)


def joined(tables: list[Desk], seeker: Seeker, by: User, *, number: int) -> None:
    queues = [Queue(desk.employer, None, "onsite") for desk in tables]
    where: dict[str, Any] = {"occasion": tables[0].occasion, "place": tables[0].place}
    join_queues(**where, seeker=seeker, queues=queues, number=number, by=by, now=NOON)


def one_by_one(tables: list[Desk], seeker: Seeker, by: User, *, number: int) -> None:
    for desk in tables:
        where: dict[str, Any] = {"occasion": desk.occasion, "place": desk.place, "channel": "onsite", "vacancy": None}
        join_queue(**where, seeker=seeker, employer=desk.employer, number=number, by=by, now=NOON)


def rows(seeker: Seeker) -> list[dict[str, Any]]:
    return list(QueueTicket.objects.filter(seeker=seeker).order_by("employer_id").values(*SAME))


def test_all_at_once_stand_as_if_one_after_another(tables: list[Desk], clerk: User) -> None:
    first, second = SeekerFactory.create_batch(2)
    one_by_one(tables, first, clerk, number=11)
    slow = rows(first)
    QueueTicket.objects.filter(seeker=first).delete()

    joined(tables, second, clerk, number=11)

    assert rows(second) == slow
    assert [row["position"] for row in slow] == [1, 8, 1]
    pks = {str(pk) for pk in QueueTicket.objects.filter(seeker=second).values_list("pk", flat=True)}
    assert set(AuditRecord.objects.filter(action="ticket.join").values_list("target_id", flat=True)) >= pks


def test_who_talks_elsewhere_keeps_the_places(tables: list[Desk], clerk: User) -> None:
    talk = InterviewFactory(talking=True)

    joined(tables, talk.seeker, clerk, number=11)

    assert {row["state"] for row in rows(talk.seeker) if row["number"] == 11} == {"busy_elsewhere"}


def test_again_changes_nothing_and_adds_what_is_new(tables: list[Desk], clerk: User) -> None:
    seeker = SeekerFactory()
    joined(tables[:1], seeker, clerk, number=11)
    before = rows(seeker)
    joined(tables, seeker, clerk, number=11)
    after = rows(seeker)
    joined(tables, seeker, clerk, number=11)

    assert rows(seeker) == after
    assert [row for row in after if row["employer_id"] == tables[0].employer_id] == before
    assert len(after) == 3


def test_the_number_of_somebody_else_is_an_error_and_nobody_is_left_half_joined(
    tables: list[Desk], clerk: User
) -> None:
    seeker = SeekerFactory()

    with pytest.raises(IntegrityError):
        joined(tables, seeker, clerk, number=5)

    assert rows(seeker) == []


def test_a_stranger_puts_nobody_in_a_queue(tables: list[Desk]) -> None:
    with pytest.raises(PermissionDenied):
        joined(tables, SeekerFactory(), UserFactory(), number=11)

    assert QueueTicket.objects.count() == 1


def test_three_queues_cost_as_many_statements_as_one(tables: list[Desk], clerk: User) -> None:
    joined(tables[:1], SeekerFactory(), clerk, number=20)
    counted = []
    for number, some in ((21, tables[:1]), (22, tables)):
        seeker = SeekerFactory()
        with CaptureQueriesContext(connection) as sent:
            joined(some, seeker, clerk, number=number)
        counted.append(len(sent))

    assert counted[0] == counted[1]
