"""A code by text message: asked for, and tried.

The sign-in library keeps its code readable in the session and counts tries there, where parallel tries overwrite
each other. Here only a keyed digest is kept, and each try takes the lock of the row.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db import connection, transaction

from nhipcau.accounts import queries, rules
from nhipcau.accounts.actions.opening import open_phone_account
from nhipcau.accounts.models import SignInCode, User
from nhipcau.foundation.crypto import api as crypto

KEPT = timedelta(days=1)  # then nothing tells any more who asked for a code


class CannotSend(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Issued:
    """What the caller must send, and the number by which its session remembers the code."""

    id: int
    phone: str
    code: str


class Tried(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    DEAD = "dead"  # used, too old, tried too often, or never there: a new one must be asked for


@transaction.atomic
def issue_code(*, phone: str, address: str, now: datetime) -> Issued:
    """A fresh code for a number, known or not: no account is looked up, so nothing can tell them apart.

    Raises CannotSend when this is no mobile number, or when the number or the network asks too often.
    """
    if reasons := rules.reasons_against_phone(phone):
        raise CannotSend(reasons)
    index = rules.phone_index(phone)
    network = crypto.keyed_index(address, purpose="network address")
    _one_at_a_time(index)
    _one_at_a_time(network)
    SignInCode.objects.filter(sent_at__lt=now - KEPT).delete()
    if reasons := rules.reasons_against_sending(
        to_number=queries.codes_sent_to(index, now),
        from_address=queries.codes_asked_from(network, now),
        per_number=settings.SIGN_IN_SENDS_PER_NUMBER,
        per_address=settings.SIGN_IN_SENDS_PER_ADDRESS,
    ):
        raise CannotSend(reasons)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
    row = SignInCode.objects.create(
        phone=rules.plain_phone(phone),
        phone_index=index,
        address_index=network,
        digest=rules.code_digest(code),
        sent_at=now,
        expires_at=now + rules.CODE_LIFE,
    )
    return Issued(id=row.pk, phone=row.phone, code=code)


@transaction.atomic
def try_code(*, code_id: int | None, typed: str, now: datetime) -> tuple[Tried, User | None]:
    """Count the try, then compare. The right code opens the phone's account, once.

    It answers instead of raising, so that the count of a wrong try is never rolled back.
    """
    code = SignInCode.objects.select_for_update().filter(pk=code_id or 0).first()
    if code is None or not rules.code_lives(code, now):
        return Tried.DEAD, None
    code.tries += 1
    right = hmac.compare_digest(code.digest, rules.code_digest(typed))
    code.used_at = now if right else None
    code.save(update_fields=["tries", "used_at"])
    if right:
        return Tried.RIGHT, open_phone_account(phone=code.phone, now=now)
    return (Tried.WRONG if rules.code_lives(code, now) else Tried.DEAD), None


def _one_at_a_time(index: str) -> None:
    """Requests for the same number, or from the same network, are counted one after another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(index[:15], 16)])
