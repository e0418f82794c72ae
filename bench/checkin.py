"""Two gates scan the ticket of each person almost together: python -m bench.checkin [--attempts 100000].

Two ways in one run: look whether the person was seen, then note the scan (the control, without the guard, as booking systems
do it), and our whole use case with its permission, locks, queues, audit and news. An attempt is one scan; a double is a
second "welcome" for one person. Then the real endpoint, called by its WSGI application: session, permission, check-in,
audit and the page's answer, for somebody signed in already, with tickets without and with three wishes (`wishes`); one
thread, and `cpu_ms` is what this process spends on each. What a client, the network and the database spend is not in it.
"""

import argparse
import importlib
import io
import json
import os
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from bench import scratch

LANES = 8  # of each gate; lane n of both gates scans the same people in the same order
PEOPLE, WARM = 2500, 50
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


def fill(people: int, wishes: int = 0) -> Door:
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
    made = Registration.objects.bulk_create(rows, batch_size=500)
    if wishes:
        wish(made, site, wishes)
    return door


def wish(registrations: list[Any], site: Any, wishes: int) -> None:
    """Each wants to meet the same number of enterprises of thirty that stand in the hall."""
    from nhipcau.fairs.models import ParticipationState, Wish

    new = factories("fairs").SessionVacancyFactory
    present = {"session": site.session, "site": site, "state": ParticipationState.PRESENT}
    offered = [new(**{f"participation__{name}": value for name, value in present.items()}) for _ in range(30)]
    lines = [
        Wish(registration=one, session_vacancy=offered[(number + 7 * rank) % 30], rank=rank)
        for number, one in enumerate(registrations)
        for rank in range(1, wishes + 1)
    ]
    Wish.objects.bulk_create(lines, batch_size=1000)


def look_then_note(door: Door, code: str) -> bool:
    """What a door without a guard does: was this person seen? If not, welcome."""
    from nhipcau.fairs.models import Registration, ScanEvent

    person = Registration.objects.get(code=code)
    if ScanEvent.objects.filter(registration=person).exists():
        return False
    keys = {"session": door.session, "site": door.site, "way": "scan", "by": door.clerk}
    ScanEvent.objects.create(pk=uuid.uuid4(), **keys, registration=person, scanned_at=NOON, received_at=NOON)
    return True


def use_case(door: Door, code: str) -> bool:
    from nhipcau.fairs.api import Result, check_in

    return check_in(session=door.session, site=door.site, code=code, by=door.clerk, now=NOON).result == Result.WELCOME


def race(gate: Gate, attempts: int) -> dict[str, Any]:
    """Round after round with new people, until so many scans were made."""
    from django.db import connection

    scans = welcomed = doubles = 0
    times: list[float] = []
    seconds = cpu = 0.0
    while scans < attempts:
        door = fill(min(PEOPLE, (attempts - scans + 1) // 2))
        connection.close()
        begun, spent = time.perf_counter(), time.process_time()
        found, took = one_round(door, gate)
        seconds, cpu = seconds + time.perf_counter() - begun, cpu + time.process_time() - spent
        scans, welcomed = scans + len(took), welcomed + len(set(found))
        doubles += sum(count - 1 for count in Counter(found).values())
        times += took
    times.sort()
    return {
        "attempts": scans,
        "people_let_in": welcomed,
        "doubles": doubles,
        "per_second": round(scans / seconds, 1),
        "cpu_ms": round(cpu / scans * 1000, 2),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
    }


def one_round(door: Door, gate: Gate) -> tuple[list[str], list[float]]:
    """Every lane of both gates in a thread of its own, all starting together, until everybody was scanned twice."""
    from django.db import connection

    welcomed: list[str] = []
    times: list[float] = []
    together = threading.Barrier(2 * LANES)

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
    for thread in threads:
        thread.join()
    return welcomed, times


def endpoint(people: int, wishes: int) -> dict[str, Any]:
    """The address that a scanner posts to, as a centre runs it: real time, no demo."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    settings.DEMO, connection.settings_dict["CONN_MAX_AGE"] = False, None  # a server keeps its connections
    door, app = fill(people + WARM, wishes), get_wsgi_application()
    post = poster(door, app)
    for code in door.codes[:WARM]:
        post(code)
    begun, cpu = time.perf_counter(), time.process_time()
    welcomed = sum(post(code) for code in door.codes[WARM:])
    cpu, seconds = time.process_time() - cpu, time.perf_counter() - begun
    again = sum(post(code) for code in door.codes[WARM:])  # each of them a second time: nobody is welcomed twice
    return {
        "wishes": wishes,
        "attempts": people,
        "welcomed": welcomed,
        "doubles": again,
        "per_second": round(people / seconds, 1),
        "cpu_ms": round(cpu / people * 1000, 2),
    }


def poster(door: Door, app: Any) -> Callable[[str], bool]:
    """One request as a server hands it over; True when the answer welcomes somebody."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client
    from django.urls import reverse

    client = importlib.import_module("tests.accounts.signing").sign_in(Client(), door.clerk)
    token, path = _get_new_csrf_string(), reverse("fairs:scan", args=[door.session.pk])
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {settings.CSRF_COOKIE_NAME: token}
    about = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_HX_REQUEST": "true",
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.url_scheme": "http",
    }

    def post(code: str) -> bool:
        said = {"code": code, "scan_id": str(uuid.uuid4()), "diem": door.site.pk, "csrfmiddlewaretoken": token}
        body = urlencode(said).encode()
        asked = about | {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)), "wsgi.errors": sys.stderr}
        answer = app(asked, lambda _status, _headers: None)
        words = b"".join(answer)
        answer.close()
        return b'data-result="ok"' in words

    return post


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--attempts", type=int, default=100_000)
    attempts = words.parse_args().attempts
    found = {}
    with scratch.database():
        for name, (guard, gate) in {"look_then_note": (False, look_then_note), "check_in": (True, use_case)}.items():
            found[name] = race(gate, attempts)
            told({"case": name, "guard": guard, "gates": 2}, found[name])
        for wishes in (0, 3):
            told({"case": "endpoint", "guard": True}, endpoint(min(attempts, 2000), wishes))
    control = found["look_then_note"]
    ratio = round(found["check_in"]["per_second"] / control["per_second"], 2)
    told(
        {"case": "against look_then_note"},
        {"rate": ratio, "doubles": {n: case["doubles"] for n, case in found.items()}},
    )


def told(about: dict[str, Any], found: dict[str, Any]) -> None:
    print(json.dumps({"bench": "checkin"} | about | found | {"load": round(os.getloadavg()[0], 1)}), flush=True)


if __name__ == "__main__":
    main()
