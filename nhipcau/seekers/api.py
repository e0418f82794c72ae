"""The door of seekers."""

from nhipcau.seekers.actions import (
    AlreadyRegistered,
    CannotRegister,
    EditedMeanwhile,
    change_consent,
    edit_seeker,
    link_account,
    look_up,
    register_seeker,
)
from nhipcau.seekers.actions.people_sheet import (
    CannotSend,
    Line,
    lines_of,
    send_people,
    take_people,
    write_here,
)
from nhipcau.seekers.actions.villagers import bring_villager
from nhipcau.seekers.events import SeekerRegistered
from nhipcau.seekers.http import choose_person, current_person, people
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.queries import (
    REGISTER_VILLAGER,
    brought_by,
    find_people,
    has_brought,
    people_of_account,
    people_sheets_of,
    seekers_of,
    visible_to,
)
from nhipcau.seekers.rules import (
    AGE_BANDS,
    SeekerData,
    age_band,
    age_on,
    citizen_index,
    data_of,
    has_priority,
    masked,
    subject_of,
)

__all__ = [
    "AGE_BANDS",
    "REGISTER_VILLAGER",
    "AlreadyRegistered",
    "CannotRegister",
    "CannotSend",
    "EditedMeanwhile",
    "Line",
    "Seeker",
    "SeekerData",
    "SeekerRegistered",
    "age_band",
    "age_on",
    "bring_villager",
    "brought_by",
    "change_consent",
    "choose_person",
    "citizen_index",
    "current_person",
    "data_of",
    "edit_seeker",
    "find_people",
    "has_brought",
    "has_priority",
    "lines_of",
    "link_account",
    "look_up",
    "masked",
    "people",
    "people_of_account",
    "people_sheets_of",
    "register_seeker",
    "seekers_of",
    "send_people",
    "subject_of",
    "take_people",
    "visible_to",
    "write_here",
]
