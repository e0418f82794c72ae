"""Writing the audit book, inside the transaction of the change it tells of."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.prepared.api import insert


def record(
    *,
    by: AbstractBaseUser | None,
    action: str,
    target: models.Model,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """`action` is `thing.verb`; `details` names fields and ids, never the person's data itself."""
    line = AuditRecord(
        at=at,
        by_id=by.pk if by else None,
        action=action,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        centre_id=getattr(target, "centre_id", None),
        details=details or {},
    )
    insert(line)
