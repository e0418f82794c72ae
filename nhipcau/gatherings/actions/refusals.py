"""What the use cases share: refusals, the row that everybody locks first, and how pages are put out of the room."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from nhipcau.accounts.api import User, may
from nhipcau.foundation.outbox import api as outbox
from nhipcau.gatherings.events import OffStage
from nhipcau.gatherings.models import Gathering, Member, Visit
from nhipcau.seekers.api import seekers_of


class Refused(Exception):
    """It cannot be done, and every reason why, in words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def locked(gathering: Gathering) -> Gathering:
    """The gathering before its members: everybody locks in this order."""
    held = Gathering.objects.select_for_update(of=("self",)).select_related("employer", "centre", "vacancy")
    return held.get(pk=gathering.pk)


def is_theirs(by: User, member: Member) -> bool:
    """One's own place: by the account, or the person's who uses it."""
    if member.user_id is not None:
        return member.user_id == by.pk
    return member.seeker_id in seekers_of(by)


def require_theirs(by: User, member: Member) -> None:
    if member.left_at is not None or not is_theirs(by, member):
        raise PermissionDenied("gatherings.sit_in")


def hosts(by: User, gathering: Gathering) -> bool:
    """Recruiters of the enterprise, and the staff who plan at its centre."""
    return may(by, "gatherings.plan_gathering", gathering)


def put_out(visits: "QuerySet[Visit]", gathering_id: int, *, now: datetime) -> bool:
    """Those of them that are open are closed, and their seats at the media server are given up. Whether there were any."""
    pages = list(visits.filter(left_at=None).order_by("pk").values_list("pk", flat=True))
    if not pages:
        return False
    Visit.objects.filter(pk__in=pages, left_at=None).update(left_at=now, connected=False)
    outbox.publish(OffStage(gathering_id=gathering_id, visits=pages, at=now))
    return True
