"""Keeping what people send, and giving it back to whoever may have it."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.foundation.files.kinds import kind_of
from nhipcau.foundation.files.models import Kind, StoredFile
from nhipcau.foundation.text.api import tidy

__all__ = [
    "Damaged",
    "FileTrouble",
    "Kind",
    "StoredFile",
    "all_or_none",
    "forget",
    "guard",
    "is_whole",
    "keep",
    "kind_of",
    "may_open",
    "read",
]

MOST_BYTES: Final = 10 * 1024 * 1024
LONGEST_NAME: Final = 120
Guard = Callable[[Any, StoredFile], bool]

_guards: dict[str, Guard] = {}
_together: ContextVar[list[str] | None] = ContextVar("files kept together", default=None)


class FileTrouble(Exception):
    """What is wrong with the file, in words for the sender."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Damaged(Exception):
    """The bytes on disk are no longer those that were sent."""


def keep(
    *,
    name: str,
    body: bytes,
    kinds: Collection[Kind],
    purpose: str,
    by: AbstractBaseUser | None,
    now: datetime,
    subject_id: int | None = None,
    most_bytes: int = MOST_BYTES,
) -> StoredFile:
    """Store the bytes under a random name. Raises FileTrouble: empty, too large, or of another kind than it may be."""
    kind = kind_of(body) if body and len(body) <= most_bytes else None
    if reasons := _reasons_against(body, kind, kinds, most_bytes):
        raise FileTrouble(reasons)
    assert kind is not None  # noqa: S101
    file = StoredFile(
        name=_plain(name),
        kind=kind,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        purpose=purpose,
        subject_id=subject_id,
        by_id=by.pk if by else None,
        at=now,
    )
    if (paths := _together.get()) is not None:
        paths.append(file.path)
    default_storage.save(file.path, ContentFile(body))
    file.save()
    return file


def read(file: StoredFile) -> bytes:
    """The bytes as they were sent. Raises Damaged when they are not the same any more."""
    with default_storage.open(file.path) as stream:
        body: bytes = stream.read()
    if hashlib.sha256(body).hexdigest() != file.sha256:
        raise Damaged(file.token)
    return body


def is_whole(file: StoredFile, *, sha256: str) -> bool:
    """Whether the bytes on disk are those that were kept, counted again now."""
    try:
        return hashlib.sha256(read(file)).hexdigest() == sha256
    except (Damaged, OSError):
        return False


@contextmanager
def all_or_none() -> Iterator[None]:
    """Files kept inside belong together: when one fails, the rows of all are undone and their bytes removed."""
    paths: list[str] = []
    outside = _together.set(paths)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for path in paths:
            default_storage.delete(path)
        raise
    finally:
        _together.reset(outside)


def forget(file: StoredFile) -> None:
    """Remove the row, and the bytes once that is sure."""
    path = file.path
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


def guard(purpose: str) -> Callable[[Guard], Guard]:
    """Register who may open files of a purpose: a function of the user and the file."""

    def register(check: Guard) -> Guard:
        _guards[purpose] = check
        return check

    return register


def may_open(user: Any, file: StoredFile) -> bool:
    """A file whose purpose nobody guards is opened by nobody."""
    check = _guards.get(file.purpose)
    return bool(check and check(user, file))


def _reasons_against(body: bytes, kind: Kind | None, kinds: Collection[Kind], most_bytes: int) -> list[str]:
    if not body:
        return [_("The file is empty.")]
    if len(body) > most_bytes:
        return [_("The file is larger than %(most)s MB.") % {"most": most_bytes // 1024 // 1024}]
    if kind not in kinds:
        wanted = ", ".join(str(Kind(kind).label) for kind in kinds)
        return [_("This is not a file we can read here. Send one of these: %(kinds)s.") % {"kinds": wanted}]
    return []


def _plain(name: str) -> str:
    """The sender's name for it, without folders and what cannot be seen."""
    return tidy(name.replace("\\", "/").rsplit("/", 1)[-1])[-LONGEST_NAME:] or "file"
