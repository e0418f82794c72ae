"""The job behind each delivery."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from nhipcau.foundation.outbox import delivery
from nhipcau.foundation.outbox.models import Delivery


class NotYet(Exception):
    """The receiver failed; the job runs again later."""


@app.task(
    name="outbox.deliver",
    queue="news",
    retry=RetryStrategy(max_attempts=delivery.MOST_ATTEMPTS, exponential_wait=10, retry_exceptions=[NotYet]),
)
def deliver_one(delivery_id: int) -> None:
    if delivery.deliver(delivery_id) == Delivery.State.WAITING:
        raise NotYet(f"delivery {delivery_id}")
