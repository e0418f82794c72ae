"""Use cases about people who look for work: one public function for each thing a person does."""

from nhipcau.seekers.actions.agreeing import change_consent
from nhipcau.seekers.actions.editing import EditedMeanwhile, edit_seeker
from nhipcau.seekers.actions.finding import (
    CannotLink,
    Numbers,
    PeopleFound,
    link_account,
    look_up,
    people_with_phone,
    read_numbers,
    search_people,
    take_my_data,
)
from nhipcau.seekers.actions.recognising import (
    AskedTooOften,
    Recognised,
    Scan,
    confirm_by_card,
    recognise,
    scan_card,
    seen_on,
)
from nhipcau.seekers.actions.registering import AlreadyRegistered, CannotRegister, register_seeker

__all__ = [
    "AlreadyRegistered",
    "AskedTooOften",
    "CannotLink",
    "CannotRegister",
    "EditedMeanwhile",
    "Numbers",
    "PeopleFound",
    "Recognised",
    "Scan",
    "change_consent",
    "confirm_by_card",
    "edit_seeker",
    "link_account",
    "look_up",
    "people_with_phone",
    "read_numbers",
    "recognise",
    "register_seeker",
    "scan_card",
    "search_people",
    "seen_on",
    "take_my_data",
]
