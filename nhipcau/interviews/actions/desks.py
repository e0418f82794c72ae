"""Tables and online rooms: opening them, and taking a break."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nhipcau.accounts.api import User, may
from nhipcau.centres.models import Centre, Place
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import tidy
from nhipcau.interviews.actions.moves import Refused, for_recruiter
from nhipcau.interviews.models import ENDED, Desk, Occasion, QueueTicket
from nhipcau.interviews.rules import states


@transaction.atomic
def open_desk(
    *,
    occasion: Occasion,
    employer: Employer,
    centre: Centre,
    channel: str,
    place: Place | None,
    number: int,
    interviewer: str,
    recruiter: User | None,
    by: User,
    now: datetime,
    host: Centre | None = None,
    awaited: bool = False,
) -> Desk:
    """Put up a table (with its place) or an online room (without). The same number again changes nothing.

    `centre` looks after the enterprise: its staff may act for the recruiter. `host` holds the occasion: its staff may
    put up tables for everybody, and see nothing more by that. `awaited`: the enterprise is still to come.
    """
    desk = Desk(**occasion.keys, employer=employer, centre=centre, channel=channel, place=place, number=number)
    _require_to_seat(by, desk, host)
    keys = {**occasion.keys, "place": place, "number": number}
    more = {"employer": employer, "centre": centre, "channel": channel}
    more |= {"interviewer": interviewer, "recruiter": recruiter, "awaited": awaited}
    desk, made = Desk.objects.get_or_create(**keys, defaults=more)
    if made:
        audit.record(by=by, action="desk.open", target=desk, at=now)
        live.touch(occasion.topic, f"desk:{desk.pk}")
    return desk


@transaction.atomic
def name_interviewer(*, desk: Desk, interviewer: str, by: User, now: datetime, host: Centre | None = None) -> Desk:
    """Write who sits at a table or in a room. The same name again changes nothing. `host` as in open_desk."""
    _require_to_seat(by, desk, host)
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    name = tidy(interviewer)[:120]
    if desk.interviewer == name or desk.closed_at is not None:
        return desk
    desk.interviewer = name
    desk.save(update_fields=["interviewer"])
    audit.record(by=by, action="desk.name", target=desk, at=now)
    live.touch(desk.occasion.topic, f"desk:{desk.pk}")
    return desk


def _require_to_seat(by: User, desk: Desk, host: Centre | None) -> None:
    staff = ("interviews.act_for_recruiter", "fairs.run_site", "fairs.approve_participation")
    at_home = any(may(by, permission, desk) for permission in staff)
    as_host = host is not None and may(by, "fairs.approve_participation", host)
    if not (may(by, "interviews.call_next", desk) or at_home or as_host):
        raise PermissionDenied("interviews.call_next")


@transaction.atomic
def take_seats(*, occasion: Occasion, employer_id: int) -> None:
    """The enterprise has come: all its desks are at work. Whoever waits for it reads when their turn is."""
    awaited = Desk.objects.filter(**occasion.keys, employer_id=employer_id, awaited=True)
    desks = list(awaited.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if not desks:
        return
    Desk.objects.filter(pk__in=desks).update(awaited=False)
    waiting = QueueTicket.objects.filter(**occasion.keys, employer_id=employer_id).exclude(state__in=ENDED)
    people = waiting.order_by("pk").values_list("seeker", flat=True)
    live.touch(occasion.topic, *(f"desk:{pk}" for pk in desks), *(f"seeker:{pk}" for pk in people))


def pause_desk(*, desk: Desk, by: User, now: datetime) -> Desk:
    """A break: nobody is called to this table until it is taken up again. A talk that is on goes on."""
    return _set_pause(desk, now, by=by, now=now)


def resume_desk(*, desk: Desk, by: User, now: datetime) -> Desk:
    return _set_pause(desk, None, by=by, now=now)


@transaction.atomic
def _set_pause(desk: Desk, paused_at: datetime | None, *, by: User, now: datetime) -> Desk:
    for_recruiter(by, "interviews.call_next", desk)
    return set_pause(desk, paused_at, by=by, now=now)


def set_pause(desk: Desk, paused_at: datetime | None, *, by: User, now: datetime) -> Desk:
    """Whoever asks may do it. In the caller's transaction."""
    desk = Desk.objects.select_for_update(of=("self",)).get(pk=desk.pk)
    if (desk.paused_at is None) == (paused_at is None):
        return desk
    if desk.closed_at is not None:
        raise Refused(states.reasons_not_to_call(desk))
    desk.paused_at = paused_at
    desk.save(update_fields=["paused_at"])
    audit.record(by=by, action="desk.pause" if paused_at else "desk.resume", target=desk, at=now)
    live.touch(desk.occasion.topic, f"desk:{desk.pk}")
    return desk
