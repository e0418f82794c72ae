"""Staff permissions: what the roles in force today grant, at the centre of the target."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models

from nhipcau.centres.models import StaffRole
from nhipcau.centres.rules import granted
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.prepared.api import Prepared

CACHE = "_staff_grants"
_roles = Prepared(
    lambda user, day: (
        StaffRole.objects.in_force_on(day)
        .filter(user_id=user)
        .values_list("role", "centre_id", "centre__joined_by_link")
    ),
    user=models.BigIntegerField(),
    day=models.DateField(),
)


def centres_where(user: AbstractBaseUser | AnonymousUser, permission: str) -> set[int]:
    """Ids of the centres where this user's roles of today grant the permission. One query a request."""
    if not user.is_authenticated or not user.is_active:
        return set()
    grants: dict[str, set[int]] | None = getattr(user, CACHE, None)
    if grants is None:
        grants = {}
        for role, centre_id, by_link in _roles(user=user.pk, day=clock.today()):
            for allowed in granted(role, joined_by_link=by_link):
                grants.setdefault(allowed, set()).add(centre_id)
        setattr(user, CACHE, grants)
    return grants.get(permission, set())


class StaffRoleBackend(BaseBackend):
    """A target belongs to a centre by its `centre_id`; a target without one is nobody's here."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        centres = centres_where(user_obj, perm)
        return bool(centres) if obj is None else getattr(obj, "centre_id", None) in centres
