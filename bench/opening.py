"""Eight o'clock: three times the registered people press refresh: python -m bench.opening [--people 1410] [--within 5] [--seconds 90].

Everybody asks for the page of their day within so many seconds, signed in with a session of their own, presses refresh a little
later whether or not the page came, and then keeps it open: a stream, or polls where streams are refused. The real gunicorn and
the real live process, started as the demo starts them, on a database of their own; one client process (`bench/opening_people.py`).

Two cases in one run: `guard` true is the product; false is the same load with the guard taken out (`bench/opening_bare.py`):
pages for everybody at once, streams without limit, and pages that fetch themselves anew where the product asks for a version.
`page_*`: seconds from the press to the page, waiting and asking again included (of who has none, to the end). `answer_*`: seconds of each single request for a
page, to the page or to the notice that it opens by itself in a moment. `staff_*`: the door's page, asked for twice a second
meanwhile. Processor time of one page and of one poll is measured before the crowd comes.
"""

import argparse
import asyncio
import importlib
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from bench import scratch
from bench.live import raise_limit, used
from bench.opening_people import LIVE, PAGES, WARM, Crowd, alive, one_by_one

REGISTERED, TIMES, WISHES, OFFERED = 470, 3, 3, 30
MEASURED_PAGES, MEASURED_POLLS = 100, 500
BARE = "bench.opening_bare"


def factories(context: str) -> Any:
    return importlib.import_module(f"tests.{context}.factories")


def fill(people: int) -> tuple[list[tuple[str, int, int]], tuple[str, str]]:
    """A fair that just opened: of each person the session, the ticket and the number; of the clerk the session and the door."""
    from django.urls import reverse
    from django.utils import timezone

    from nhipcau.accounts.models import User
    from nhipcau.fairs.models import ParticipationState, Registration, Wish
    from nhipcau.foundation.crypto.codes import new_code
    from nhipcau.seekers.models import Seeker

    now = timezone.now()
    fairs, seekers = factories("fairs"), factories("seekers")
    running = fairs.FairSessionFactory(running=True, starts=now, ends=now + timedelta(hours=4), opened_at=now)
    site = fairs.SessionSiteFactory(session=running, capacity=None)
    accounts = User.objects.bulk_create(seekers.PhoneUserFactory.build_batch(people), batch_size=500)
    built = [
        seekers.SeekerFactory.build(centre=site.centre, citizen_index=None, account=account) for account in accounts
    ]
    keys = {"session": running, "site": site, "centre": site.centre, "channel": "web", "registered_at": now}
    tickets = Registration.objects.bulk_create(
        Registration(**keys, seeker=seeker, code=new_code(), number=number)
        for number, seeker in enumerate(Seeker.objects.bulk_create(built, batch_size=500), start=1)
    )
    present = {"participation__session": running, "participation__site": site}
    state = {"participation__state": ParticipationState.PRESENT}
    offered = [fairs.SessionVacancyFactory(**present, **state) for _ in range(OFFERED)]
    Wish.objects.bulk_create(
        Wish(registration=one, session_vacancy=offered[(number + 7 * rank) % OFFERED], rank=rank)
        for number, one in enumerate(tickets)
        for rank in range(1, WISHES + 1)
    )
    *own, clerks = sessions([*accounts, factories("centres").staff("front_desk", site.centre)])
    found = [(key, one.pk, one.seeker_id) for key, one in zip(own, tickets, strict=True)]
    return found, (clerks, reverse("fairs:door", args=[running.pk]))


