"""Who comes next, and where a skipped person goes."""

import math
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Final

from nhipcau.interviews.models import QueueTicket

CAP: Final = 3  # of any three calls, at most one goes to the priority group before its turn
PLACES_BACK: Final = 2


def by_place(ticket: QueueTicket) -> tuple[float, int]:
    return ticket.position, ticket.pk


def in_order(waiting: Iterable[QueueTicket], recent: Sequence[bool] = ()) -> list[QueueTicket]:
    """Put back in front > priority group, capped > place in the queue.

    `recent` says of the last calls, oldest first, whether each was a person of the priority group.
    """
    everyone = sorted(waiting, key=by_place)
    line = [ticket for ticket in everyone if ticket.in_front]
    called = [*recent, *(ticket.priority for ticket in line)]
    first = deque(ticket for ticket in everyone if ticket.priority and not ticket.in_front)
    others = deque(ticket for ticket in everyone if not ticket.priority and not ticket.in_front)
    while first or others:
        jump = not any(called[-(CAP - 1) :])
        earlier = bool(first and others) and by_place(first[0]) < by_place(others[0])
        take = first if first and (jump or earlier or not others) else others
        line.append(take.popleft())
        called.append(line[-1].priority)
    return line


def moved_back(own: float, others: Sequence[float]) -> float:
    """The position after the next two of those who wait behind; `others` are positions of the queue."""
    behind = sorted(position for position in others if position >= own)
    if len(behind) < PLACES_BACK:
        return (behind[-1] if behind else own) + 1
    last = behind[PLACES_BACK - 1]
    if len(behind) == PLACES_BACK:
        return last + 1
    after = behind[PLACES_BACK]
    return (last + after) / 2 if after > last else math.nextafter(last, math.inf)
