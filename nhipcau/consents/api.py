"""The door of consents. `subject` names a person as the context above knows them: "seeker:12"."""

from nhipcau.consents.actions import NoTextInForce, record_choices
from nhipcau.consents.events import ConsentWithdrawn
from nhipcau.consents.models import Channel, ConsentEntry, ConsentText, Purpose
from nhipcau.consents.queries import current, has_consent, ledger, subjects_with_consent, texts_in_force

__all__ = [
    "Channel",
    "ConsentEntry",
    "ConsentText",
    "ConsentWithdrawn",
    "NoTextInForce",
    "Purpose",
    "current",
    "has_consent",
    "ledger",
    "record_choices",
    "subjects_with_consent",
    "texts_in_force",
]
