"""The door of consents."""

from nhipcau.consents.actions import NoTextInForce, record_choices
from nhipcau.consents.models import Channel, ConsentEntry, ConsentText, Purpose
from nhipcau.consents.queries import current, has_consent, ledger, texts_in_force

__all__ = [
    "Channel",
    "ConsentEntry",
    "ConsentText",
    "NoTextInForce",
    "Purpose",
    "current",
    "has_consent",
    "ledger",
    "record_choices",
    "texts_in_force",
]
