"""Links for people without an account. Reads only."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from nhipcau.accounts.api import is_guest
from nhipcau.gatherings.models import Gathering, Invite, State


def alive(now: datetime) -> Q:
    return Q(
        ended_at=None,
        ends_at__gt=now,
        entered_at__isnull=False,
        member__left_at=None,
        member__gathering__state__in=[State.PLANNED, State.OPEN],
    )


def invite_of(user: Any, now: datetime) -> Invite | None:
    """By which this user takes part now. One query for guests, none for anybody else; asked anew each time."""
    if not is_guest(user):
        return None
    mine = Invite.objects.filter(alive(now), member__user_id=user.pk)
    return mine.select_related("member__gathering").first()


def invites_of(gathering: Gathering) -> QuerySet[Invite]:
    """The newest first, with who made them."""
    made = Invite.objects.filter(member__gathering=gathering).select_related("member__gathering", "invited_by")
    return made.order_by("-invited_at", "-pk")
