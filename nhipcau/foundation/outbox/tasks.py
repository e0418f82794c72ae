"""The job behind each delivery."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from nhipcau.foundation.outbox import delivery
from nhipcau.foundation.outbox.models import Delivery

STALLED_AFTER = 30.0  # seconds without a sign of life from the worker


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


@app.periodic(cron="* * * * *")
@app.task(name="outbox.sweep", queue="news", queueing_lock="outbox.sweep")
async def sweep_stalled(timestamp: int) -> None:
    """Jobs whose worker died in the middle are handed to a living one: every job is safe to repeat."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await app.job_manager.retry_job(job)
