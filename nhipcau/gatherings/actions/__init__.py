"""Use cases of gatherings: one public function for each thing a person does."""

from nhipcau.gatherings.actions.inviting import CannotInvite, Invitation, TooEarly, end_invite, enter_by_link, invite
from nhipcau.gatherings.actions.joining import answer, join_talk, leave, put_in, take_out
from nhipcau.gatherings.actions.papers import note_paper
from nhipcau.gatherings.actions.planning import call_off, change_gathering, plan_gathering
from nhipcau.gatherings.actions.questions import answer_question, ask_question, hide_question, support
from nhipcau.gatherings.actions.refusals import Refused
from nhipcau.gatherings.actions.reminding import remind_all, tell_called_off, tell_moved
from nhipcau.gatherings.actions.results import record_result
from nhipcau.gatherings.actions.rooms import (
    admit,
    ask_to_speak,
    end_forgotten,
    end_gathering,
    end_speaking,
    enter_room,
    leave_room,
    open_gathering,
    tell,
)
from nhipcau.gatherings.actions.stages import close_stage, give_up_seats

__all__ = [
    "CannotInvite",
    "Invitation",
    "Refused",
    "TooEarly",
    "admit",
    "answer",
    "answer_question",
    "ask_question",
    "ask_to_speak",
    "call_off",
    "change_gathering",
    "close_stage",
    "end_forgotten",
    "end_gathering",
    "end_invite",
    "end_speaking",
    "enter_by_link",
    "enter_room",
    "give_up_seats",
    "hide_question",
    "invite",
    "join_talk",
    "leave",
    "leave_room",
    "note_paper",
    "open_gathering",
    "plan_gathering",
    "put_in",
    "record_result",
    "remind_all",
    "support",
    "take_out",
    "tell",
    "tell_called_off",
    "tell_moved",
]
