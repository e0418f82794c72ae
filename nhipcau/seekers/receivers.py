"""What seekers do when something happens elsewhere. Each receiver is one call."""

from nhipcau.consents.api import ConsentWithdrawn, Purpose
from nhipcau.foundation.outbox import api as outbox
from nhipcau.seekers.actions import sharing


@outbox.on(ConsentWithdrawn)
def end_sharing_when_withdrawn(fact: ConsentWithdrawn) -> None:
    kind, _colon, number = fact.subject.partition(":")
    if kind == "seeker" and fact.purpose == Purpose.LINKED_CENTRES:
        sharing.end_when_withdrawn(seeker_id=int(number), by=None, now=fact.at)
