"""Keeping what people's pages say about their wait, to be compared with what comes."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q

from nhipcau.interviews.models import Estimate, Occasion, QueueTicket
from nhipcau.interviews.queries.waits import CALLABLE, lines

EVERY: Final = timedelta(minutes=5)


def note_estimates(*, occasion: Occasion, now: datetime) -> int:
    """Of everybody who waits, also during a talk elsewhere: within a minute of joining, then every five minutes. How many."""
    waiting = QueueTicket.objects.filter(**occasion.keys, state__in=CALLABLE)
    stale = waiting.annotate(last=Max("estimates__at")).filter(Q(last=None) | Q(last__lte=now - EVERY))
    wanted = list(stale.values_list("pk", flat=True))
    turns = lines(occasion, now=now).turns() if wanted else {}
    told = [(pk, turns[pk].wait) for pk in wanted if pk in turns]
    rows = [Estimate(ticket_id=pk, at=now, p50=wait.p50, p90=wait.p90) for pk, wait in told if wait is not None]
    return len(Estimate.objects.bulk_create(rows))


def note_all_estimates(*, now: datetime) -> int:
    """The same for every occasion where somebody waits."""
    waiting = QueueTicket.objects.filter(state__in=CALLABLE)
    pairs = set(waiting.values_list("occasion_kind", "occasion_id").distinct())
    return sum(note_estimates(occasion=Occasion(*pair), now=now) for pair in sorted(pairs))
