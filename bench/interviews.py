"""Online interviews, many at once: python -m bench.interviews [--calls 300] [--waiting 3000] [--browsers 10].

**Signalling and rooms.** The real gunicorn, the real live process and the background jobs, started as the demo starts them, on a database of
their own. N recruiters at online desks press "call next"; each person hears it on the stream of their page and answers; both
open the room, enter its call, pass an offer, an answer and thirteen candidates each, tell of their line every 15 s while the
call is held, until the recruiter ends it and writes the result. All others wait: a stream each, and the page's own look at the wait
every half minute (`--looking`: the share of people whose page is in sight; a page that is not looks at nothing).

Simulated (`bench/interviews_people.py`, `_room.py`, `_wire.py`; one process): the browsers, which ask what the pages ask, in
their order and with their pauses, but load no scripts, styles or pictures again, draw nothing, and never hesitate; each
request has a connection of its own. No media: a connection counts as made when its signals have arrived. Real: everything
behind the two ports. Three cases in one run: `spread`, the presses within a minute (`--within`); `next`, the result together with the
press for the next person, at `--again` of the desks; `burst`, all desks within five seconds. No call ends before all had time to stand. `both`: seconds from the press to the moment at which each side has
the other's description; `heard`, `answered`, `entered`, `described`: since the step before (median). `cpu_ms_per_call`: user and system
time of a process less what it spends while nobody calls, over the calls; `idle` is that. Memory: resident, at its most.

**Browsers.** M real calls, two Chromium contexts each with a camera and a microphone that are made up (`bench/interviews_browsers.py`),
directly and forced through a real coturn in turn: how many get sound and picture both ways within 15 s of the second side's entry.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from typing import Any

from bench import interviews_browsers, interviews_panels, interviews_talk, scratch
from bench.interviews_made import Filled, fill
from bench.interviews_people import THUMB, Call, Desk, Fair, Person
from bench.interviews_spent import Watched
from bench.live import raise_limit
from bench.opening import load, servers
from bench.opening_people import alive

RUSH = 5.0  # seconds in which the desks press in a burst
TOGETHER, ENDS = 30.0, 30.0  # seconds after the last press in which all calls stand; after that, in which they end
IDLE, CALMS = 20.0, 8.0  # seconds that are watched while nobody calls; that things settle between two cases
AT_ONCE = 6  # desks that open their page together before anything is measured
STEPS = ("heard", "answered", "entered", "described")


def jobs(url: str) -> "subprocess.Popen[bytes]":
    """The background jobs of the demo: news for whoever comes next, and what is forgotten after a call."""
    words = ["manage.py", "procrastinate", "worker", "--concurrency", "4", "--queues", "news"]
    return subprocess.Popen([sys.executable, *words], env=os.environ | {"DATABASE_URL": url}, stderr=subprocess.DEVNULL)


def address() -> str:
    from django.db import connection

    at = connection.settings_dict
    return f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={at['HOST']}&port={at['PORT'] or 5432}"


def simulated(found: Filled, *how: float) -> None:
    """`how`: the share whose page is in sight, the seconds of the presses, the share that calls again."""
    running = [*servers(guard=True), jobs(address())]
    watched = Watched(dict(zip(("web", "live", "jobs"), running, strict=True)))
    try:
        asyncio.run(day(found, *how, watched=watched))
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait()


async def day(found: Filled, looking: float, within: float, again: float, *, watched: Watched) -> None:
    await alive()
    fair = Fair("interviews")
    people = [Person(fair, *one, looks=number < looking * len(found.people)) for number, one in enumerate(found.people)]
    desks = [Desk(fair, *one) for one in found.desks]
    about = {"calls": len(desks), "waiting": len(people), "looking": looking}
    sampling = asyncio.create_task(watched.samples())
    await asyncio.gather(*(one.stream_opened() for one in people))
    waits = [asyncio.create_task(one.waits()) for one in people]
    for few in range(0, len(desks), AT_ONCE):
        await asyncio.gather(*(desk.opens() for desk in desks[few : few + AT_ONCE]))
    await asyncio.sleep(CALMS)
    idle = await case(fair, watched, asyncio.sleep(IDLE), {})
    told({"case": "idle"} | about | idle)
    rates = idle["cpu_per_second"]
    spread = asyncio.gather(*(presses(fair, desk, "spread", within, fair.chance.random() < again) for desk in desks))
    both = await case(fair, watched, spread, rates)
    told({"case": "spread, then next", "within": within} | about | both | summary(fair, "spread", "next"))
    await asyncio.sleep(CALMS)
    rush = asyncio.gather(*(presses(fair, desk, "burst", RUSH, False) for desk in desks))
    told({"case": "burst", "within": RUSH} | about | await case(fair, watched, rush, rates) | summary(fair, "burst"))
    for task in (sampling, *waits):
        task.cancel()


async def presses(fair: Fair, desk: Desk, case: str, within: float, again: bool) -> None:
    """At some moment; the call ends at another, after all others had theirs."""
    ends = fair.now() + within + TOGETHER + fair.chance.uniform(0, ENDS)
    await asyncio.sleep(fair.chance.uniform(0, within))
    try:
        await desk.calls(case, ends, again=again)
    except (OSError, KeyError, ValueError) as error:
        fair.met.wrong[type(error).__name__] += 1


async def case(fair: Fair, watched: Watched, act: Any, rates: dict[str, float]) -> dict[str, Any]:
    """What was spent while it went on; of it, for each call, what is above the rates of an idle time."""
    known, asked, before, begun = set(fair.calls), fair.met.requests, watched.spent(), time.perf_counter()
    fair.most, fair.reloaded, fair.met.refused_streams, fair.met.seconds = fair.standing, 0, 0, {}
    fair.met.wrong.clear()
    watched.forget()
    await act
    seconds = time.perf_counter() - begun
    spent = {name: cpu - before[name] for name, cpu in watched.spent().items()}
    calls = len(set(fair.calls) - known)
    above = {name: (cpu - rates.get(name, 0.0) * seconds) * 1000 for name, cpu in spent.items()}
    return {
        "made": calls,
        "most_at_once": fair.most,
        "seconds": round(seconds, 1),
        "requests_per_second": round((fair.met.requests - asked) / seconds, 1),
        "cpu_per_second": {name: round(cpu / seconds, 3) for name, cpu in spent.items()},
        "cpu_ms_per_call": {name: round(ms / calls) for name, ms in above.items()} if calls else None,
        "mib": watched.most_mib(),
        "desks_reloaded": fair.reloaded,
        "streams_refused": fair.met.refused_streams,
        "wrong": dict(fair.met.wrong),
        "requests": {name: len(took) for name, took in sorted(fair.met.seconds.items())},
        "p95": {name: ranked(took)[95] for name, took in sorted(fair.met.seconds.items())},
    }


def summary(fair: Fair, *cases: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in cases:
        calls = [call for call in fair.calls.values() if call.case == name]
        met = [call for call in calls if len(call.described) >= 2]
        both = ranked([call.described[1] - call.pressed - THUMB for call in met])
        told[name] = {"calls": len(calls), "met": len(met)} | {f"both_p{share}": both[share] for share in both}
        told[name] |= dict(zip(STEPS, steps(met), strict=True))
    return told


def steps(met: list[Call]) -> list[float | None]:
    """Medians, each since the step before; `entered` and `described` are those of the later side."""
    moments = [
        (call.pressed, call.heard, call.answered, max(call.entered) - THUMB, call.described[1] - THUMB) for call in met
    ]
    return [ranked([each[n + 1] - each[n] for each in moments])[50] for n in range(len(STEPS))]


def ranked(seconds: list[float]) -> dict[int, float | None]:
    found = sorted(seconds)
    return {share: round(found[int(len(found) * share / 100)], 2) if found else None for share in (50, 95, 99)}


def told(found: dict[str, Any]) -> None:
    print(json.dumps({"bench": "interviews"} | found | load()), flush=True)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument(
        "--calls", type=int, default=300, help="desks that call at the same time; 0 leaves this part out"
    )
    words.add_argument("--waiting", type=int, default=3000)
    words.add_argument("--looking", type=float, default=1.0, help="share of the waiting whose page is in sight")
    words.add_argument("--within", type=float, default=60, help="seconds in which the desks press, spread")
    words.add_argument("--again", type=float, default=1.0, help="share of the desks that call the next with the result")
    words.add_argument("--browsers", type=int, default=10, help="real calls; 0 leaves this part out")
    words.add_argument("--panels", type=int, default=4, help="real panels of three; 0 leaves this part out")
    words.add_argument("--listeners", type=int, default=0, help="a talk to so many real pages; each takes 60 MB here")
    asked = words.parse_args()
    raise_limit()
    with scratch.database():
        if asked.calls:
            simulated(fill(asked.calls, asked.waiting), asked.looking, asked.within, asked.again)
        if asked.browsers:
            interviews_browsers.measure(asked.browsers, told)
        if asked.panels:
            interviews_panels.measure(asked.panels, told)
        if asked.listeners:
            interviews_talk.measure(asked.listeners, told)


if __name__ == "__main__":
    main()
