"""Thirty desks call from ten queues at once: python -m bench.calls [--attempts 100000].

Three ways in one run: read-then-update (the control, without the guard), our one statement alone, and the whole use case
with its permission, audit, intervals and news. An attempt is one press of "call the next person"; a double is a call to
somebody called already. The queues are filled again when they are empty. `cpu_ms` is of this process, for each attempt.
"""

import argparse
import importlib
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench import scratch

DESKS, QUEUES, TICKETS = 30, 10, 3000
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


def race(desks: list[Any], call: Caller, attempts: int) -> dict[str, Any]:
    """Every desk in a thread of its own, round after round, until so many attempts were made."""
    from nhipcau.interviews.models import QueueTicket

    called = doubles = made = 0
    times: list[float] = []
    seconds = cpu = 0.0
    while made < attempts:
        QueueTicket.objects.update(state="waiting", called_at=None, hold_until=None)
        begun, spent = time.perf_counter(), time.process_time()
        found, took = one_round(desks, call, attempts - made)
        seconds, cpu = seconds + time.perf_counter() - begun, cpu + time.process_time() - spent
        called, made = called + len(found), made + len(took)
        doubles += sum(count - 1 for count in Counter(found).values())
        times += took
    times.sort()
    return {
        "attempts": made,
        "calls": called,
        "doubles": doubles,
        "per_second": round(made / seconds, 1),
        "cpu_ms": round(cpu / made * 1000, 2),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
    }


def one_round(desks: list[Any], call: Caller, most: int) -> tuple[list[int], list[float]]:
    """All desks start together and call until nobody waits or enough was tried."""
    from django.db import connection

    called: list[int] = []
    times: list[float] = []
    together = threading.Barrier(len(desks))

    def work(desk: Any) -> None:
        connection.ensure_connection()
        together.wait()
        while len(times) < most:
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
    for thread in threads:
        thread.join()
    return called, times


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--attempts", type=int, default=100_000)
    attempts = words.parse_args().attempts
    cases = {
        "read_then_update": (False, read_then_update),
        "one_statement": (True, one_statement),
        "call_next": (True, whole_use_case),
    }
    with scratch.database():
        desks, found = fill(TICKETS), {}
        for name, (guard, call) in cases.items():
            found[name] = race(desks, call, attempts)
            about = {"bench": "calls", "case": name, "guard": guard, "desks": DESKS, "queues": QUEUES}
            print(json.dumps(about | found[name] | {"load": round(os.getloadavg()[0], 1)}), flush=True)
    control = found["read_then_update"]
    ratios = {name: round(case["per_second"] / control["per_second"], 2) for name, case in found.items()}
    doubles = {name: case["doubles"] for name, case in found.items()}
    print(json.dumps({"bench": "calls", "case": "against read_then_update", "rate": ratios, "doubles": doubles}))


if __name__ == "__main__":
    main()
