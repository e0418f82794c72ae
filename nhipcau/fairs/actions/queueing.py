"""The queues a person stands in follow from their wishes and from where they are."""

from contextlib import suppress
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef

from nhipcau.accounts.api import User
from nhipcau.fairs.actions.booking import book_times
from nhipcau.fairs.models import Appointment, ParticipationState, Registration, SessionSite, SessionState, Wish
from nhipcau.fairs.queries.occasion import KIND, occasion_of
from nhipcau.foundation.prepared.api import Prepared
from nhipcau.interviews import api as interviews
from nhipcau.interviews.models import Channel, QueueTicket, TicketState

MEETS = (ParticipationState.APPROVED, ParticipationState.SET_UP, ParticipationState.PRESENT)
QUEUES_IN = (SessionState.READY, SessionState.RUNNING)
NEEDED = (
    "rank",
    "session_vacancy__vacancy__id",
    "session_vacancy__participation__state",
    "session_vacancy__participation__site_id",
    "session_vacancy__participation__online",
    "session_vacancy__participation__employer__id",
)
WAITS = (TicketState.WAITING, TicketState.AWAY, TicketState.BUSY_ELSEWHERE)
_wishes = Prepared(
    lambda registration: (
        Wish.objects.filter(registration_id=registration)
        .select_related("session_vacancy__vacancy", "session_vacancy__participation__employer")
        .only(*NEEDED)
        .order_by("rank")
    ),
    registration=BigIntegerField(),
)

_queued = QueueTicket.objects.filter(
    occasion_kind=KIND, occasion_id=OuterRef("session_id"), seeker_id=OuterRef("seeker_id")
)
_concerned = Prepared(
    lambda registration: (
        Registration.objects.filter(pk=registration)
        .filter(
            Exists(Wish.objects.filter(registration=OuterRef("pk")))
            | Exists(Appointment.objects.filter(registration=OuterRef("pk")))
            | Exists(_queued)
        )
        .values_list("pk")
    ),
    registration=BigIntegerField(),
)


def join_wished_queues(registration: Registration, site: SessionSite, *, by: User, now: datetime) -> None:
    """In the order of the wishes: at the enterprise's table when it stands here, else online when it interviews so.

    All wished queues are joined at once; a person in one talk keeps the place in the others. Times of the timetable
    are booked. After the last call of the day nobody is put in a queue any more.
    """
    if registration.session.state not in QUEUES_IN or not _concerned(registration=registration.pk):
        return
    queues = []
    for wish in _wishes(registration=registration.pk):
        participation = wish.session_vacancy.participation
        here = participation.site_id == site.pk
        if participation.state in MEETS and (here or participation.online):
            channel = Channel.ONSITE if here else Channel.ONLINE
            queues.append(interviews.Queue(participation.employer, wish.session_vacancy.vacancy, channel))
    if queues:
        interviews.join_queues(
            occasion=occasion_of(registration.session_id),
            seeker=registration.seeker,
            queues=queues,
            place=site.place,
            number=registration.number,
            by=by,
            now=now,
        )
    book_times(registration, site, by=by, now=now)


def stand_in_line(registration: Registration, site: SessionSite, *, since: datetime, by: User, now: datetime) -> None:
    """Heard of late: the person stands in the queues of this site as if they had joined when they came.

    Where `by` may no longer do that the person is here all the same, and the desk puts them in line.
    """
    with suppress(PermissionDenied, interviews.Refused), transaction.atomic():
        join_wished_queues(registration, site, by=by, now=now)
        for ticket in tickets_of(registration):
            if ticket.place_id in (None, site.place_id):
                interviews.stand_since(ticket=ticket, since=since, by=by, now=now)


def tickets_of(registration: Registration) -> list[QueueTicket]:
    """In the order they were joined."""
    mine = QueueTicket.objects.filter(**occasion_of(registration.session_id).keys, seeker_id=registration.seeker_id)
    return list(mine.select_related("employer").order_by("joined_at", "pk"))


def leave_waiting_queues(registration: Registration, *, but: set[int], by: User, now: datetime) -> None:
    """Give up the places, also those kept at another site, except in the queues of the enterprises in `but`."""
    for ticket in tickets_of(registration):
        if (ticket.state in WAITS or ticket.place_kept) and ticket.employer_id not in but:
            interviews.leave_queue(ticket=ticket, by=by, now=now)
