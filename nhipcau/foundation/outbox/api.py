"""Announce a fact; hear of it. Facts are frozen dataclasses of ids and plain values."""

import dataclasses
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar, get_type_hints

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from nhipcau.foundation.outbox.models import Delivery, OutboxMessage

Fact = TypeVar("Fact")
Receiver = Callable[[Any], None]
MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(seconds=10)  # then doubled: 10 s, 20 s, 40 s, 80 s, 160 s

_receivers: dict[str, dict[str, Receiver]] = {}
_kinds: dict[str, type[Any]] = {}
_encoder = DjangoJSONEncoder()
log = logging.getLogger(__name__)


def kind_of(fact: type[Any]) -> str:
    return f"{fact.__module__}.{fact.__qualname__}"


def on(fact: type[Fact]) -> Callable[[Callable[[Fact], None]], Callable[[Fact], None]]:
    """Register a receiver. It may be called twice for one fact, so it must be safe to repeat."""

    def register(receiver: Callable[[Fact], None]) -> Callable[[Fact], None]:
        _kinds[kind_of(fact)] = fact
        name = f"{receiver.__module__}.{receiver.__qualname__}"
        _receivers.setdefault(kind_of(fact), {})[name] = receiver
        return receiver

    return register


def publish(fact: Any) -> OutboxMessage:
    """Store the fact and one delivery per receiver; both vanish if the transaction rolls back."""
    kind = kind_of(type(fact))
    message = OutboxMessage.objects.create(kind=kind, body=_plain(fact))
    deliveries = [Delivery(message=message, receiver=name) for name in _receivers.get(kind, {})]
    for delivery in Delivery.objects.bulk_create(deliveries):
        defer(delivery.pk)
    return message


def defer(delivery_id: int) -> None:
    """Put the delivery into the job queue, in the same transaction."""
    from nhipcau.foundation.outbox.tasks import deliver_one

    deliver_one.defer(delivery_id=delivery_id)


def deliver(delivery_id: int, *, now: datetime | None = None) -> Delivery.State:
    """Hand one delivery to its receiver. A failure is counted and kept; the sixth one gives up."""
    now = now or timezone.now()
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update(of=("self",)).select_related("message").get(pk=delivery_id)
        if delivery.state != Delivery.State.WAITING:
            return Delivery.State(delivery.state)
        error = _try(delivery)
        delivery.attempts += 1
        delivery.last_error = error
        if not error:
            delivery.state, delivery.done_at = Delivery.State.DONE, now
        elif delivery.attempts >= MOST_ATTEMPTS:
            delivery.state = Delivery.State.DEAD
        else:
            delivery.next_try_at = now + FIRST_WAIT * 2 ** (delivery.attempts - 1)
        delivery.save(update_fields=["attempts", "last_error", "state", "done_at", "next_try_at"])
    return Delivery.State(delivery.state)


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
            defer(delivery.pk)


def _try(delivery: Delivery) -> str:
    """Empty when the receiver took the fact; else what went wrong. Its writes are undone on failure."""
    receiver = _receivers.get(delivery.message.kind, {}).get(delivery.receiver)
    if receiver is None:
        return f"No receiver named {delivery.receiver}."
    try:
        with transaction.atomic():
            receiver(_fact(delivery.message))
    except Exception as error:  # a receiver may fail in any way; each failure is kept for a person to read
        log.exception("delivery %s to %s failed", delivery.pk, delivery.receiver)
        return f"{type(error).__name__}: {error}"[:2000]
    return ""


def _plain(fact: Any) -> dict[str, Any]:
    body = dataclasses.asdict(fact)
    return {name: _encoder.default(value) if isinstance(value, datetime) else value for name, value in body.items()}


def _fact(message: OutboxMessage) -> Any:
    kind = _kinds[message.kind]
    hints = get_type_hints(kind)
    moments = {name for name, hint in hints.items() if hint is datetime}
    return kind(**{k: parse_datetime(v) if k in moments else v for k, v in message.body.items()})
