"""A commune officer writes villagers down: files are made or met, and the officer sees the line, never the file."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, phone_index, require
from nhipcau.centres.api import Centre
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import fold
from nhipcau.reference.models import Commune
from nhipcau.seekers import rules
from nhipcau.seekers.actions.registering import agree, make_file, refuse_problems
from nhipcau.seekers.actions.writing import hold_name, holder_of, number_taken
from nhipcau.seekers.models import Brought, Seeker
from nhipcau.seekers.queries import REGISTER_VILLAGER
from nhipcau.seekers.rules import SeekerData


def bring_villager(
    *,
    data: SeekerData,
    centre: Centre,
    commune: Commune | None,
    purposes: Collection[Purpose],
    by: User,
    now: datetime,
    channel: Channel = Channel.COUNTER,
    on_card: Collection[str] = (),
) -> tuple[Brought, bool]:
    """The officer's line about this person, and whether it is new to the officer.

    Whether the person had a file before is not told: the answer is the same. What is in a file already stays as it
    is. Raises CannotRegister with the reasons by field, or PermissionDenied.
    """
    require(by, REGISTER_VILLAGER, centre)
    data = rules.as_kept(data)
    refuse_problems(data, purposes, now=now)
    with transaction.atomic():
        hold_name(centre, data)
        if known := _my_line(data, by):
            return known, False
        holder = holder_of(data.citizen_number)
        if holder is None or (holder.centre_id == centre.pk and rules.is_same_person(holder, data)):
            seeker = holder or _same_phone(data, centre)
            if seeker is None:
                seeker = make_file(data, centre, None, purposes, channel, on_card, by=by, own=False, now=now)
            else:
                agree(seeker, purposes, channel, by=by, now=now)
            return _note(seeker, data, centre, commune, by=by, now=now)
    raise number_taken(by=by, now=now)  # after the transaction: the attempt stays in the audit book


def _note(
    seeker: Seeker, data: SeekerData, centre: Centre, commune: Commune | None, *, by: User, now: datetime
) -> tuple[Brought, bool]:
    said = {"centre": centre, "commune": commune, "name": data.full_name, "birth_date": data.birth_date, "at": now}
    line, made = Brought.objects.get_or_create(seeker=seeker, by=by, defaults=said)
    audit.record(by=by, action="seeker.bring", target=line, at=now)
    return line, made


def _my_line(data: SeekerData, by: User) -> Brought | None:
    """The same name and day of birth, written down by this officer before."""
    lines = Brought.objects.filter(by=by, birth_date=data.birth_date).select_related("seeker")
    same = (line for line in lines if fold(line.name) == fold(data.full_name))
    return next((line for line in same if _may_be(line.seeker, data)), None)


def _may_be(seeker: Seeker, data: SeekerData) -> bool:
    """Two people of one name and birthday are told apart by their citizen numbers, where both are known."""
    index = rules.citizen_index(data.citizen_number)
    return index is None or seeker.citizen_index in (None, index)


def _same_phone(data: SeekerData, centre: Centre) -> Seeker | None:
    """Somebody of this centre with the same name, day of birth and phone."""
    if not data.phone:
        return None
    rows = Seeker.objects.filter(centre=centre, phone_index=phone_index(data.phone), birth_date=data.birth_date)
    return next((one for one in rows.order_by("pk") if rules.is_same_person(one, data) and _may_be(one, data)), None)
