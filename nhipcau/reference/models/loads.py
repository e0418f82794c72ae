"""Which version of the lists the database holds."""

from django.db import models


class Loaded(models.Model):
    """One row: the fingerprint of the files that were loaded last."""

    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="only_one_load", condition=models.Q(one=True))]
