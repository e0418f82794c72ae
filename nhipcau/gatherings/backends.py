"""What somebody who came by a link may do: sit in the room of that one gathering, while the link is good."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from nhipcau.foundation.clock import api as clock
from nhipcau.gatherings.models import Gathering
from nhipcau.gatherings.queries.invites import invite_of
from nhipcau.gatherings.rules.invites import SIT_IN


class LinkBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if perm != SIT_IN or not user_obj.is_active:
            return False
        made = invite_of(user_obj, clock.now())
        if made is None or obj is None:
            return made is not None
        return isinstance(obj, Gathering) and made.member.gathering_id == obj.pk
