"""Who is in a room. Reads only."""

from django.db.models import BigAutoField, BigIntegerField, CharField, Q

from nhipcau.accounts.api import User
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.gatherings.models import Gathering, Role, Visit

_open = Prepared(
    lambda gathering: (
        Visit.objects.filter(gathering_id=gathering, left_at=None).select_related("member").order_by("pk")
    ),
    gathering=BigIntegerField(),
)
_own = Prepared(
    lambda room, by, number: Visit.objects.filter(gathering__room=room, by_id=by, pk=number).select_related(
        "gathering", "member"
    ),
    room=CharField(),
    by=BigIntegerField(),
    number=BigAutoField(),
)


def open_visits(gathering: Gathering) -> list[Visit]:
    """Pages that did not say that they leave, the oldest first, with whose they are."""
    return _open(gathering=gathering.pk)


def visit_of(user: User, room: str, number: int) -> Visit | None:
    """One's own page in a room, by its number; open or not."""
    return _own.first(room=room, by=user.pk, number=number)


def may_speak_in(gathering: Gathering) -> int:
    """How many may speak: everybody but listeners, and listeners who were asked."""
    speaks = ~Q(role=Role.LISTENER) | Q(speaks_since__isnull=False)
    return gathering.members.filter(speaks, left_at=None).count()
