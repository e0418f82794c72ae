"""What the use cases share: refusals, and the row that everybody locks first."""

from django.core.exceptions import PermissionDenied

from nhipcau.accounts.api import User, may
from nhipcau.gatherings.models import Gathering, Member
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
