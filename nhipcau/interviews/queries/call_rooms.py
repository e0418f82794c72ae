"""Who is in the call of an online room, and how their lines are. Reads only."""

from nhipcau.accounts.api import User
from nhipcau.interviews.models import CallPage, Interview, Side


def open_pages(interview: Interview) -> list[CallPage]:
    """Pages that did not say that they leave, the oldest first."""
    return list(CallPage.objects.filter(interview=interview, left_at=None).order_by("pk"))


def page_of(user: User, room: str, number: int) -> CallPage | None:
    """One's own page in a room, by its number; open or not."""
    return CallPage.objects.filter(interview__room=room, by=user, pk=number).first()


def looked_in(interview: Interview) -> list[CallPage]:
    """Staff who were in the room, the last first: both sides may know."""
    return list(CallPage.objects.filter(interview=interview, side=Side.STAFF).order_by("-pk"))
