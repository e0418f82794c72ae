"""A person changes what they agree to, by themself or by telling staff at the counter."""

from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, may, require
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.audit import api as audit
from nhipcau.seekers.actions.sharing import end_when_withdrawn
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import subject_of


@transaction.atomic
def change_consent(
    *, seeker: Seeker, purpose: Purpose, given: bool, channel: Channel, by: User, now: datetime
) -> Seeker:
    """One more line in the ledger. What stands already is not written again."""
    if not may(by, "consents.own", seeker):
        require(by, "seekers.register_seeker", seeker)
    Seeker.objects.select_for_update(of=("self",)).get(pk=seeker.pk)
    subject = subject_of(seeker)
    if consents.has_consent(subject, purpose) == given:
        return seeker
    consents.record_choices(
        subject=subject,
        given={purpose} if given else set(),
        withdrawn=set() if given else {purpose},
        channel=channel,
        by=by,
        now=now,
    )
    verb = "give" if given else "withdraw"
    if purpose == Purpose.LINKED_CENTRES and not given:
        end_when_withdrawn(seeker_id=seeker.pk, by=by, now=now)
    audit.record(by=by, action=f"consent.{verb}", target=seeker, at=now, details={"purpose": purpose.value})
    return seeker
