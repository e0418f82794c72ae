"""Standing in several queues at once: who is let in at a fair stands in all they wished for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from nhipcau.accounts.api import User
from nhipcau.centres.models import Place
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.prepared.api import OneOf, Prepared, insert_all
from nhipcau.interviews.actions.queue import GIVEN_UP, in_a_talk, join_queue, may_queue
from nhipcau.interviews.models import Occasion, QueueTicket, TicketState
from nhipcau.seekers.api import has_priority
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.models import Vacancy

_of_person = Prepared(
    lambda kind, occasion, seeker: (
        QueueTicket.objects.filter(occasion_kind=kind, occasion_id=occasion, seeker_id=seeker)
        .exclude(state__in=GIVEN_UP)
        .values_list("employer_id")
    ),
    kind=models.CharField(),
    occasion=models.BigIntegerField(),
    seeker=models.BigIntegerField(),
)
_last = Prepared(
    lambda kind, occasion, employers: (
        QueueTicket.objects.filter(OneOf("employer_id", employers), occasion_kind=kind, occasion_id=occasion)
        .order_by()
        .values_list("employer_id")
        .annotate(last=Max("position"))
    ),
    kind=models.CharField(),
    occasion=models.BigIntegerField(),
    employers=ArrayField(models.BigIntegerField()),
)


@dataclass(frozen=True)
class Queue:
    """Of which enterprise, for which opening, in the hall or online."""

    employer: Employer
    vacancy: Vacancy | None
    channel: str


@transaction.atomic
def join_queues(
    *,
    occasion: Occasion,
    seeker: Seeker,
    queues: Sequence[Queue],
    place: Place | None,
    number: int,
    by: User,
    now: datetime,
) -> None:
    """As `join_queue` for each of them, in their order, by as many statements as for one. No bookings."""
    may_queue(by, seeker, place)
    mine = {"kind": occasion.kind, "occasion": occasion.id}
    had = {employer for (employer,) in _of_person(**mine, seeker=seeker.pk)}
    new = {one.employer.pk: one for one in queues if one.employer.pk not in had}
    if not new:
        return
    last = dict(_last(**mine, employers=list(new)))
    state = TicketState.BUSY_ELSEWHERE if in_a_talk(seeker) else TicketState.WAITING
    same = {**occasion.keys, "seeker": seeker, "place": place, "number": number, "joined_at": now, "state": state}
    same["priority"] = has_priority(seeker, localdate(now))
    rows = [
        QueueTicket(
            **same, employer=one.employer, vacancy=one.vacancy, channel=one.channel, position=last.get(pk, 0.0) + 1
        )
        for pk, one in new.items()
    ]
    joined = insert_all(rows, named="employer_id")
    audit.record_all(by=by, action="ticket.join", targets=joined, at=now)
    live.touch(occasion.topic, f"seeker:{seeker.pk}", *(f"queue:{row.employer_id}" for row in joined))
    late = [row for row in rows if row not in joined]
    _one_by_one(late, occasion, by, now)


def _one_by_one(rows: Sequence[QueueTicket], occasion: Occasion, by: User, now: datetime) -> None:
    """By another hand at the same moment; or the number is another person's, and that is an error."""
    for row in rows:
        join_queue(
            occasion=occasion,
            seeker=row.seeker,
            employer=row.employer,
            vacancy=row.vacancy,
            channel=row.channel,
            place=row.place,
            number=row.number,
            by=by,
            now=now,
        )
