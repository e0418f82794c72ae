"""Tables and rooms: whose they are, and what the board says of them. Reads only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import employers_of
from nhipcau.interviews.models import ACTIVE, Desk, Interview, Occasion
from nhipcau.interviews.queries.guests import desks_as_guest
from nhipcau.interviews.queries.queue import lines_of
from nhipcau.interviews.queries.waits import QueueKey, key_of

SHOWN_NEXT = 3


@dataclass(frozen=True)
class BoardLine:
    """`state`: free, called, in_progress, awaited (the enterprise has not come yet), paused, stopped. `number`: of the person called or
    talking; `room`: where, online, once the call was answered."""

    desk: Desk
    state: str
    number: int | None
    since: datetime | None
    acknowledged: bool
    waiting: int
    next_numbers: tuple[int, ...]
    room: str

    @property
    def place(self) -> str:
        return self.desk.place.name if self.desk.place else ""

    @property
    def employer(self) -> str:
        return self.desk.employer.name


def desks_visible_to(user: User) -> QuerySet[Desk]:
    """Of the enterprises one recruits for, and of the centres where one may act for recruiters.

    An extra interviewer sees one: the desk of the invitation.
    """
    mine = Q(employer_id__in=employers_of(user)) | Q(pk__in=desks_as_guest(user))
    ours = Q(centre_id__in=centres_where(user, "interviews.act_for_recruiter"))
    return Desk.objects.filter(mine | ours).select_related("employer", "place", "centre")


def open_desks_of(user: User) -> QuerySet[Desk]:
    """Newest occasion first, then by enterprise and number."""
    desks = desks_visible_to(user).filter(closed_at=None)
    return desks.order_by("-occasion_id", "employer__name", "channel", "number")


def desk_of(user: User, occasion: Occasion) -> Desk | None:
    """Where this user sits: the desk with their name on it, else the first of their enterprise."""
    desks = Desk.objects.filter(**occasion.keys, closed_at=None).select_related("employer", "place", "centre")
    named = desks.filter(recruiter=user).order_by("number").first()
    return named or desks.filter(employer_id__in=employers_of(user)).order_by("channel", "number").first()


def free_colleagues_of(interview: Interview) -> QuerySet[Desk]:
    """Desks of the same enterprise, in the same hall or online, that are at work with nobody before them."""
    at = interview.desk
    same = {"employer_id": at.employer_id, "channel": at.channel, "place_id": at.place_id}
    desks = Desk.objects.filter(**at.occasion.keys, **same, closed_at=None, stopped_at=None, paused_at=None)
    busy = Interview.objects.filter(desk=OuterRef("pk"), state__in=ACTIVE)
    return desks.exclude(pk=at.pk).filter(~Exists(busy)).order_by("number")


def board(occasion: Occasion, *, now: datetime) -> list[BoardLine]:
    """One line for each open desk, the newest call first, then by number."""
    desks = Desk.objects.filter(**occasion.keys, closed_at=None).select_related("employer", "place")
    active = Interview.objects.filter(**occasion.keys, state__in=ACTIVE).select_related("ticket")
    at_desk = {interview.desk_id: interview for interview in active}
    queues = lines_of(occasion, now=now)
    lines = [_line(desk, at_desk.get(desk.pk), queues) for desk in desks.order_by("number", "pk")]
    return sorted(lines, key=lambda line: -line.since.timestamp() if line.state == "called" and line.since else 0)


def _line(desk: Desk, interview: Interview | None, queues: dict[QueueKey, list[int]]) -> BoardLine:
    waiting = queues.get(key_of(desk), [])
    state = interview.state if interview else _idle(desk)
    since = (interview.started_at or interview.called_at) if interview else desk.stopped_at or desk.paused_at
    return BoardLine(
        desk=desk,
        state=str(state),
        number=interview.ticket.number if interview else None,
        since=since,
        acknowledged=bool(interview and interview.acknowledged_at),
        waiting=len(waiting),
        next_numbers=tuple(waiting[:SHOWN_NEXT]),
        room=interview.room if interview and interview.acknowledged_at else "",
    )


def _idle(desk: Desk) -> str:
    if desk.stopped_at or desk.paused_at:
        return "stopped" if desk.stopped_at else "paused"
    return "awaited" if desk.awaited else "free"
