"""An extra interviewer for one day: invited by a colleague, let in by link and spoken code, ended."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max

from nhipcau.accounts.api import User, may, open_guest_account
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy
from nhipcau.interviews import queries
from nhipcau.interviews.actions.desks import open_desk
from nhipcau.interviews.actions.moves import Refused, for_recruiter
from nhipcau.interviews.models import Desk, Guest, GuestTry
from nhipcau.interviews.rules import guests as rules

INVITE = "interviews.invite_guest"


class CannotInvite(Refused):
    pass


class TooManyTries(Exception):
    """From this network, whatever was tried."""


@dataclass(frozen=True)
class Invitation:
    """What the inviter sees once: only digests of secret and code are kept."""

    guest: Guest
    secret: str
    code: str


@transaction.atomic
def invite_guest(*, desk: Desk, name: str, new_seat: bool = False, by: User, now: datetime) -> Invitation:
    """Let a colleague without an account interview at this desk, or at a new one beside it, until midnight.

    Raises CannotInvite with every reason, or PermissionDenied.
    """
    staff = for_recruiter(by, INVITE, desk)
    desk = Desk.objects.select_for_update(of=("self",)).select_related("employer", "centre", "place").get(pk=desk.pk)
    alive = [] if new_seat else [guest for guest in queries.guests_at(desk, now) if not is_over(guest, now)]
    if reasons := rules.reasons_not_to_invite(desk, name=name, alive=len(alive)):
        raise CannotInvite(reasons)
    if new_seat:
        desk = _seat_beside(desk, name, by=by, now=now)
    secret = secrets.token_urlsafe(rules.SECRET_BYTES)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
    guest = Guest.objects.create(
        desk=desk,
        user=open_guest_account(display_name=f"{tidy(name)} · {desk.employer.name}", by=by, now=now),
        name=tidy(name),
        secret_digest=rules.secret_digest(secret),
        code_digest=rules.code_digest(code),
        invited_by=by,
        invited_at=now,
        ends_at=rules.end_of_day(now),
    )
    audit.record(by=by, action="guest.invite", target=guest, at=now, details={"desk": desk.pk, "staff": staff})
    return Invitation(guest, secret, code)


def _seat_beside(desk: Desk, name: str, *, by: User, now: datetime) -> Desk:
    """The next free number at the same place; requests for one come one after another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"seats {desk.occasion.topic}"])
    there = Desk.objects.filter(**desk.occasion.keys)
    if reasons := rules.reasons_not_to_open_a_seat(there.filter(employer_id=desk.employer_id, closed_at=None).count()):
        raise CannotInvite(reasons)
    return open_desk(
        occasion=desk.occasion,
        employer=desk.employer,
        centre=desk.centre,
        channel=desk.channel,
        place=desk.place,
        number=(there.filter(place=desk.place).aggregate(top=Max("number"))["top"] or 0) + 1,
        interviewer=tidy(name),
        recruiter=None,
        by=by,
        now=now,
        awaited=desk.awaited,
    )


def is_over(guest: Guest, now: datetime) -> bool:
    return rules.standing(guest, now) in (rules.Standing.OVER, rules.Standing.LOCKED)


def enter_by_link(*, secret: str, code: str, network: str, now: datetime) -> Guest | None:
    """Who has the link and was told the code comes in, and from then on nobody else by this link.

    None whatever was wrong: link, code, day. It answers instead of raising, so that the count of a wrong try is
    never rolled back. Raises TooManyTries when this network has tried too often.
    """
    if not count_guest_try(network=network, now=now):
        raise TooManyTries
    with transaction.atomic():
        known = Guest.objects.select_for_update(of=("self",)).select_related("desk", "user")
        guest = known.filter(secret_digest=rules.secret_digest(secret)).first()
        if guest is None or rules.standing(guest, now) != rules.Standing.WAITING:
            return None
        guest.tries += 1
        right = rules.is_right(guest, code)
        guest.entered_at = now if right else None
        guest.save(update_fields=["tries", "entered_at"])
        if right:
            audit.record(by=guest.user, action="guest.enter", target=guest, at=now)
        live.touch(f"desk:{guest.desk_id}")
        return guest if right else None


@transaction.atomic
def count_guest_try(*, network: str, now: datetime) -> bool:
    """Every try is written down, known link or not; tries from one network are counted one after another.

    False when there were too many. For every link that is opened with a spoken code.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"guest {network}"])
    GuestTry.objects.filter(at__lt=now - rules.TRIES_KEPT).delete()
    if queries.tries_from(network, now) >= settings.GUEST_TRIES_PER_ADDRESS:
        return False
    GuestTry.objects.create(network=network, at=now)
    return True


@transaction.atomic
def end_guest(*, guest: Guest, by: User, now: datetime) -> Guest:
    """Ended by the colleague, by whoever may invite, or by the guest. From this moment the link opens nothing."""
    guest = Guest.objects.select_for_update(of=("self",)).select_related("desk").get(pk=guest.pk)
    themself = guest.user_id == by.pk
    if not (themself or may(by, INVITE, guest.desk) or may(by, "interviews.act_for_recruiter", guest.desk)):
        raise PermissionDenied(INVITE)
    if guest.ended_at is None:
        guest.ended_at, guest.ended_by = now, by
        guest.save(update_fields=["ended_at", "ended_by"])
        audit.record(by=by, action="guest.end", target=guest, at=now)
        live.touch(f"desk:{guest.desk_id}")
    return guest
