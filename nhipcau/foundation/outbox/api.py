"""Announce a fact; hear of it. Facts are frozen dataclasses of ids and plain values."""

import dataclasses
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from nhipcau.foundation.outbox.delivery import MOST_ATTEMPTS, deliver
from nhipcau.foundation.outbox.models import Delivery, OutboxMessage
from nhipcau.foundation.outbox.registry import kind_of, on, receivers
from nhipcau.foundation.outbox.soon import soon
from nhipcau.foundation.outbox.tasks import deliver_one
from nhipcau.foundation.prepared.api import insert

__all__ = ["MOST_ATTEMPTS", "deliver", "deliver_waiting", "kind_of", "on", "publish", "revive", "soon"]

_encoder = DjangoJSONEncoder()


def publish(fact: Any) -> OutboxMessage:
    """Store the fact and one delivery per receiver; both vanish if the transaction rolls back."""
    kind = kind_of(type(fact))
    message = OutboxMessage(kind=kind, body=_plain(fact))
    insert(message)
    deliveries = [Delivery(message=message, receiver=name) for name in receivers.get(kind, {})]
    for delivery in Delivery.objects.bulk_create(deliveries) if deliveries else ():
        deliver_one.defer(delivery_id=delivery.pk)
    return message


def deliver_waiting() -> int:
    """Deliver everything that waits, here and now: for tests and for a morning played at once."""
    count = 0
    while due := list(Delivery.objects.filter(state=Delivery.State.WAITING, attempts=0).values_list("pk", flat=True)):
        for pk in due:
            deliver(pk)
            count += 1
    return count


def revive(delivery: Delivery) -> None:
    """Try a delivery that was given up once more."""
    with transaction.atomic():
        changed = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.DEAD).update(
            state=Delivery.State.WAITING, attempts=0, next_try_at=None
        )
        if changed:
            deliver_one.defer(delivery_id=delivery.pk)


def _plain(fact: Any) -> dict[str, Any]:
    body = dataclasses.asdict(fact)
    return {name: _encoder.default(value) if isinstance(value, datetime) else value for name, value in body.items()}
