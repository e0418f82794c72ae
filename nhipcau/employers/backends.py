"""Recruiter permissions: for their own enterprise only."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from nhipcau.employers.models import Recruiter
from nhipcau.employers.rules import RECRUITER_MAY
from nhipcau.foundation.clock import api as clock

CACHE = "_recruits_for"


def employers_of(user: AbstractBaseUser | AnonymousUser) -> set[int]:
    """Ids of the enterprises this user recruits for today. One query a request."""
    if not user.is_authenticated or not user.is_active:
        return set()
    known: set[int] | None = getattr(user, CACHE, None)
    if known is None:
        mine = Recruiter.objects.in_force_on(clock.today()).filter(user_id=user.pk)
        known = set(mine.values_list("employer_id", flat=True))
        setattr(user, CACHE, known)
    return known


class RecruiterBackend(BaseBackend):
    """A target belongs to an enterprise by its `employer_id`."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if perm not in RECRUITER_MAY:
            return False
        mine = employers_of(user_obj)
        return bool(mine) if obj is None else getattr(obj, "employer_id", None) in mine
