"""The timetable of the demo's morning: made and sent by its operator, confirmed by most of the people it serves."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Final

from nhipcau.accounts.api import User
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Registration

ANSWERS: Final = 0.7  # of the people who are asked


def share_out(
    session: FairSession,
    operator: User,
    clerk_of: Callable[[Registration], User],
    chance: Callable[[str], Random],
    now: datetime,
) -> None:
    """Whoever has no account answers at the counter of their site."""
    asked = fairs.ask_timetable(session=session, wanted=fairs.Wanted(), by=operator, now=now)
    made = fairs.make_timetable(timetable_id=asked.pk, now=now)
    fairs.send_timetable(timetable=made, by=operator, now=now)
    fairs.propose_times(timetable_id=made.pk, now=now)
    served = session.registrations.filter(appointments__state="proposed", is_demo=True).distinct()
    for registration in served.select_related("seeker__account", "session", "site").order_by("pk"):
        if chance(f"answers:{registration.pk}").random() < ANSWERS:
            by = registration.seeker.account or clerk_of(registration)
            fairs.confirm(registration=registration, by=by, now=now)
