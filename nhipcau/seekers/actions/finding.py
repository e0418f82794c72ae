"""Finding a person again, and reading what is not read lightly. Each leaves a line in the audit book."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.foundation.audit import api as audit
from nhipcau.seekers import queries
from nhipcau.seekers.actions.recognising import note_look, refuse_guessing
from nhipcau.seekers.models import Seeker


@dataclass(frozen=True, kw_only=True)
class Numbers:
    phone: str
    citizen: str
    insurance: str


class CannotLink(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def look_up(*, text: str, by: User, now: datetime, limit: int = 20) -> list[Seeker]:
    """Staff search by name, phone or citizen card number. A search by number is noted, without the number.

    Raises AskedTooOften when many numbers were tried.
    """
    if not may(by, "seekers.view_seeker"):
        require(by, "seekers.register_seeker")
    by_number = queries.is_number(text)
    if by_number:
        refuse_guessing(by=by, now=now)
    found = list(queries.find_people(user=by, text=text, limit=limit))
    if by_number:
        note_look(by=by, now=now, found=len(found))
    return found


@transaction.atomic
def people_with_phone(*, phone: str, by: User, now: datetime) -> list[Seeker]:
    """Who of ours is called at this number already. Noted as every look by number is."""
    require(by, "seekers.register_seeker")
    refuse_guessing(by=by, now=now)
    found = queries.with_phone(by, phone)
    note_look(by=by, now=now, found=len(found))
    return found


@transaction.atomic
def read_numbers(*, seeker: Seeker, by: User, now: datetime) -> Numbers:
    """The numbers in clear, for whoever may see the person; every reading is noted."""
    if not may(by, "seekers.own", seeker) and not may(by, "seekers.view_seeker", seeker):
        require(by, "seekers.register_seeker", seeker)
    audit.record(by=by, action="seeker.read_numbers", target=seeker, at=now)
    return Numbers(phone=seeker.phone, citizen=seeker.citizen_number, insurance=seeker.insurance_number)


@transaction.atomic
def link_account(*, seeker: Seeker, account: User, by: User, now: datetime) -> Seeker:
    """Staff, with the person before them, say which phone they sign in with. The same twice is harmless."""
    require(by, "seekers.register_seeker", seeker)
    seeker = Seeker.objects.select_for_update(of=("self",)).get(pk=seeker.pk)
    if seeker.account_id == account.pk:
        return seeker
    reasons = []
    if seeker.account_id is not None:
        reasons.append(_("This person already signs in with another phone."))
    if account.phone_verified_at is None:
        reasons.append(_("That phone has not been confirmed by a code yet."))
    if reasons:
        raise CannotLink(reasons)
    seeker.account = account
    seeker.save(update_fields=["account"])
    audit.record(by=by, action="seeker.link", target=seeker, at=now, details={"account": account.pk})
    return seeker


@transaction.atomic
def take_my_data(*, seeker: Seeker, by: User, now: datetime) -> Seeker:
    """The person takes a copy of their data with them."""
    require(by, "seekers.own", seeker)
    audit.record(by=by, action="seeker.download", target=seeker, at=now)
    return seeker
