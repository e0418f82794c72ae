"""Finding a person again, and reading what is not read lightly. Each leaves a line in the audit book."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.foundation.audit import api as audit
from nhipcau.seekers import queries
from nhipcau.seekers.actions.recognising import note_look, refuse_guessing
from nhipcau.seekers.models import Seeker, Shared
from nhipcau.seekers.queries import PeopleAsked


@dataclass(frozen=True, kw_only=True)
class Numbers:
    phone: str
    citizen: str
    insurance: str


PAGE: Final = 20


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


@dataclass(frozen=True, kw_only=True)
class PeopleFound:
    """A page of those who fit, how many there are in all and before it, and files of that name others share with us."""

    asked: PeopleAsked
    people: list[Seeker]
    total: int
    first: int = 0
    shared: list[Shared]


@transaction.atomic
def search_people(*, text: str, by: User, now: datetime, page: int = 1, limit: int = PAGE) -> PeopleFound:
    """Staff search by name, wished work, place, pay or shift, or by a number. Unknown words are read as near ones.

    A search that finds people by more than their name is noted with what it asked for, and how many it found.
    Raises AskedTooOften when many numbers were tried.
    """
    if queries.is_number(text):
        found = look_up(text=text, by=by, now=now, limit=limit)
        return PeopleFound(asked=PeopleAsked.of_number(), people=found, total=len(found), shared=[])
    if not may(by, "seekers.view_seeker"):
        require(by, "seekers.register_seeker")
    asked = queries.understand_people(text)
    fit, shared = queries.people_who_fit(by, asked), list(queries.shared_named(by, asked.name))
    total = fit.count()
    if not total and not shared and (near := queries.respelled(by, asked)):
        fit = queries.people_who_fit(by, near)
        total = fit.count()
        asked = near if total else asked
    first = (min(max(page, 1), max(-(-total // limit), 1)) - 1) * limit
    people = list(fit[first : first + limit])
    if asked.is_by_wish or not all(asked.is_name_of(one) for one in people):
        kinds = sorted({part.kind for part in asked.parts})
        audit.record(by=by, action="seeker.search", target=by, at=now, details={"found": total, "by": kinds})
    return PeopleFound(asked=asked, people=people, total=total, first=first, shared=shared)


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
