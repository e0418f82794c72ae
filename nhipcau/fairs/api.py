"""The door of fairs."""

from nhipcau.fairs.actions.announcing import add_link, make_links, note_opening
from nhipcau.fairs.actions.answering import come_again, stay_away
from nhipcau.fairs.actions.appointing import confirm, decline, say_free_hours
from nhipcau.fairs.actions.checking import check_all, check_readiness
from nhipcau.fairs.actions.copying import copy_session
from nhipcau.fairs.actions.counter import receive_newcomer
from nhipcau.fairs.actions.devices import end_device, enrol_computer, enrol_door, waive_device
from nhipcau.fairs.actions.door import CheckIn, Result, check_in, walk_in
from nhipcau.fairs.actions.inviting import invite_centre, tell_invited
from nhipcau.fairs.actions.joining import Seat, accept_invitation
from nhipcau.fairs.actions.not_coming import CalledOff, note_not_coming
from nhipcau.fairs.actions.plan import (
    SessionData,
    add_site,
    change_site,
    create_session,
    edit_session,
    remove_site,
)
from nhipcau.fairs.actions.proposing import make_session, propose, propose_all, set_aside
from nhipcau.fairs.actions.queueing import join_wished_queues
from nhipcau.fairs.actions.refusals import EditedMeanwhile, Refused
from nhipcau.fairs.actions.registering import cancel_registration, change_wishes, go_home, register
from nhipcau.fairs.actions.running import (
    begin_closing,
    call_again,
    close_session,
    mark_reported,
    open_session,
    open_site,
)
from nhipcau.fairs.actions.seating import arrive, leave, set_up, withdraw
from nhipcau.fairs.actions.sending_times import propose_times, send_timetable
from nhipcau.fairs.actions.series import SeriesData, keep_day, materialise, plan_series, skip_day
from nhipcau.fairs.actions.steps import (
    announce,
    cancel_session,
    get_ready,
    open_registration,
    postpone_session,
)
from nhipcau.fairs.actions.taking_part import apply, approve_participation, reject_participation
from nhipcau.fairs.actions.telling import mark_phoned, send_waiting
from nhipcau.fairs.actions.timetabling import Wanted, ask_timetable, make_timetable
from nhipcau.fairs.actions.uploading import upload
from nhipcau.fairs.actions.walk_ins import decide as decide_walk_in
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
from nhipcau.fairs.queries.invitations import asked_of
from nhipcau.fairs.queries.inviting import waiting_for as invitations_waiting
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.orders import open_proposals
from nhipcau.fairs.queries.readiness import all_not_ready, soon_lacking
from nhipcau.fairs.queries.telling import sessions_to_phone

__all__ = [
    "CalledOff",
    "CheckIn",
    "EditedMeanwhile",
    "ParticipationApproved",
    "ParticipationRejected",
    "PersonCheckedIn",
    "PersonRegistered",
    "Refused",
    "Result",
    "Seat",
    "SeriesData",
    "SessionAnnounced",
    "SessionCancelled",
    "SessionClosed",
    "SessionData",
    "SessionOpened",
    "SessionPostponed",
    "Wanted",
    "accept_invitation",
    "add_link",
    "add_site",
    "all_not_ready",
    "announce",
    "apply",
    "approve_participation",
    "arrive",
    "ask_timetable",
    "asked_of",
    "begin_closing",
    "call_again",
    "cancel_registration",
    "cancel_session",
    "change_site",
    "change_wishes",
    "check_all",
    "check_in",
    "check_readiness",
    "close_session",
    "come_again",
    "confirm",
    "copy_session",
    "create_session",
    "decide_walk_in",
    "decline",
    "edit_session",
    "end_device",
    "enrol_computer",
    "enrol_door",
    "get_ready",
    "go_home",
    "invitations_waiting",
    "invite_centre",
    "join_wished_queues",
    "keep_day",
    "leave",
    "make_links",
    "make_session",
    "make_timetable",
    "mark_phoned",
    "mark_reported",
    "materialise",
    "note_not_coming",
    "note_opening",
    "occasion_of",
    "open_proposals",
    "open_registration",
    "open_session",
    "open_site",
    "plan_series",
    "postpone_session",
    "propose",
    "propose_all",
    "propose_times",
    "receive_newcomer",
    "register",
    "reject_participation",
    "remove_site",
    "say_free_hours",
    "send_timetable",
    "send_waiting",
    "sessions_to_phone",
    "set_aside",
    "set_up",
    "skip_day",
    "soon_lacking",
    "stay_away",
    "tell_invited",
    "upload",
    "waive_device",
    "walk_in",
    "withdraw",
]
