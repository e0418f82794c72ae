"""A user is a way to sign in, not a person: a family may share one phone."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.crypto.fields import EncryptedTextField


class User(AbstractUser):
    """Seekers sign in by phone and code; staff and recruiters by name, password and second factor."""

    display_name = models.CharField(_("name shown"), max_length=120, blank=True)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = models.CharField(max_length=64, unique=True, null=True, editable=False)
    phone_verified_at = models.DateTimeField(null=True)
    password_is_temporary = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            # A text message is no second factor: whoever signs in by phone has no password ("!" stands for none).
            models.CheckConstraint(
                name="phone_or_password",
                condition=Q(phone_index=None) | Q(password__startswith="!"),  # noqa: S106
            ),
        ]

    def __str__(self) -> str:
        """Of a phone its last digits: enough for its owner, nothing for anybody else."""
        return self.display_name or (f"••• {self.phone[-3:]}" if self.phone else self.username)


class SignInCode(models.Model):
    """A code sent to a phone. Only the session that asked for it knows which row is its own."""

    phone = EncryptedTextField()
    phone_index = models.CharField(max_length=64)
    address_index = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="code_lives_from_sending_on", condition=Q(expires_at__gt=F("sent_at"))),
        ]
        indexes = [
            models.Index(fields=["phone_index", "sent_at"]),
            models.Index(fields=["address_index", "sent_at"]),
            models.Index(fields=["sent_at"]),
        ]
