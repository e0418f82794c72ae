"""A job that looks at everything that is new: asked for often, it waits once."""

from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task


def soon(task: Task[..., Any, Any]) -> None:
    """Harmless to ask for often: whoever waits already will see this change too. The task has a queueing lock."""
    try:
        with transaction.atomic():
            task.defer()
    except AlreadyEnqueued:
        return
