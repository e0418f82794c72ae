"""Recruiter permissions: for their own enterprise only."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from nhipcau.employers.models import Recruiter
from nhipcau.employers.rules import RECRUITER_MAY
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.prepared.api import Prepared

CACHE = "_recruits_for"
_mine = Prepared(
    lambda user, day: Recruiter.objects.in_force_on(day).filter(user_id=user).values_list("employer_id"),
    user=models.BigIntegerField(),
    day=models.DateField(),
)


def employers_of(user: AbstractBaseUser | AnonymousUser) -> set[int]:
    """Ids of the enterprises this user recruits for today. One query a request."""
    if not user.is_authenticated or not user.is_active:
        return set()
    known: set[int] | None = getattr(user, CACHE, None)
    if known is None:
        known = {employer for (employer,) in _mine(user=user.pk, day=clock.today())}
        setattr(user, CACHE, known)
    return known


class RecruiterBackend(BaseBackend):
    """A target belongs to an enterprise by its `employer_id`."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if perm not in RECRUITER_MAY:
            return False
        mine = employers_of(user_obj)
        return bool(mine) if obj is None else getattr(obj, "employer_id", None) in mine
