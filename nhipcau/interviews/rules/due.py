"""When an enterprise is reminded of results that it owes, and why not. Pure."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nhipcau.interviews.models import Slot, Stage

MOST: Final = 3
DAY_BEGINS, DAY_ENDS = time(7), time(21)  # at night nobody is written to
PAUSE: Final = timedelta(hours=2)  # between two reminders, whoever sends them
GIVEN_UP: Final = timedelta(days=7)  # after the day; then somebody must call
LISTED: Final = timedelta(days=60)
# After which day, and when on it.
TIMES: Final = ((Slot.EVENING, 0, time(18)), (Slot.MORNING, 1, time(8)), (Slot.THIRD_DAY, 3, time(8)))


def is_due(stage: str | None) -> bool:
    """ "Met" is no result: nobody can say yet what became of the person. As `queries.sheets.OPEN` asks the database."""
    return stage in (None, "", Stage.MET)


def is_night(now: datetime) -> bool:
    return not DAY_BEGINS <= localtime(now).time() < DAY_ENDS


def slot_due(day: date, now: datetime, sent: Collection[str]) -> Slot | None:
    """The reminder whose time has come for talks of that day. One that was missed is not sent after the next."""
    today, hour = localtime(now).date(), localtime(now).time()
    if is_night(now) or today - day > GIVEN_UP:
        return None
    come = [slot for slot, days, at in TIMES if (today, hour) >= (day + timedelta(days=days), at)]
    return come[-1] if come and come[-1] not in sent else None


def reasons_not_to_remind(*, sent: int, last_at: datetime | None, reachable: bool, now: datetime) -> list[str]:
    reasons = []
    if not reachable:
        reasons.append(_("This enterprise has neither an e-mail address nor a mobile number. Please call."))
    if sent >= MOST:
        reasons.append(_("It was reminded three times. Please call."))
    elif last_at is not None and now - last_at < PAUSE:
        reasons.append(_("It was reminded just now. Please wait two hours."))
    if is_night(now):
        reasons.append(_("Nobody is written to between 21:00 and 7:00."))
    return reasons
