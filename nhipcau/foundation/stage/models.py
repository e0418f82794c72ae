"""Which room stands on which media server, and who has a seat in it."""

from django.db import models
from django.db.models import Q


class Stage(models.Model):
    """The room of one call on one server. `generation` grows when it is opened anew elsewhere: everybody joins again.

    `key` says whose room it is ("interview:7"); `number` is its name on the server, not to be guessed.
    """

    key = models.CharField(max_length=60)
    server = models.CharField(max_length=200)
    number = models.BigIntegerField()
    speakers = models.PositiveSmallIntegerField()
    generation = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_open_stage_of_a_call", fields=["key"], condition=Q(closed_at=None))
        ]
        indexes = [models.Index(name="open_stages", fields=["server"], condition=Q(closed_at=None))]


class Seat(models.Model):
    """Where one page is in the room. `session`, `handle`: its names on the server; without a handle it sends nothing."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="seats")
    holder = models.CharField(max_length=60)
    generation = models.PositiveIntegerField()
    session = models.BigIntegerField()
    handle = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_seat_of_a_holder", fields=["stage", "holder"])]


class Hearing(models.Model):
    """That one seat hears and sees another: a connection of its own."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="hearings")
    speaker = models.CharField(max_length=60)
    handle = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_hearing_of_a_speaker", fields=["seat", "speaker"])]
