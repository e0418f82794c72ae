"""The timetable of the demo's morning: made and sent by its operator, answered by most of the people it serves."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from random import Random
from typing import Final

from nhipcau.accounts.api import User
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Appointment, FairSession, Registration

ANSWERS: Final = 0.7  # of the times that are proposed
DECLINES: Final = 0.08
ANSWERS_AT_ONCE: Final = 60  # in one step: the others answer in the next ones
AGAIN: Final = 0.3  # of the morning: who came elsewhere, or not at all, is known by then
Chance = Callable[[str], Random]
Clerk = Callable[[Registration], User]


def share_out(session: FairSession, operator: User, clerk_of: Clerk, chance: Chance, now: datetime) -> None:
    """Before the doors open: everybody is told a day, and most have answered."""
    _send(session, fairs.Wanted(), operator, now)
    answer(session, clerk_of, chance, now)


def share_out_again(session: FairSession, operator: User, now: datetime) -> None:
    """Once in the morning, as the timetable before it was asked for, unless somebody did so already."""
    if now < session.starts + AGAIN * (session.ends - session.starts):
        return
    last = session.timetables.filter(state="sent").order_by("-number").first()
    if last is None or session.timetables.filter(asked_at__gt=session.starts).exists():
        return
    wanted = fairs.Wanted(**{name: getattr(last, name) for name in vars(fairs.Wanted())})
    with suppress(fairs.Refused):
        _send(session, wanted, operator, now)


def answer(session: FairSession, clerk_of: Clerk, chance: Chance, now: datetime, *, most: int | None = None) -> None:
    """Most say yes to a time, some cannot come, some say nothing. Who has no account answers at the counter of their site."""
    asked = Appointment.objects.filter(registration__session=session, registration__is_demo=True, ends__gt=now)
    keys = asked.filter(state="proposed").order_by("registration", "starts", "pk").values_list("pk", flat=True)
    says = {pk: chance(f"answers:{pk}").random() for pk in keys}
    speaking = [pk for pk, said in says.items() if said < ANSWERS][:most]
    people = "registration__seeker__account", "registration__session", "registration__site"
    for one in Appointment.objects.filter(pk__in=speaking).select_related(*people).order_by("registration", "starts"):
        by = one.registration.seeker.account or clerk_of(one.registration)
        with suppress(fairs.Refused):
            if says[one.pk] < DECLINES:
                fairs.decline(appointment=one, because=Appointment.Because.TIME, by=by, now=now)
            else:
                fairs.confirm(registration=one.registration, by=by, now=now, seen=[one.pk])


def _send(session: FairSession, wanted: fairs.Wanted, operator: User, now: datetime) -> None:
    asked = fairs.ask_timetable(session=session, wanted=wanted, by=operator, now=now)
    made = fairs.make_timetable(timetable_id=asked.pk, now=now)
    fairs.send_timetable(timetable=made, by=operator, now=now)
    fairs.propose_times(timetable_id=made.pk, now=now)