def sessions(users: list[Any], method: str = "mfa") -> list[str]:
    """Signed in, each with a session of their own: as many rows at once as there are people. `method`: their last step."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.test import Client
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    signed = importlib.import_module("tests.accounts.signing").sign_in(Client(), users[-1], method=method).session
    store, until, rows = SessionStore(), timezone.now() + timedelta(hours=12), []
    for user in users:
        told = dict(signed.items()) | {
            "_auth_user_id": str(user.pk),
            "_auth_user_hash": user.get_session_auth_hash(),
            "account_authentication_methods_user": str(user.pk),
        }
        rows.append(
            Session(
                session_key=get_random_string(32, ascii_lowercase), session_data=store.encode(told), expire_date=until
            )
        )
    Session.objects.bulk_create(rows, batch_size=500)
    return [row.session_key for row in rows]


def servers(*, guard: bool) -> "list[subprocess.Popen[bytes]]":
    """The two processes of the demo (config/supervisor), the guard in or out."""
    from django.db import connection

    from config.supervisor.house import ASGI, SERVING, WSGI

    at = connection.settings_dict
    url = f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={at['HOST']}&port={at['PORT'] or 5432}"
    environment = os.environ | {"DATABASE_URL": url, "LIVE_PORT": str(LIVE)}
    pages = [WSGI] if guard else [f"{BARE}:pages()"]
    live = [ASGI] if guard else [f"{BARE}:live", "--factory"]
    quiet = ["--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", "1"]
    commands = [
        ["gunicorn", "--bind", f"127.0.0.1:{PAGES}", *SERVING, *pages],
        ["uvicorn", *live, "--port", str(LIVE), *quiet],
    ]
    return [
        subprocess.Popen([sys.executable, "-m", *words], env=environment, preexec_fn=raise_limit) for words in commands
    ]


def spent(server: "subprocess.Popen[bytes]") -> float:
    """Processor seconds of a process and of its workers."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return sum(used(pid)[1] for pid in [server.pid, *map(int, children)])


def of_each(server: "subprocess.Popen[bytes]", ask: Any, number: int) -> float:
    """Processor milliseconds of one request, one after another, after some to warm up."""
    asyncio.run(one_by_one(ask, WARM))
    before = spent(server)
    asyncio.run(one_by_one(ask, number))
    return round((spent(server) - before) / number * 1000, 2)


def measure(found: Any, *, guard: bool, within: float, seconds: float) -> dict[str, Any]:
    people, staff = found
    running = servers(guard=guard)
    try:
        asyncio.run(alive())
        crowd = Crowd(people, staff, guard=guard)
        costs = {
            "cpu_ms_page": of_each(running[0], crowd.page_of, MEASURED_PAGES),
            "cpu_ms_poll": of_each(running[1 if guard else 0], crowd.poll_of, MEASURED_POLLS),
        }
        before = [spent(server) for server in running]
        asyncio.run(crowd.morning(within, seconds))
        web, live = (round(spent(server) - cpu, 1) for server, cpu in zip(running, before, strict=True))
        return crowd.summary() | costs | {"web_cpu_seconds": web, "live_cpu_seconds": live}
    finally:
        for server in running:
            server.terminate()
        for server in running:
            server.wait()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--people", type=int, default=REGISTERED * TIMES)
    words.add_argument("--within", type=float, default=5, help="seconds in which everybody presses the first time")
    words.add_argument("--seconds", type=float, default=90, help="how long the morning is watched")
    asked = words.parse_args()
    raise_limit()
    told = {}
    with scratch.database():
        found = fill(asked.people)
        for guard in (True, False):
            told[guard] = measure(found, guard=guard, within=asked.within, seconds=asked.seconds)
            print(json.dumps({"bench": "opening", "guard": guard} | told[guard] | load()), flush=True)
    bare, ours = told[False], told[True]
    names = ("page_p50", "page_p95", "answer_p95", "staff_p95", "cpu_ms_poll", "web_cpu_seconds", "live_cpu_seconds")
    ratios = {name: round(bare[name] / ours[name], 2) if ours[name] and bare[name] else None for name in names}
    print(json.dumps({"bench": "opening", "case": "without the guard against with it"} | ratios | load()))


def load() -> dict[str, Any]:
    return {"load": round(os.getloadavg()[0], 1)}


if __name__ == "__main__":
    main()
