"""News, and its delivery to each receiver."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """A fact as it was announced, stored in the transaction of the change."""

    kind = models.CharField(max_length=120)
    body = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)


class Delivery(models.Model):
    """One receiver's share of a message."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        DEAD = "dead", _("Given up")

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="deliveries")
    receiver = models.CharField(max_length=160)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_try_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_delivery_per_receiver", fields=["message", "receiver"])]
        indexes = [models.Index(name="outbox_not_done", fields=["state"], condition=~models.Q(state="done"))]
