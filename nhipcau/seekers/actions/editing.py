"""A person's data is put right. The history keeps what stood there before."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, may, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.seekers import queries, rules
from nhipcau.seekers.actions.writing import CannotRegister, fill, note_source, refuse_taken_number
from nhipcau.seekers.events import SeekerChanged
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import SeekerData


class EditedMeanwhile(Exception):
    """Somebody else saved this file since it was opened. `seeker` is what stands there now."""

    def __init__(self, seeker: Seeker) -> None:
        super().__init__(f"seeker {seeker.pk} is at edition {seeker.edition}")
        self.seeker = seeker


def edit_seeker(
    *, seeker: Seeker, data: SeekerData, edition: int, by: User, now: datetime, on_card: Collection[str] = ()
) -> Seeker:
    """Save what differs. `edition` is the one that was opened; saving the same twice is harmless.

    Raises CannotRegister with the reasons by field, EditedMeanwhile, or PermissionDenied.
    """
    own = may(by, "seekers.own", seeker)
    if not own:
        require(by, "seekers.register_seeker", seeker)
    data = rules.as_kept(data)
    if problems := rules.problems_with(data, today=localdate(now)):
        raise CannotRegister(problems)
    refuse_taken_number(data, seeker=seeker, by=by, now=now)
    return _edit(seeker, data, edition, on_card, by=by, own=own, now=now)


@transaction.atomic
def _edit(
    seeker: Seeker,
    data: SeekerData,
    edition: int,
    on_card: Collection[str],
    *,
    by: User,
    own: bool,
    now: datetime,
) -> Seeker:
    locked = Seeker.objects.select_for_update(of=("self",)).select_related(*queries.SHOWN)
    seeker = locked.get(pk=seeker.pk)
    changed = rules.differences(rules.data_of(seeker), data)
    checked = [] if own else [name for name in on_card if seeker.provenance.get(name, {}).get("from") != "card"]
    if not changed and not checked:
        return seeker
    if seeker.edition != edition:
        raise EditedMeanwhile(seeker)
    columns = fill(seeker, data, changed)
    note_source(seeker, {*changed, *checked}, by=by, own=own, on_card=on_card, now=now)
    seeker.edition += 1
    seeker.save(update_fields=[*columns, "provenance", "edition"])
    audit.record(by=by, action="seeker.edit", target=seeker, at=now, details={"fields": changed, "checked": checked})
    outbox.publish(SeekerChanged(seeker_id=seeker.pk, at=now))
    return seeker
