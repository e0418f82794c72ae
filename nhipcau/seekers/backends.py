"""What people may do with their own things: their account's seekers only."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import models

from nhipcau.accounts.api import is_computer
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import SEEKERS_MAY

CACHE = "_seekers_of"
_people = Prepared(
    lambda account: Seeker.objects.filter(account_id=account).values_list("pk"), account=models.BigIntegerField()
)
Seated = Callable[[Any], set[int]]
_seated: list[Seated] = []


def seats(known: Seated) -> Seated:
    """Register who says which person sits at a computer: it acts for that person alone, as long as they sit there."""
    _seated.append(known)
    return known


def seekers_of(user: Any) -> set[int]:
    """Ids of the people who use this account. One query a request."""
    if not user.is_authenticated or not user.is_active:
        return set()
    known: set[int] | None = getattr(user, CACHE, None)
    if known is None:
        if is_computer(user):
            known = {pk for ask in _seated for pk in ask(user)}
        else:
            known = {pk for (pk,) in _people(account=user.pk)}
        setattr(user, CACHE, known)
    return known


class SeekerBackend(BaseBackend):
    """A target belongs to a person by its `seeker_id`. Whoever signed in by phone may begin a file."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if perm not in SEEKERS_MAY:
            return False
        if obj is None:
            return user_obj.phone_verified_at is not None or bool(seekers_of(user_obj))
        return getattr(obj, "seeker_id", None) in seekers_of(user_obj)
