"""A text column that is encrypted at rest."""

from typing import TYPE_CHECKING, Any

from django.db import models

from nhipcau.foundation.crypto import api

if TYPE_CHECKING:
    TextColumn = models.TextField[str, str]
else:
    TextColumn = models.TextField


class EncryptedTextField(TextColumn):
    """Holds plain text in Python and sealed text in the database. Empty stays empty; never filter by it."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return api.encrypt(value) if value else value

    def from_db_value(self, value: str | None, *_context: object) -> str | None:
        return api.decrypt(value) if value else value
