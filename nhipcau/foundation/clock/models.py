"""The demo's time. A real centre has no row here."""

from django.db import models


class ShownTime(models.Model):
    """At `anchored_at` the demo showed `shown_at`; from there it runs `rate` times as fast."""

    anchored_at = models.DateTimeField()
    shown_at = models.DateTimeField()
    rate = models.FloatField(default=1.0)
    one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="only_one_shown_time", condition=models.Q(one=True))]
