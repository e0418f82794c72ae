"""The others who share this phone and are at the same fair: nobody's call is missed because another page is open."""

from dataclasses import dataclass

from nhipcau.accounts.api import Visitor
from nhipcau.fairs.models import Registration, RegistrationState
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.queries.people import of_account
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Interview
from nhipcau.seekers.api import seekers_of

STILL_IN = (RegistrationState.CONFIRMED, RegistrationState.WAITLISTED, RegistrationState.CHECKED_IN)


@dataclass(frozen=True)
class Relative:
    """`call` is the talk they are called to or are in."""

    registration: Registration
    call: Interview | None

    @property
    def topic(self) -> str:
        return f"seeker:{self.registration.seeker_id}"


def others_at(user: Visitor, registration: Registration) -> list[Relative]:
    """Everybody else of this account with a ticket for the session. Two queries."""
    people = seekers_of(user) - {registration.seeker_id}
    if not people:
        return []
    same = of_account(user).filter(session_id=registration.session_id, state__in=STILL_IN, seeker_id__in=people)
    others = list(same.order_by("pk"))
    if not others:
        return []
    calls = interviews.active_of(occasion_of(registration.session_id)).filter(seeker_id__in=people)
    called = {call.seeker_id: call for call in calls.select_related("desk", "employer")}
    return [Relative(other, called.get(other.seeker_id)) for other in others]
