"""A person gets a file: by themself with a phone, or at the counter."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, phone_index, require
from nhipcau.centres.api import Centre
from nhipcau.consents import api as consents
from nhipcau.consents.api import Channel, Purpose
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.seekers import rules
from nhipcau.seekers.actions.writing import (
    AlreadyRegistered,
    CannotRegister,
    fill,
    hold_name,
    holder_of,
    note_source,
    number_taken,
    save_new,
)
from nhipcau.seekers.events import SeekerRegistered
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import SeekerData

__all__ = ["AlreadyRegistered", "CannotRegister", "register_seeker"]
SENT_TWICE: Final = timedelta(minutes=1)


def register_seeker(
    *,
    data: SeekerData,
    centre: Centre,
    by: User,
    now: datetime,
    account: User | None = None,
    purposes: Collection[Purpose] = (),
    channel: Channel = Channel.WEB,
    on_card: Collection[str] = (),
) -> Seeker:
    """Make a person's file and write down what they agreed to. Only what is in `purposes` was agreed to.

    `account` is the phone they sign in with, if any. The same person on the same account, or a file that the
    counter made with this phone, is recognised by name and day of birth and answered again; at the counter so is
    the very same form within a minute: a double click is harmless. Raises CannotRegister with the reasons by field, AlreadyRegistered with the file that staff may
    open, or PermissionDenied. An attempt with another person's citizen number stays in the audit book.
    """
    own = account is not None and account.pk == by.pk
    require(by, "seekers.own" if own else "seekers.register_seeker", None if own else centre)
    data = rules.as_kept(data)
    refuse_problems(data, purposes, now=now)
    with transaction.atomic():
        if account is None:
            hold_name(centre, data)
            known = _written_just_now(data, centre, by=by, now=now)
        else:
            known = _recognised(data, account, by=by, now=now)
        if known is not None:
            agree(known, purposes, channel, by=by, now=now)
            return known
        if not data.citizen_number:
            return make_file(data, centre, account, purposes, channel, on_card, by=by, own=own, now=now)
    if (holder := holder_of(data.citizen_number)) is not None:
        raise _met(holder, data, by=by, own=own, now=now)
    return make_file(data, centre, account, purposes, channel, on_card, by=by, own=own, now=now)


def refuse_problems(data: SeekerData, purposes: Collection[Purpose], *, now: datetime) -> None:
    problems = rules.problems_with(data, today=localdate(now))
    if Purpose.COUNSELLING not in purposes:
        problems["purposes"] = _(
            "Without your permission to counsel you and to refer you to work we may not keep a file."
        )
    if problems:
        raise CannotRegister(problems)


def _written_just_now(data: SeekerData, centre: Centre, *, by: User, now: datetime) -> Seeker | None:
    """The file that the very same form, sent twice, has made. A card number tells people apart by itself."""
    if data.citizen_number:
        return None
    mine = Seeker.objects.filter(centre=centre, registered_by=by, registered_at__gt=now - SENT_TWICE)
    same = mine.filter(birth_date=data.birth_date, citizen_index=None, phone_index=phone_index(data.phone))
    return next((one for one in same.order_by("pk") if rules.is_same_person(one, data)), None)


def _recognised(data: SeekerData, account: User, *, by: User, now: datetime) -> Seeker | None:
    """The file this person has on the account, or one made at the counter with the account's phone."""
    User.objects.select_for_update(of=("self",)).get(pk=account.pk)
    mine = list(Seeker.objects.filter(account=account).order_by("pk"))
    if known := next((seeker for seeker in mine if rules.is_same_person(seeker, data)), None):
        return known
    if len(mine) >= rules.MOST_ON_ONE_PHONE:
        words = _("This phone already serves %(count)s people. Please register at the counter.") % {"count": len(mine)}
        raise CannotRegister({"full_name": words})
    return _link_counter_file(data, account, by=by, now=now)


def _link_counter_file(data: SeekerData, account: User, *, by: User, now: datetime) -> Seeker | None:
    if account.phone_verified_at is None or not account.phone_index:
        return None
    waiting = Seeker.objects.select_for_update(of=("self",)).filter(account=None, phone_index=account.phone_index)
    for seeker in waiting.order_by("pk"):
        if rules.is_same_person(seeker, data):
            seeker.account = account
            seeker.save(update_fields=["account"])
            audit.record(by=by, action="seeker.recognise", target=seeker, at=now)
            return seeker
    return None


def _met(holder: Seeker, data: SeekerData, *, by: User, own: bool, now: datetime) -> CannotRegister:
    """Staff of the same centre hear whose it is when name and day of birth fit; all others hear nothing."""
    if not own and may(by, "seekers.register_seeker", holder) and rules.is_same_person(holder, data):
        return AlreadyRegistered(holder, _("This person already has a file here. Open it instead of making another."))
    return number_taken(by=by, now=now)


@transaction.atomic
def make_file(
    data: SeekerData,
    centre: Centre,
    account: User | None,
    purposes: Collection[Purpose],
    channel: Channel,
    on_card: Collection[str],
    *,
    by: User,
    own: bool,
    now: datetime,
) -> Seeker:
    seeker = Seeker(
        account=account,
        centre=centre,
        registered_by=by,
        registered_at=now,
        is_demo=centre.is_demo,
        provenance={},
    )
    fill(seeker, data, rules.FIELDS)
    note_source(seeker, rules.filled_in(data), by=by, own=own, on_card=on_card, now=now)
    save_new(seeker, by=by, now=now)
    agree(seeker, purposes, channel, by=by, now=now)
    audit.record(by=by, action="seeker.register", target=seeker, at=now, details={"channel": channel.value})
    outbox.publish(SeekerRegistered(seeker_id=seeker.pk, centre_id=centre.pk, at=now))
    return seeker


def agree(seeker: Seeker, purposes: Collection[Purpose], channel: Channel, *, by: User, now: datetime) -> None:
    subject = rules.subject_of(seeker)
    known = consents.current(subject)
    if fresh := {purpose for purpose in purposes if not known.get(purpose)}:
        consents.record_choices(subject=subject, given=fresh, channel=channel, by=by, now=now)
