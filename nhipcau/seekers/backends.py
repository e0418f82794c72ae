"""What people may do with their own things: their account's seekers only."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import SEEKERS_MAY

CACHE = "_seekers_of"


def seekers_of(user: Any) -> set[int]:
    """Ids of the people who use this account. One query a request."""
    if not user.is_authenticated or not user.is_active:
        return set()
    known: set[int] | None = getattr(user, CACHE, None)
    if known is None:
        known = set(Seeker.objects.filter(account_id=user.pk).values_list("pk", flat=True))
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
