"""Putting data into a row: the derived columns and where each field came from."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, phone_index
from nhipcau.centres.api import Centre
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text import api as text
from nhipcau.seekers import rules
from nhipcau.seekers.models import Seeker, Source
from nhipcau.seekers.rules import SeekerData


class CannotRegister(Exception):
    """`fields` says what stands in the way, by field; a file is not made, or not changed."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields

    @property
    def reasons(self) -> list[str]:
        return list(self.fields.values())


class AlreadyRegistered(CannotRegister):
    """The person has a file that `by` may open."""

    def __init__(self, seeker: Seeker, words: str) -> None:
        super().__init__({"citizen_number": words})
        self.seeker = seeker


def hold_name(centre: Centre, data: SeekerData) -> None:
    """Until this transaction ends nobody else looks for, or writes down, a person of this name and day of birth."""
    hold_names(centre, [data])


def hold_names(centre: Centre, people: Iterable[SeekerData]) -> None:
    """All of a list, always in the same order: two lists never wait for each other."""
    names = sorted({f"person {centre.pk} {text.fold(one.full_name)} {one.birth_date}" for one in people})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) name", [names])


def fill(seeker: Seeker, data: SeekerData, names: Iterable[str]) -> list[str]:
    """Copy the fields named; answers which columns changed with them."""
    columns = []
    for name in names:
        setattr(seeker, name, rules.as_row(name, getattr(data, name)))
        columns.append(name)
    if "full_name" in columns:
        seeker.search = text.search_text(seeker.full_name)
        columns.append("search")
    if rules.OF_WORK & {*columns}:
        seeker.work_search = rules.work_search(seeker)
        columns.append("work_search")
    if "citizen_number" in columns:
        seeker.citizen_index = rules.citizen_index(seeker.citizen_number)
        columns.append("citizen_index")
    if "phone" in columns:
        seeker.phone_index = phone_index(seeker.phone)
        columns.append("phone_index")
    return columns


def note_source(
    seeker: Seeker, names: Iterable[str], *, by: User, own: bool, on_card: Collection[str], now: datetime
) -> None:
    """Say of each field who said so and when. Nobody checks their own card."""
    day = localdate(now).isoformat()
    for name in names:
        source = Source.SELF if own else Source.CARD if name in on_card else Source.STAFF
        seeker.provenance[name] = {"from": source.value, "on": day}


def refuse_taken_number(data: SeekerData, *, seeker: Seeker | None, by: User, now: datetime) -> None:
    """The same words whoever holds the number; the attempt is written into the audit book."""
    holder = holder_of(data.citizen_number)
    if holder is not None and (seeker is None or holder.pk != seeker.pk):
        raise number_taken(by=by, now=now)


def holder_of(number: str) -> Seeker | None:
    return Seeker.objects.filter(citizen_index=rules.citizen_index(number)).first() if number else None


def number_taken(*, by: User, now: datetime) -> CannotRegister:
    audit.record(by=by, action="seeker.citizen_number_taken", target=by, at=now)
    return CannotRegister({"citizen_number": str(rules.NUMBER_NOT_TAKEN)})


def save_new(seeker: Seeker, *, by: User, now: datetime) -> None:
    """Two desks may write the same card at once: the second hears what a later one would."""
    try:
        with transaction.atomic():
            seeker.save(force_insert=True)
    except IntegrityError as refusal:
        if "citizen_index" not in str(refusal):
            raise
        raise number_taken(by=by, now=now) from refusal
