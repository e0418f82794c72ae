"""Handing one delivery to its receiver: retries, back-off, giving up."""

import logging
from datetime import datetime, timedelta
from typing import Any, get_type_hints

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from nhipcau.foundation.outbox.models import Delivery, OutboxMessage
from nhipcau.foundation.outbox.registry import kinds, receivers

MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(seconds=10)  # then doubled: 10 s, 20 s, 40 s, 80 s, 160 s
log = logging.getLogger(__name__)


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


def _try(delivery: Delivery) -> str:
    """Empty when the receiver took the fact; else what went wrong. Its writes are undone on failure."""
    receiver = receivers.get(delivery.message.kind, {}).get(delivery.receiver)
    if receiver is None:
        return f"No receiver named {delivery.receiver}."
    try:
        with transaction.atomic():
            receiver(_fact(delivery.message))
    except Exception as error:  # a receiver may fail in any way; each failure is kept for a person to read
        log.exception("delivery %s to %s failed", delivery.pk, delivery.receiver)
        return f"{type(error).__name__}: {error}"[:2000]
    return ""


def _fact(message: OutboxMessage) -> Any:
    kind = kinds[message.kind]
    hints = get_type_hints(kind)
    moments = {name for name, hint in hints.items() if hint is datetime}
    return kind(**{k: parse_datetime(v) if k in moments else v for k, v in message.body.items()})
