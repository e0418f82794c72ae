"""A user is a way to sign in, not a person: a family may share one phone."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.crypto.fields import EncryptedTextField


class User(AbstractUser):
    """Seekers sign in by phone and code; staff and recruiters by name, password and second factor."""

    display_name = models.CharField(_("name shown"), max_length=120, blank=True)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = models.CharField(max_length=64, unique=True, null=True, editable=False)
    phone_verified_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.display_name or self.username
