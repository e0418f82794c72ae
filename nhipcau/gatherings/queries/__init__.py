"""What screens and other contexts may ask about gatherings. Reads only."""

from nhipcau.gatherings.queries.candidates import find_candidates, may_be_put_in
from nhipcau.gatherings.queries.gatherings import coming_talks, gatherings_of, managed_by, past_of
from nhipcau.gatherings.queries.invites import invite_of, invites_of
from nhipcau.gatherings.queries.members import candidates_of, counts_of, member_of, members_of, taken
from nhipcau.gatherings.queries.questions import questions_in
from nhipcau.gatherings.queries.rooms import may_speak_in, open_visits, visit_of

__all__ = [
    "candidates_of",
    "coming_talks",
    "counts_of",
    "find_candidates",
    "gatherings_of",
    "invite_of",
    "invites_of",
    "managed_by",
    "may_be_put_in",
    "may_speak_in",
    "member_of",
    "members_of",
    "open_visits",
    "past_of",
    "questions_in",
    "taken",
    "visit_of",
]
