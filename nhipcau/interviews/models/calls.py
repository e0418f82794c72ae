"""The online call of an interview: the pages that are in its room, and what they say to each other to get through."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    PERSON = "person", _("The person")
    ENTERPRISE = "enterprise", _("The enterprise")
    STAFF = "staff", _("The centre")


class Rung(models.TextChoices):
    """What a side sends: down one when the line is bad, up again when it has been good for a while."""

    FULL = "full", _("Good line")
    SMALL = "small", _("Weak line, small picture")
    SOUND = "sound", _("Weak line, sound only")
    PHONE = "phone", _("The line is too weak: call by phone")


class CallPage(models.Model):
    """One open page in an online room; a page that is opened anew is another one, and takes the place of the earlier.

    What it told of its line last: `rung`; `loss`, the share of its packets that the other side did not get (0 to 1);
    `rtt`, there and back, in milliseconds; `rate`, what it sends, in kbit/s; `relayed`, through a relay or directly; `way`, the
    transport to the relay. `heard_at`: when sound first came both ways; `seen_at_first`: when a picture did; `drops`:
    how often the connection was made again.
    """

    interview = models.ForeignKey("interviews.Interview", models.CASCADE, related_name="pages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    name = models.CharField(max_length=120)
    relay_only = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    told_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    seen_at_first = models.DateTimeField(null=True)
    connected = models.BooleanField(default=False)
    rung = models.CharField(max_length=5, choices=Rung, blank=True)
    loss = models.FloatField(null=True)
    rtt = models.PositiveIntegerField(null=True)
    rate = models.PositiveIntegerField(null=True)
    relayed = models.BooleanField(null=True)
    way = models.CharField(max_length=4, blank=True)
    drops = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_page_of_a_user_in_a_room",
                fields=["interview", "by"],
                condition=models.Q(left_at=None),
            )
        ]
        indexes = [models.Index(fields=["interview", "left_at"])]


class Signal(models.Model):
    """What one page tells another to get through: descriptions and candidates (RFC 8829, 8838). Gone with the room.

    They hold addresses of networks: they are read by the page they are for, and by nobody after the call.
    """

    class Kind(models.TextChoices):
        DESCRIPTION = "description"
        CANDIDATES = "candidates"

    sender = models.ForeignKey(CallPage, models.CASCADE, related_name="+")
    to = models.ForeignKey(CallPage, models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=11, choices=Kind)
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["to", "id"])]
