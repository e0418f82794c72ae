"""Writing the ledger. The context that knows the person asks who may; here it is only written down."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import User
from nhipcau.consents import queries
from nhipcau.consents.models import Channel, ConsentEntry, Purpose


class NoTextInForce(Exception):
    """Nobody can agree to words that do not exist."""


@transaction.atomic
def record_choices(
    *,
    subject: str,
    given: Collection[Purpose],
    channel: Channel,
    by: User | None,
    now: datetime,
    withdrawn: Collection[Purpose] = (),
) -> list[ConsentEntry]:
    """One line for each purpose given or withdrawn, with the words in force today. Raises NoTextInForce."""
    texts = {text.purpose: text for text in queries.texts_in_force(localdate(now))}
    choices = [(purpose, True) for purpose in given] + [(purpose, False) for purpose in withdrawn]
    if missing := [purpose for purpose, _ in choices if purpose not in texts]:
        raise NoTextInForce(", ".join(missing))
    return ConsentEntry.objects.bulk_create(
        ConsentEntry(subject=subject, text=texts[purpose], given=choice, channel=channel, by=by, at=now)
        for purpose, choice in sorted(choices)
    )
