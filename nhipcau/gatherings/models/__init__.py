"""Tables of rooms with many people: who comes, who is there, what is asked, brought and decided."""

from nhipcau.gatherings.models.gatherings import Gathering, Kind, State
from nhipcau.gatherings.models.invites import Invite
from nhipcau.gatherings.models.members import Answer, Member, Role, Visit
from nhipcau.gatherings.models.papers import Paper, PaperKind, PaperState
from nhipcau.gatherings.models.questions import Question, Support
from nhipcau.gatherings.models.results import Result

__all__ = [
    "Answer",
    "Gathering",
    "Invite",
    "Kind",
    "Member",
    "Paper",
    "PaperKind",
    "PaperState",
    "Question",
    "Result",
    "Role",
    "State",
    "Support",
    "Visit",
]
