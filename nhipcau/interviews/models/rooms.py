"""What is written in an online room."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Sign(models.TextChoices):
    """What is said with one tap, by whoever cannot type or be heard."""

    CANNOT_HEAR = "cannot_hear", _("I cannot hear you")
    CANNOT_SEE = "cannot_see", _("I cannot see you")
    SLOWER = "slower", _("Please speak more slowly")
    ONE_MOMENT = "one_moment", _("One moment, please")
    HEARD = "heard", _("I hear you well")


class RoomMessage(models.Model):
    """What one side wrote to the other in the online room of an interview, or said by a sign: then `words` are empty."""

    interview = models.ForeignKey("interviews.Interview", models.PROTECT, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_person = models.BooleanField()
    words = models.CharField(_("message"), max_length=500, blank=True)
    sign = models.CharField(max_length=11, choices=Sign, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_or_sign", condition=(Q(words="") & ~Q(sign="")) | (~Q(words="") & Q(sign=""))
            )
        ]
        indexes = [models.Index(fields=["interview", "at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
