"""Extra interviewers for one day: which desk is theirs, and who was invited. Reads only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from nhipcau.accounts.api import User, is_guest
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews.models import Desk, Guest, GuestTry
from nhipcau.interviews.rules import guests as rules


def alive(now: datetime) -> Q:
    return Q(ended_at=None, ends_at__gt=now, desk__closed_at=None, entered_at__isnull=False)


def guest_of(user: Any, now: datetime) -> Guest | None:
    """The invitation by which this user sits at a desk now. One query for guests, none for anybody else.

    Asked anew each time: an invitation that was ended ends with the very next question.
    """
    if not is_guest(user):
        return None
    return Guest.objects.filter(alive(now), user_id=user.pk).select_related("desk").first()


def desks_as_guest(user: Any) -> list[int]:
    guest = guest_of(user, clock.now())
    return [guest.desk_id] if guest else []


def guests_at(desk: Desk, now: datetime) -> QuerySet[Guest]:
    """Whom somebody invited to this desk on this day, the newest first."""
    mine = Guest.objects.filter(desk=desk, ends_at__gt=now).select_related("desk", "user", "invited_by")
    return mine.order_by("-invited_at", "-pk")


def guests_at_any(desks: Iterable[Desk], now: datetime) -> QuerySet[Guest]:
    """The same for several desks; each comes with its desk and place."""
    mine = Guest.objects.filter(desk__in=list(desks), ends_at__gt=now)
    return mine.select_related("desk__place", "invited_by").order_by("-invited_at", "-pk")


def tries_from(network: str, now: datetime) -> int:
    return GuestTry.objects.filter(network=network, at__gt=now - rules.TRIES_COUNTED).count()


def seats_beside(user: User, desk: Desk, visible: QuerySet[Desk]) -> QuerySet[Desk]:
    """The other open desks of the same enterprise on the same occasion, among those this user may see."""
    same = visible.filter(**desk.occasion.keys, employer_id=desk.employer_id, closed_at=None)
    return same.exclude(pk=desk.pk).order_by("channel", "number")
