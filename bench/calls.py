"""Thirty desks call from ten queues at once: python -m bench.calls [--tickets 3000].

Three ways in one run: read-then-update (the control), our one statement alone, and the whole use case with
its permission, audit, intervals and news. A duplicate is a call to somebody called already.
"""

import argparse
import importlib
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench import scratch

DESKS, QUEUES = 30, 10
Caller = Callable[[Any], int | None]


NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def factories(context: str) -> Any:
    return importlib.import_module(f"tests.{context}.factories")


def fill(tickets: int) -> list[Any]:
    """Ten enterprises with three desks each, and people who wait."""
    from nhipcau.interviews.models import QueueTicket
    from nhipcau.seekers.models import Seeker

    new_desk, build = factories("interviews").DeskFactory, factories("seekers").SeekerFactory.build_batch
    first = [new_desk() for _ in range(QUEUES)]
    more = [new_desk(employer=desk.employer, place=desk.place) for desk in first for _ in range(DESKS // QUEUES - 1)]
    desks = first + more
    people = Seeker.objects.bulk_create(build(tickets, centre=first[0].centre, citizen_index=None), batch_size=500)
    rows = []
    for number, person in enumerate(people, start=1):
        at = first[number % QUEUES]
        keys = {"occasion_kind": "fair", "occasion_id": 1, "channel": at.channel, "place": at.place}
        rows.append(
            QueueTicket(**keys, seeker=person, employer=at.employer, number=number, position=number, joined_at=NOON)
        )
    QueueTicket.objects.bulk_create(rows, batch_size=500)
    recruiters = {desk.employer_id: factories("employers").recruiter(desk.employer) for desk in first}
    for desk in desks:
        desk.recruiter = recruiters[desk.employer_id]
    return desks


def read_then_update(desk: Any) -> int | None:
    """What a queue without a guard does: look who is first, then mark them."""
    from nhipcau.interviews.models import QueueTicket, TicketState

    waiting = QueueTicket.objects.filter(employer_id=desk.employer_id, state=TicketState.WAITING)
    ticket = waiting.order_by("position").first()
    if ticket is None:
        return None
    ticket.state = TicketState.CALLED
    ticket.save(update_fields=["state"])
    return int(ticket.pk)


def one_statement(desk: Any) -> int | None:
    from nhipcau.interviews.actions.calling import _next_ticket

    ticket = _next_ticket(desk, NOON)
    return None if ticket is None else int(ticket.pk)


def whole_use_case(desk: Any) -> int | None:
    from nhipcau.interviews.actions import call_next
    from nhipcau.interviews.models import Interview

    interview = call_next(desk=desk, by=desk.recruiter, now=NOON)
    if interview is None:
        return None
    Interview.objects.filter(pk=interview.pk).update(state="done", started_at=NOON, ended_at=NOON)
    return int(interview.ticket_id)


def race(desks: list[Any], call: Caller) -> dict[str, Any]:
    """Every desk in a thread of its own, all starting together, until nobody waits."""
    from django.db import connection

    called: list[int] = []
    times: list[float] = []
    together = threading.Barrier(len(desks) + 1)

    def work(desk: Any) -> None:
        connection.ensure_connection()
        together.wait()
        while True:
            begun = time.perf_counter()
            ticket = call(desk)
            times.append(time.perf_counter() - begun)
            if ticket is None:
                break
            called.append(ticket)
        connection.close()

    threads = [threading.Thread(target=work, args=[desk]) for desk in desks]
    for thread in threads:
        thread.start()
    together.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    return summary(called, sorted(times), time.perf_counter() - begun)


def summary(called: list[int], times: list[float], seconds: float) -> dict[str, Any]:
    return {
        "calls": len(called),
        "people": len(set(called)),
        "duplicates": sum(times_called - 1 for times_called in Counter(called).values()),
        "seconds": round(seconds, 2),
        "people_per_second": round(len(set(called)) / seconds, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--tickets", type=int, default=3000)
    tickets = words.parse_args().tickets
    with scratch.database():
        from nhipcau.interviews.models import QueueTicket

        desks = fill(tickets)
        found = {}
        cases = {
            "read_then_update": read_then_update,
            "one_statement": one_statement,
            "call_next": whole_use_case,
        }
        for name, call in cases.items():
            QueueTicket.objects.update(state="waiting", called_at=None, hold_until=None)
            found[name] = race(desks, call)
            about = {"bench": "calls", "case": name, "desks": DESKS, "queues": QUEUES, "tickets": tickets}
            print(json.dumps(about | found[name]), flush=True)
    control = found["read_then_update"]
    ratios = {name: round(case["people_per_second"] / control["people_per_second"], 2) for name, case in found.items()}
    doubles = {name: case["duplicates"] for name, case in found.items()}
    print(json.dumps({"bench": "calls", "case": "against read_then_update", "rate": ratios, "duplicates": doubles}))


if __name__ == "__main__":
    main()
