"""Another centre may see a person's file: only under the person's own word, and only while it stands."""

from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, may, require
from nhipcau.centres.api import Centre
from nhipcau.consents import api as consents
from nhipcau.consents.api import Purpose
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy
from nhipcau.seekers import rules
from nhipcau.seekers.models import Seeker, Shared

SHARE, VIEW = "seekers.share_seeker", "seekers.view_seeker"


class CannotShare(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def share_seeker(*, seeker: Seeker, centre: Centre, why: str, by: User, now: datetime) -> Shared:
    """The centre that keeps the file lets another one read it. Sharing what is shared already changes nothing.

    Raises CannotShare with every reason, or PermissionDenied.
    """
    require(by, SHARE, seeker)
    seeker = Seeker.objects.select_for_update(of=("self",)).get(pk=seeker.pk)
    agreed = consents.has_consent(rules.subject_of(seeker), Purpose.LINKED_CENTRES)
    why = tidy(why)
    if reasons := rules.reasons_not_to_share(seeker, centre_id=centre.pk, why=why, agreed=agreed):
        raise CannotShare(reasons)
    if already := Shared.objects.filter(seeker=seeker, centre=centre, ended_at=None).first():
        return already
    shared = Shared.objects.create(seeker=seeker, centre=centre, why=why[:200], by=by, at=now)
    audit.record(by=by, action="seeker.share", target=seeker, at=now, details={"centre": centre.pk})
    live.touch(f"seeker:{seeker.pk}")
    return shared


@transaction.atomic
def end_sharing(*, shared: Shared, by: User, now: datetime) -> Shared:
    """By the person, or by the centre that keeps the file. The line stays and says when it ended."""
    if not may(by, "consents.own", shared.seeker):
        require(by, SHARE, shared.seeker)
    shared = Shared.objects.select_for_update(of=("self",)).select_related("seeker").get(pk=shared.pk)
    if shared.ended_at is None:
        _end(shared, by=by, now=now)
    return shared


@transaction.atomic
def end_when_withdrawn(*, seeker_id: int, by: User | None, now: datetime) -> int:
    """The person no longer agrees: nobody else reads the file any more. Safe to repeat; answers how many ended."""
    live_ones = Shared.objects.select_for_update(of=("self",)).select_related("seeker")
    ended = list(live_ones.filter(seeker_id=seeker_id, ended_at=None))
    for shared in ended:
        _end(shared, by=by, now=now)
    return len(ended)


@transaction.atomic
def open_shared(*, shared: Shared, by: User, now: datetime) -> Seeker:
    """A colleague of the other centre reads the file. Each time is noted, and the person can see it.

    Raises CannotShare when the person agrees no more, or PermissionDenied.
    """
    require(by, VIEW, shared)
    shared = Shared.objects.select_related("seeker__commune__province", "seeker__centre").get(pk=shared.pk)
    agreed = consents.has_consent(rules.subject_of(shared.seeker), Purpose.LINKED_CENTRES)
    if reasons := rules.reasons_not_to_open(ended=shared.ended_at is not None, agreed=agreed):
        raise CannotShare(reasons)
    audit.record(by=by, action="seeker.open_shared", target=shared, at=now)
    return shared.seeker


def _end(shared: Shared, *, by: User | None, now: datetime) -> None:
    shared.ended_at = now
    shared.save(update_fields=["ended_at"])
    details = {"centre": shared.centre_id}
    audit.record(by=by, action="seeker.end_sharing", target=shared.seeker, at=now, details=details)
    live.touch(f"seeker:{shared.seeker_id}")
