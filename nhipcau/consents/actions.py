"""Writing the ledger. The context that knows the person asks who may; here it is only written down."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import User
from nhipcau.consents import queries
from nhipcau.consents.events import ConsentWithdrawn
from nhipcau.consents.models import Channel, ConsentEntry, ConsentText, Purpose
from nhipcau.foundation.outbox import api as outbox


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
    """One line for each purpose given or withdrawn; what is in neither was not spoken of. The line is its own proof.

    Giving points to the words in force today, withdrawing to the words that were agreed to. Raises NoTextInForce.
    """
    if both := set(given) & set(withdrawn):
        raise ValueError(f"Both given and withdrawn: {sorted(both)}")
    texts = {Purpose(text.purpose): text for text in queries.texts_in_force(localdate(now))}
    if missing := sorted({*given, *withdrawn} - texts.keys()):
        raise NoTextInForce(", ".join(missing))
    agreed = texts | _words_agreed_to(subject)
    lines = [(texts[purpose], True) for purpose in sorted(set(given))]
    lines += [(agreed[purpose], False) for purpose in sorted(set(withdrawn))]
    entries = [
        ConsentEntry(subject=subject, text=text, given=yes, channel=channel, by=by, at=now) for text, yes in lines
    ]
    for purpose in sorted(set(withdrawn)):
        outbox.publish(ConsentWithdrawn(subject=subject, purpose=purpose.value, at=now))
    return ConsentEntry.objects.bulk_create(entries)


def _words_agreed_to(subject: str) -> dict[Purpose, ConsentText]:
    agreed = queries.ledger(subject).filter(given=True).order_by("at", "pk")
    return {Purpose(entry.text.purpose): entry.text for entry in agreed}
