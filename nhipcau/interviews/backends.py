"""What an extra interviewer may do: call and record at the one desk of the invitation, while it lives."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.models import Desk, Interview
from nhipcau.interviews.queries.guests import guest_of
from nhipcau.interviews.rules.guests import PERMISSIONS


class GuestBackend(BaseBackend):
    """A target is that desk itself or an interview there; anything else is not theirs."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if perm not in PERMISSIONS or not user_obj.is_active:
            return False
        guest = guest_of(user_obj, clock.now())
        if guest is None or obj is None:
            return guest is not None
        return desk_of(obj) == guest.desk_id


def desk_of(target: Any) -> int | None:
    if isinstance(target, Desk):
        return target.pk
    return target.desk_id if isinstance(target, Interview) else None
