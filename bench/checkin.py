"""Two gates scan the ticket of each person almost together: python -m bench.checkin [--people 1000].

Two ways in one run: look whether the person was seen, then note the scan (the control, as booking systems do it),
and our whole use case with its permission, locks, queues, audit and news. A double is a second "welcome" for one person.
"""

import argparse
import importlib
import json
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bench import scratch

LANES = 8  # of each gate; lane n of both gates scans the same people in the same order
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@dataclass
class Door:
    """A running fair, its hall, somebody at the door, and the codes of those who come."""

    session: Any
    site: Any
    clerk: Any
    codes: list[str] = field(default_factory=list)


Gate = Callable[[Door, str], bool]


def factories(context: str) -> Any:
    return importlib.import_module(f"tests.{context}.factories")


def fill(people: int) -> Door:
    from nhipcau.fairs.models import Registration
    from nhipcau.foundation.crypto.codes import new_code
    from nhipcau.seekers.models import Seeker

    fairs = factories("fairs")
    site = fairs.SessionSiteFactory(session=fairs.FairSessionFactory(running=True), capacity=None)
    build = factories("seekers").SeekerFactory.build_batch
    seekers = Seeker.objects.bulk_create(build(people, centre=site.centre, citizen_index=None), batch_size=500)
    door = Door(site.session, site, factories("centres").staff("front_desk", site.centre))
    door.codes = [new_code() for _person in seekers]
    keys = {"session": site.session, "site": site, "centre": site.centre, "channel": "web", "registered_at": NOON}
    rows = [
        Registration(**keys, seeker=seeker, code=code, number=number)
        for number, (seeker, code) in enumerate(zip(seekers, door.codes, strict=True), start=1)
    ]
    Registration.objects.bulk_create(rows, batch_size=500)
    return door


def look_then_note(door: Door, code: str) -> bool:
    """What a door without a guard does: was this person seen? If not, welcome."""
    from nhipcau.fairs.models import Registration, ScanEvent

    person = Registration.objects.get(code=code)
    if ScanEvent.objects.filter(registration=person).exists():
        return False
    keys = {"session": door.session, "site": door.site, "way": "scan", "by": door.clerk}
    ScanEvent.objects.create(pk=uuid.uuid4(), **keys, registration=person, scanned_at=NOON, received_at=NOON)
    return True


def whole_use_case(door: Door, code: str) -> bool:
    from nhipcau.fairs.api import Result, check_in

    return check_in(session=door.session, site=door.site, code=code, by=door.clerk, now=NOON).result == Result.WELCOME


def race(door: Door, gate: Gate) -> dict[str, Any]:
    """Every lane of both gates in a thread of its own, all starting together, until everybody was scanned twice."""
    from django.db import connection

    welcomed: list[str] = []
    times: list[float] = []
    together = threading.Barrier(2 * LANES + 1)

    def work(lane: int) -> None:
        connection.ensure_connection()
        together.wait()
        for code in door.codes[lane::LANES]:
            begun = time.perf_counter()
            if gate(door, code):
                welcomed.append(code)
            times.append(time.perf_counter() - begun)
        connection.close()

    threads = [threading.Thread(target=work, args=[number % LANES]) for number in range(2 * LANES)]
    for thread in threads:
        thread.start()
    together.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    return summary(welcomed, sorted(times), time.perf_counter() - begun)


def summary(welcomed: list[str], times: list[float], seconds: float) -> dict[str, Any]:
    return {
        "scans": len(times),
        "people_let_in": len(set(welcomed)),
        "doubles": sum(count - 1 for count in Counter(welcomed).values()),
        "seconds": round(seconds, 2),
        "scans_per_second": round(len(times) / seconds, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--people", type=int, default=1000)
    people = words.parse_args().people
    found = {}
    with scratch.database():
        for name, gate in {"look_then_note": look_then_note, "check_in": whole_use_case}.items():
            found[name] = race(fill(people), gate)
            print(
                json.dumps({"bench": "checkin", "case": name, "gates": 2, "people": people} | found[name]), flush=True
            )
    control = found["look_then_note"]
    ratio = round(found["check_in"]["scans_per_second"] / control["scans_per_second"], 2)
    doubles = {name: case["doubles"] for name, case in found.items()}
    print(json.dumps({"bench": "checkin", "case": "against look_then_note", "rate": ratio, "doubles": doubles}))


if __name__ == "__main__":
    main()
