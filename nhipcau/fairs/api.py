"""The door of fairs."""

from nhipcau.fairs.actions.announcing import add_link, make_links
from nhipcau.fairs.actions.counter import receive_newcomer
from nhipcau.fairs.actions.door import CheckIn, Result, check_in, walk_in
from nhipcau.fairs.actions.plan import (
    SessionData,
    add_site,
    change_site,
    create_session,
    edit_session,
    remove_site,
)
from nhipcau.fairs.actions.queueing import join_wished_queues
from nhipcau.fairs.actions.refusals import EditedMeanwhile, Refused
from nhipcau.fairs.actions.registering import cancel_registration, change_wishes, go_home, register
from nhipcau.fairs.actions.running import begin_closing, close_session, mark_reported, open_session, open_site
from nhipcau.fairs.actions.seating import arrive, leave, set_up, withdraw
from nhipcau.fairs.actions.series import SeriesData, keep_day, materialise, plan_series, skip_day
from nhipcau.fairs.actions.steps import (
    announce,
    cancel_session,
    get_ready,
    open_registration,
    postpone_session,
)
from nhipcau.fairs.actions.taking_part import apply, approve_participation, reject_participation
from nhipcau.fairs.events import (
    ParticipationApproved,
    ParticipationRejected,
    PersonCheckedIn,
    PersonRegistered,
    SessionAnnounced,
    SessionCancelled,
    SessionClosed,
    SessionOpened,
    SessionPostponed,
)
from nhipcau.fairs.queries.occasion import occasion_of

__all__ = [
    "CheckIn",
    "EditedMeanwhile",
    "ParticipationApproved",
    "ParticipationRejected",
    "PersonCheckedIn",
    "PersonRegistered",
    "Refused",
    "Result",
    "SeriesData",
    "SessionAnnounced",
    "SessionCancelled",
    "SessionClosed",
    "SessionData",
    "SessionOpened",
    "SessionPostponed",
    "add_link",
    "add_site",
    "announce",
    "apply",
    "approve_participation",
    "arrive",
    "begin_closing",
    "cancel_registration",
    "cancel_session",
    "change_site",
    "change_wishes",
    "check_in",
    "close_session",
    "create_session",
    "edit_session",
    "get_ready",
    "go_home",
    "join_wished_queues",
    "keep_day",
    "leave",
    "make_links",
    "mark_reported",
    "materialise",
    "occasion_of",
    "open_registration",
    "open_session",
    "open_site",
    "plan_series",
    "postpone_session",
    "receive_newcomer",
    "register",
    "reject_participation",
    "remove_site",
    "set_up",
    "skip_day",
    "walk_in",
    "withdraw",
]
