"""Use cases of desks, queues, calls, talks and outcomes: one public function for each thing a person does."""

from nhipcau.interviews.actions.calling import CannotCall, call_next
from nhipcau.interviews.actions.desks import open_desk, pause_desk, resume_desk
from nhipcau.interviews.actions.later import record_later
from nhipcau.interviews.actions.moves import IllegalMove, Refused
from nhipcau.interviews.actions.outcomes import CannotRecord, record_outcome
from nhipcau.interviews.actions.queue import join_queue, leave_queue, lose_connection, reconnect
from nhipcau.interviews.actions.reminding import send_reminder
from nhipcau.interviews.actions.room import speaks_for_person, write_in_room
from nhipcau.interviews.actions.sweeping import (
    close_desk,
    close_occasion,
    release_all_overdue,
    release_overdue,
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
    "CannotCall",
    "CannotRecord",
    "IllegalMove",
    "NotYet",
    "Refused",
    "acknowledge",
    "call_next",
    "close_desk",
    "close_occasion",
    "fail_technically",
    "finish_interview",
    "join_queue",
    "leave_queue",
    "lose_connection",
    "mark_absent",
    "miss_employer",
    "open_desk",
    "pause_desk",
    "reconnect",
    "record_later",
    "record_outcome",
    "release_all_overdue",
    "release_overdue",
    "remind_person",
    "resume_desk",
    "send_reminder",
    "skip_ticket",
    "speaks_for_person",
    "start_interview",
    "stop_calls",
    "write_in_room",
]
