"""What is counted at the end of a played morning: talks, waits and how right they were, places that were lost."""

import itertools
from collections import Counter, defaultdict
from typing import Any

from bench.day_fair import MINUTE, NOON
from bench.day_people import MORNING


def lost(morning: Any) -> int:
    """Places that somebody had, or should have had from the door on, and that were taken from them."""
    from nhipcau.interviews.models import QueueTicket
    from nhipcau.interviews.rules.states import MOST_SKIPS

    wrongly, had, silent = set(morning.displaced), 0, unanswered(morning)
    for pk, state, skips in QueueTicket.objects.values_list("pk", "state", "skips"):
        had += 1
        three = state == "expired" and silent[pk] > MOST_SKIPS
        if skips > silent[pk] or (state not in ("served", "unserved") and not three):
            wrongly.add(pk)
    due = sum(len(person.queues(stand_by=morning.stand_by)) for person in morning.let_in)
    return len(wrongly) + due - had


def unanswered(morning: Any) -> Counter[int]:
    """By place: calls that were taken back, and during which the line was there all the time."""
    from nhipcau.interviews.models import Interview

    calls = Interview.objects.filter(state="cancelled", ended_at__lt=morning.now)
    rows = calls.values_list("ticket_id", "ticket__number", "called_at", "ended_at")
    return Counter(
        ticket
        for ticket, number, called, ended in rows
        if not any(lost < ended and called < back for lost, back in morning.spells[number])
    )


def measured(morning: Any) -> dict[str, Any]:
    from nhipcau.interviews.api import score_of
    from nhipcau.interviews.models import Interview, QueueTicket

    rows = list(Interview.objects.select_related("ticket").order_by("pk"))
    talked = sum(((row.ended_at or NOON) - row.started_at) / MINUTE for row in rows if row.started_at)
    first = {row.ticket_id: row for row in reversed(rows)}
    late = sorted((r.called_at - r.ticket.due_at) / MINUTE for r in first.values() if r.ticket.due_at)
    waits = sorted((r.called_at - r.ticket.joined_at) / MINUTE for r in first.values() if not r.ticket.due_at)
    score = score_of(morning.occasion, now=NOON)
    return {
        "interviews": sum(row.started_at is not None for row in rows),
        "people_met": len({row.seeker_id for row in rows if row.started_at}),
        "people_here": QueueTicket.objects.values("seeker").distinct().count(),
        "use": round(talked / (len(morning.fair.desks) * MORNING), 3),
        "stand_by_wait_p50": _share(waits, 0.5),
        "stand_by_wait_p90": _share(waits, 0.9),
        "booked_late_p50": _share(late, 0.5),
        "booked_late_p95": _share(late, 0.95),
        "estimates": score.told,
        "estimates_scored": score.scored,
        "within_p90": round(score.within, 3),
        "within_p50": round(score.early, 3),
        "pinball_p50": round(score.loss50, 2),
        "pinball_p90": round(score.loss90, 2),
        "median_error": round(score.error, 1),
        "drops": morning.drops,
        "drops_in_talks": morning.in_talks,
        "places": QueueTicket.objects.count(),
        "lost_places": lost(morning),
        "double_calls": doubles(rows, "seeker_id") + doubles(rows, "desk_id"),
    }


def doubles(rows: list[Any], of: str) -> int:
    """Interviews that began while another of the same person, or of the same table, was on."""
    spans = defaultdict(list)
    for row in rows:
        spans[getattr(row, of)].append((row.called_at, row.ended_at or NOON))
    return sum(later[0] < earlier[1] for one in spans.values() for earlier, later in itertools.pairwise(sorted(one)))


def _share(values: list[float], share: float) -> float | None:
    return round(values[int(len(values) * share)], 1) if values else None
