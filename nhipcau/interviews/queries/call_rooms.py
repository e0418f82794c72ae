"""Who is in the call of an online room, and how their lines are. Reads only."""

from django.db.models import BigAutoField, BigIntegerField, CharField

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import employers_of
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.interviews.models import CallPage, Interview, Side
from nhipcau.interviews.queries.guests import desks_as_guest
from nhipcau.seekers.api import seekers_of

OF_ROOM = ("interview__desk", "interview__seeker", "interview__ticket__place")
_open = Prepared(
    lambda interview: CallPage.objects.filter(interview_id=interview, left_at=None).order_by("pk"),
    interview=BigIntegerField(),
)
_own = Prepared(
    lambda room, by, number: CallPage.objects.filter(interview__room=room, by_id=by, pk=number).select_related(
        *OF_ROOM
    ),
    room=CharField(),
    by=BigIntegerField(),
    number=BigAutoField(),
)


def open_pages(interview: Interview) -> list[CallPage]:
    """Pages that did not say that they leave, the oldest first."""
    return _open(interview=interview.pk)


def page_of(user: User, room: str, number: int) -> CallPage | None:
    """One's own page in a room, by its number; open or not. It comes with all that `is_in_room` asks for."""
    return _own.first(room=room, by=user.pk, number=number)


def is_in_room(user: User, interview: Interview) -> bool:
    """The answer of `rooms_of` for one interview that has been read with its desk, person, ticket and place."""
    if interview.seeker_id in seekers_of(user) or interview.employer_id in employers_of(user):
        return True
    if interview.desk.centre_id in centres_where(user, "interviews.act_for_recruiter"):
        return True
    ours, place = centres_where(user, "fairs.check_in"), interview.ticket.place
    here = interview.seeker.centre_id in ours or (place is not None and place.centre_id in ours)
    return here or interview.desk_id in desks_as_guest(user)


def looked_in(interview: Interview) -> list[CallPage]:
    """Staff who were in the room, the last first: both sides may know."""
    return list(CallPage.objects.filter(interview=interview, side=Side.STAFF).order_by("-pk"))
