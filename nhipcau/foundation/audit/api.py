"""Writing the audit book, inside the transaction of the change it tells of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.foundation.prepared.api import insert, insert_all


def record(
    *,
    by: AbstractBaseUser | None,
    action: str,
    target: models.Model,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """`action` is `thing.verb`; `details` names fields and ids, never the person's data itself."""
    insert(_line(by, action, target, at, details or {}))


def record_all(*, by: AbstractBaseUser | None, action: str, targets: Sequence[models.Model], at: datetime) -> None:
    """The same of several things at once, by one statement."""
    insert_all([_line(by, action, target, at, {}) for target in targets], named="target_id")


def _line(
    by: AbstractBaseUser | None, action: str, target: models.Model, at: datetime, details: dict[str, Any]
) -> AuditRecord:
    return AuditRecord(
        at=at,
        by_id=by.pk if by else None,
        action=action,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        centre_id=getattr(target, "centre_id", None),
        details=details,
    )
