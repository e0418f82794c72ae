from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.outbox import registry
from nhipcau.foundation.outbox.models import Delivery, OutboxMessage
from tests.conftest import NOON


@dataclass(frozen=True, kw_only=True)
class BridgeOpened:
    bridge_id: int
    at: datetime


@pytest.fixture
def heard() -> Iterator[list[BridgeOpened]]:
    """A receiver that keeps what it hears and fails on bridge 13."""
    facts: list[BridgeOpened] = []

    @outbox.on(BridgeOpened)
    def listen(fact: BridgeOpened) -> None:
        if fact.bridge_id == 13:
            raise RuntimeError("nobody opens bridge 13")
        facts.append(fact)

    yield facts
    registry.receivers.pop(outbox.kind_of(BridgeOpened))


def test_a_fact_reaches_its_receiver_as_it_was_announced(db: None, heard: list[BridgeOpened]) -> None:
    outbox.publish(BridgeOpened(bridge_id=7, at=NOON))
    outbox.deliver_waiting()

    assert heard == [BridgeOpened(bridge_id=7, at=NOON)]
    assert Delivery.objects.get().state == Delivery.State.DONE


def test_a_delivery_repeated_changes_nothing(db: None, heard: list[BridgeOpened]) -> None:
    outbox.publish(BridgeOpened(bridge_id=7, at=NOON))
    delivery = Delivery.objects.get()

    for _twice in range(2):
        outbox.deliver(delivery.pk)

    assert len(heard) == 1
    assert Delivery.objects.get().attempts == 1


def test_news_of_a_change_that_was_rolled_back_is_never_heard(db: None, heard: list[BridgeOpened]) -> None:
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        outbox.publish(BridgeOpened(bridge_id=7, at=NOON))
        transaction.set_rollback(True)

    outbox.deliver_waiting()
    assert heard == []
    assert (OutboxMessage.objects.count(), ProcrastinateJob.objects.count()) == (0, before)


def test_each_delivery_has_its_job_in_the_same_transaction(db: None, heard: list[BridgeOpened]) -> None:
    outbox.publish(BridgeOpened(bridge_id=7, at=NOON))

    job = ProcrastinateJob.objects.latest("pk")
    assert (job.task_name, job.args) == ("outbox.deliver", {"delivery_id": Delivery.objects.get().pk})


def test_a_failing_receiver_is_tried_later_and_later_then_given_up(db: None, heard: list[BridgeOpened]) -> None:
    outbox.publish(BridgeOpened(bridge_id=13, at=NOON))
    delivery = Delivery.objects.get()
    waits = []
    for _attempt in range(outbox.MOST_ATTEMPTS):
        outbox.deliver(delivery.pk, now=NOON)
        delivery.refresh_from_db()
        waits.append(delivery.next_try_at - NOON if delivery.state == Delivery.State.WAITING else None)

    assert waits == [timedelta(seconds=s) for s in (10, 20, 40, 80, 160)] + [None]
    assert (delivery.state, delivery.last_error) == (Delivery.State.DEAD, "RuntimeError: nobody opens bridge 13")


def test_what_was_given_up_can_be_tried_again(db: None, heard: list[BridgeOpened]) -> None:
    outbox.publish(BridgeOpened(bridge_id=13, at=NOON))
    delivery = Delivery.objects.get()
    Delivery.objects.update(state=Delivery.State.DEAD, attempts=6)
    OutboxMessage.objects.update(body={"bridge_id": 14, "at": NOON.isoformat()})

    outbox.revive(delivery)
    outbox.deliver_waiting()

    assert [fact.bridge_id for fact in heard] == [14]
