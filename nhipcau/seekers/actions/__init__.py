"""Use cases about people who look for work: one public function for each thing a person does."""

from nhipcau.seekers.actions.agreeing import change_consent
from nhipcau.seekers.actions.editing import EditedMeanwhile, edit_seeker
from nhipcau.seekers.actions.finding import (
    CannotLink,
    Numbers,
    link_account,
    look_up,
    read_numbers,
    take_my_data,
)
from nhipcau.seekers.actions.registering import AlreadyRegistered, CannotRegister, register_seeker

__all__ = [
    "AlreadyRegistered",
    "CannotLink",
    "CannotRegister",
    "EditedMeanwhile",
    "Numbers",
    "change_consent",
    "edit_seeker",
    "link_account",
    "look_up",
    "read_numbers",
    "register_seeker",
    "take_my_data",
]
