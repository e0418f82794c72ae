"""A citizen card at the desk: whose file it is, if it is one of ours, and that the file agrees with it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, may, require
from nhipcau.foundation.audit import api as audit
from nhipcau.seekers import queries, rules
from nhipcau.seekers.actions.editing import EditedMeanwhile, edit_seeker
from nhipcau.seekers.actions.writing import CannotRegister
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.reading.card import Card, read_card


class AskedTooOften(Exception):
    """Somebody tries numbers: nothing was looked up."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Recognised:
    """`seeker` is this very person; `perhaps` are files without a number that have the same name and birthday."""

    seeker: Seeker | None = None
    perhaps: list[Seeker] = field(default_factory=list)


@dataclass(frozen=True)
class Scan:
    """A card in a form. `typed` stays there until it is sent, so that it is known which answers stood on the card.

    `new`: it arrived just now, and `known` says whose it is.
    """

    typed: str = ""
    card: Card = field(default_factory=Card)
    new: bool = False
    known: Recognised = field(default_factory=Recognised)
    refused: list[str] = field(default_factory=list)

    @property
    def unread(self) -> list[str]:
        return [*self.refused, *(one.why for one in self.card.unread)]

    @property
    def people(self) -> list[Seeker]:
        return [self.known.seeker] if self.known.seeker else self.known.perhaps


def scan_card(*, typed: str, before: str = "", by: User, now: datetime) -> Scan:
    """What a scanner typed just now; else the card that filled the form `before`. Too many looks: read all the same."""
    if not typed.strip():
        return Scan(before, read_card(before)) if before else Scan()
    card = read_card(typed)
    try:
        return Scan(typed, card, new=True, known=recognise(card=card, by=by, now=now))
    except AskedTooOften as refusal:
        return Scan(typed, card, new=True, refused=refusal.reasons)


@transaction.atomic
def recognise(*, card: Card, by: User, now: datetime) -> Recognised:
    """Whose card this is, among the people `by` may see. For all others the answer is the one for nobody.

    Every look by number is noted, without the number. Raises AskedTooOften.
    """
    require(by, "seekers.register_seeker")
    found = None
    if card.citizen_number:
        refuse_guessing(by=by, now=now)
        found = queries.with_number(user=by, number=card.citizen_number)
        note_look(by=by, now=now, found=int(found is not None))
    if found is not None and rules.agrees_with(found, name=card.full_name, birth_date=card.birth_date):
        return Recognised(seeker=found)
    return Recognised(perhaps=queries.like_the_card(user=by, card=card))


def refuse_guessing(*, by: User, now: datetime) -> None:
    counts = [queries.looks_by_number(by, since=now - span) for span, _most in rules.MOST_LOOKS]
    if reasons := rules.reasons_not_to_look(counts):
        raise AskedTooOften(reasons)


def note_look(*, by: User, now: datetime, found: int) -> None:
    audit.record(by=by, action=rules.LOOK_BY_NUMBER, target=by, at=now, details={"found": found})


@transaction.atomic
def confirm_by_card(*, seeker: Seeker, card: Card, by: User, now: datetime) -> Seeker:
    """The card lies on the desk: what agrees with it is marked so, and a number that was missing is added.

    Nothing happens for somebody else's card, nor when the number cannot be added: the person is let in all the same.
    """
    if not may(by, "seekers.register_seeker", seeker) or not (card.full_name and card.birth_date):
        return seeker
    if not rules.agrees_with(seeker, name=card.full_name, birth_date=card.birth_date):
        return seeker
    number = seeker.citizen_number or card.citizen_number
    for tried in dict.fromkeys([number, seeker.citizen_number]):
        data = replace(rules.data_of(seeker), citizen_number=tried)
        seen = seen_on(card, data)
        try:
            return edit_seeker(seeker=seeker, data=data, edition=seeker.edition, by=by, now=now, on_card=seen)
        except (CannotRegister, EditedMeanwhile):
            continue
    return seeker


def seen_on(card: Card, data: rules.SeekerData) -> Collection[str]:
    """The answers that stand on the card; a part of its address, and the commune it means, do too."""
    names = ("full_name", "birth_date", "sex", "citizen_number")
    seen = [name for name in names if getattr(data, name) and getattr(data, name) == getattr(card, name)]
    if data.address and data.address in card.address:
        seen.append("address")
    if data.commune and card.address and queries.communes_meant(card.address).communes == [data.commune]:
        seen.append("commune")
    return seen
