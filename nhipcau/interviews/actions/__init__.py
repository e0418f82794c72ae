"""Use cases of desks, queues, calls, talks and outcomes: one public function for each thing a person does."""

from nhipcau.interviews.actions.arriving import stand_since
from nhipcau.interviews.actions.booking import CannotBook, set_booking
from nhipcau.interviews.actions.bulk import Answer, NotWhole, Written, record_all_or_nothing, record_results
from nhipcau.interviews.actions.call_rooms import (
    Passed,
    enter_call,
    exchange,
    extend_talk,
    forget_signals,
    leave_call,
    side_of,
)
from nhipcau.interviews.actions.calling import CannotCall, call_next
from nhipcau.interviews.actions.calling_off import call_off, open_again, pause_all
from nhipcau.interviews.actions.checking import note_check
from nhipcau.interviews.actions.desks import name_interviewer, open_desk, pause_desk, resume_desk, take_seats
from nhipcau.interviews.actions.due import CannotRemind, remind_all, remind_of_results
from nhipcau.interviews.actions.estimating import note_all_estimates, note_estimates
from nhipcau.interviews.actions.following import follow_person
from nhipcau.interviews.actions.giving_back import give_back
from nhipcau.interviews.actions.guests import (
    CannotInvite,
    Invitation,
    TooManyTries,
    count_guest_try,
    end_guest,
    enter_by_link,
    invite_guest,
)
from nhipcau.interviews.actions.handing import CannotHandOver, hand_over
from nhipcau.interviews.actions.joining import Queue, join_queues
from nhipcau.interviews.actions.later import record_later
from nhipcau.interviews.actions.moves import IllegalMove, Refused
from nhipcau.interviews.actions.nearing import tell_near
from nhipcau.interviews.actions.on_paper import OnPaper, note_paper_talks
from nhipcau.interviews.actions.outcomes import CannotRecord, record_outcome
from nhipcau.interviews.actions.panels import begin_hearing, hear_page, join_stage
from nhipcau.interviews.actions.presence import find_line, lose_line
from nhipcau.interviews.actions.queue import join_queue, leave_queue, lose_connection, reconnect
from nhipcau.interviews.actions.reminding import send_reminder
from nhipcau.interviews.actions.room import show_sign, speaks_for_person, write_in_room
from nhipcau.interviews.actions.sheets import CannotRead, CannotTake, send_results, take_results, twin_of
from nhipcau.interviews.actions.sweeping import (
    close_desk,
    close_occasion,
    release_all_overdue,
    release_overdue,
    resume_calls,
    stop_calls,
)
from nhipcau.interviews.actions.talks import (
    NotYet,
    acknowledge,
    fail_technically,
    finish_interview,
    mark_absent,
    miss_employer,
    remind_person,
    skip_ticket,
    start_interview,
)

__all__ = [
    "Answer",
    "CannotBook",
    "CannotCall",
    "CannotHandOver",
    "CannotInvite",
    "CannotRead",
    "CannotRecord",
    "CannotRemind",
    "CannotTake",
    "IllegalMove",
    "Invitation",
    "NotWhole",
    "NotYet",
    "OnPaper",
    "Passed",
    "Queue",
    "Refused",
    "TooManyTries",
    "Written",
    "acknowledge",
    "begin_hearing",
    "call_next",
    "call_off",
    "close_desk",
    "close_occasion",
    "count_guest_try",
    "end_guest",
    "enter_by_link",
    "enter_call",
    "exchange",
    "extend_talk",
    "fail_technically",
    "find_line",
    "finish_interview",
    "follow_person",
    "forget_signals",
    "give_back",
    "hand_over",
    "hear_page",
    "invite_guest",
    "join_queue",
    "join_queues",
    "join_stage",
    "leave_call",
    "leave_queue",
    "lose_connection",
    "lose_line",
    "mark_absent",
    "miss_employer",
    "name_interviewer",
    "note_all_estimates",
    "note_check",
    "note_estimates",
    "note_paper_talks",
    "open_again",
    "open_desk",
    "pause_all",
    "pause_desk",
    "reconnect",
    "record_all_or_nothing",
    "record_later",
    "record_outcome",
    "record_results",
    "release_all_overdue",
    "release_overdue",
    "remind_all",
    "remind_of_results",
    "remind_person",
    "resume_calls",
    "resume_desk",
    "send_reminder",
    "send_results",
    "set_booking",
    "show_sign",
    "side_of",
    "skip_ticket",
    "speaks_for_person",
    "stand_since",
    "start_interview",
    "stop_calls",
    "take_results",
    "take_seats",
    "tell_near",
    "twin_of",
    "write_in_room",
]
