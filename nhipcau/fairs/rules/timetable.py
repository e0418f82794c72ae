"""When a timetable may be asked for, sent and answered, and how dear a pair is. Pure."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from nhipcau.fairs.models import (
    Appointment,
    FairSession,
    Participation,
    Registration,
    RegistrationState,
    SessionSite,
    SessionState,
    Timetable,
)
from nhipcau.fairs.rules.session import in_words
from nhipcau.interviews.models import Desk, Occasion

Window = tuple[int, int]  # minutes, the last not in it
S, R, A, T = SessionState, RegistrationState, Appointment.State, Timetable.State
MAKES: Final = (S.REGISTRATION_OPEN, S.READY, S.RUNNING)
COMES: Final = (R.CONFIRMED, R.CHECKED_IN)
LIVE: Final = (A.PROPOSED, A.CONFIRMED)
BECAUSE: Final = (Appointment.Because.TIME, Appointment.Because.NOT_THIS)  # what a person may say
GIVEN_UP: Final = timedelta(minutes=10)  # a job that takes longer has died
LATE: Final = timedelta(minutes=15)  # an enterprise that is not there by then is not planned with
AHEAD: Final = timedelta(minutes=10)  # a running session plans from then on: people must hear of it
BEST: Final = 1000
LEAST: Final = 1
CHOSEN_PART, SUITS_PART = 6, 4  # of ten parts, how much a wish and how much the file counts
NEXT_WISH: Final = 85  # in per cent: each further wish is that much as dear as the one before
ASKED_BY_THE_ENTERPRISE: Final = 150
ONLY_SUITS: Final = 50  # in per cent: what nobody chose counts half of how well it suits


class Unlaid(StrEnum):
    """Why a time of a timetable was not proposed when it was sent."""

    TABLE = "table"
    PERSON_BUSY = "person_busy"
    ENTERPRISE = "enterprise"
    PERSON = "person"
    DECLINED = "declined"
    TOO_LATE = "too_late"
    HOURS = "hours"


def why_unlaid(why: str, count: int) -> str:
    """The sentence for the operator."""
    said = {
        Unlaid.TABLE: ngettext_lazy(
            "%(count)d time could not be laid because its table has somebody at that minute by now.",
            "%(count)d times could not be laid because their tables have somebody at that minute by now.",
            "count",
        ),
        Unlaid.PERSON_BUSY: ngettext_lazy(
            "%(count)d time could not be laid because the person has another one at that minute, or with that enterprise.",
            "%(count)d times could not be laid because the people have others at that minute, or with that enterprise.",
            "count",
        ),
        Unlaid.ENTERPRISE: ngettext_lazy(
            "%(count)d time could not be laid because the enterprise or its table is gone.",
            "%(count)d times could not be laid because the enterprises or their tables are gone.",
            "count",
        ),
        Unlaid.PERSON: ngettext_lazy(
            "%(count)d time could not be laid because the person does not come any more.",
            "%(count)d times could not be laid because the people do not come any more.",
            "count",
        ),
        Unlaid.DECLINED: ngettext_lazy(
            "%(count)d time could not be laid because the person declined it meanwhile.",
            "%(count)d times could not be laid because the people declined them meanwhile.",
            "count",
        ),
        Unlaid.HOURS: ngettext_lazy(
            "%(count)d time could not be laid because the enterprise changed its hours meanwhile.",
            "%(count)d times could not be laid because the enterprises changed their hours meanwhile.",
            "count",
        ),
        Unlaid.TOO_LATE: ngettext_lazy(
            "%(count)d time could not be laid because its minute had passed.",
            "%(count)d times could not be laid because their minutes had passed.",
            "count",
        ),
    }
    return str(said[Unlaid(why)] % {"count": count})


def reasons_not_to_ask(session: FairSession, *, being_made: bool, now: datetime) -> list[str]:
    reasons = [] if session.state in MAKES else [in_words(session.state)]
    if now + AHEAD >= session.ends:
        reasons.append(_("This fair is nearly over: there is no time left to share out."))
    if being_made:
        reasons.append(_("A timetable is being made or sent already. It takes a minute at most."))
    return reasons


def is_being_made(timetable: Timetable, *, now: datetime) -> bool:
    return timetable.state == T.ASKED and now < timetable.asked_at + GIVEN_UP


def is_being_sent(timetable: Timetable, *, now: datetime) -> bool:
    return timetable.state == T.SENDING and timetable.sent_at is not None and now < timetable.sent_at + GIVEN_UP


def reasons_not_to_send(timetable: Timetable, session: FairSession) -> list[str]:
    reasons = [] if session.state in MAKES else [in_words(session.state)]
    if timetable.state not in (T.MADE, T.SENDING):
        reasons.append(_("This timetable is now: %(state)s.") % {"state": timetable.get_state_display()})
    return reasons


def reasons_to_look_again(latest: Timetable, *, shown: int | None) -> list[str]:
    """The page showed another timetable than the one that would be sent."""
    if shown == latest.number:
        return []
    words = _("Meanwhile timetable %(number)s was made. Nothing was sent: look at it first.")
    return [words % {"number": latest.number}]


def reasons_not_to_answer(appointment: Appointment, *, now: datetime) -> list[str]:
    if appointment.state not in LIVE:
        return [_("This interview time is now: %(state)s.") % {"state": appointment.get_state_display()}]
    if now >= appointment.ends:
        return [_("This time has passed.")]
    return []


def reasons_against_free_hours(registration: Registration, since: datetime | None, until: datetime | None) -> list[str]:
    session = registration.session
    first, last = since or session.starts, until or session.ends
    if session.state not in MAKES:
        return [in_words(session.state)]
    if first >= last or last <= session.starts or first >= session.ends:
        words = {"from": f"{localtime(session.starts):%H:%M}", "to": f"{localtime(session.ends):%H:%M}"}
        return [_("Choose times between %(from)s and %(to)s, the earlier one first.") % words]
    return []


def reasons_against_desk_hours(session: FairSession, since: datetime, until: datetime, minutes: int) -> list[str]:
    words = {"from": f"{localtime(session.starts):%H:%M}", "to": f"{localtime(session.ends):%H:%M}"}
    reasons = []
    if session.state not in (S.DRAFT, S.ANNOUNCED, S.POSTPONED, *MAKES):
        reasons.append(in_words(session.state))
    if not session.starts <= since < until <= session.ends:
        reasons.append(_("Choose times between %(from)s and %(to)s, the earlier one first.") % words)
    elif until - since < timedelta(minutes=minutes):
        reasons.append(_("Between these times not even one person fits in."))
    return reasons


def reasons_not_to_change_desks(
    session: FairSession, participation: Participation, desk: Desk, occasion: Occasion
) -> list[str]:
    reasons = [] if session.state in (S.DRAFT, S.ANNOUNCED, S.POSTPONED, *MAKES) else [in_words(session.state)]
    if desk.employer_id != participation.employer_id or desk.occasion != occasion:
        reasons.append(_("This table belongs to another enterprise."))
    return reasons


def weight(*, rank: int | None, score: int, invited: bool) -> int:
    """How dear a meeting is, 1 to 1000: the person's wish, how well the two files suit, the enterprise's own call.

    `rank` 1 is the dearest wish, None: not chosen. `score` as of matching, below 0 where a wish of the person is not met.
    """
    suits = max(score, 0)
    if rank is None:
        dear = suits * ONLY_SUITS // 100
    else:
        wish = BEST * NEXT_WISH ** (rank - 1) // 100 ** (rank - 1)
        dear = (CHOSEN_PART * wish + SUITS_PART * suits) // (CHOSEN_PART + SUITS_PART)
    return min(BEST, max(LEAST, dear + (ASKED_BY_THE_ENTERPRISE if invited else 0)))


def next_slot(begins: int, slot: int, since: int) -> int:
    """The first minute from `since` on at which a desk that began at `begins` starts a new talk."""
    return begins if since <= begins else begins + -(-(since - begins) // slot) * slot


def cut(windows: Iterable[Window], taken: Iterable[Window]) -> tuple[Window, ...]:
    """What is left of the windows."""
    left = [window for window in windows if window[0] < window[1]]
    for begins, ends in taken:
        parts = [part for first, last in left for part in ((first, min(last, begins)), (max(first, ends), last))]
        left = [part for part in parts if part[0] < part[1]]
    return tuple(left)


def may_come(registration: Registration) -> bool:
    return registration.state in COMES


def is_elsewhere(appointment: Appointment, site: SessionSite) -> bool:
    """At a table of another place than this site. Online ones are everywhere."""
    return appointment.desk.place_id is not None and appointment.desk.place_id != site.place_id


def outside(appointments: Collection[Appointment], since: datetime | None, until: datetime | None) -> list[Appointment]:
    """Those that are not within what the person now says."""
    return [one for one in appointments if (since and one.starts < since) or (until and one.ends > until)]
