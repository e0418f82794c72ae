"""A morning played through the real use cases on a moved clock: python -m bench.day [--scale 1] [--seed 1] [--no-shows 0.2].

Twice with the same people: with appointments only, and with stand-by. Arrivals, no-shows, talks and broken lines follow
from the seed; people are let in by the door's use case. Whose line is down answers nothing, and a talk online breaks with it.
Nobody leaves a queue by choice, and every line is back within ten minutes: a place is lost when it is not there after the
door, when it is further back after a broken line, and when it ended otherwise than by the talk, by three calls without an
answer or by the close; a call during which the line was down is never one of the three, nor one that moved the place back.
A double call is a person or a table with two interviews at once.
"""

import argparse
import heapq
import itertools
import json
import os
import time
from collections import defaultdict
from datetime import datetime
from random import Random
from typing import Any

from bench import scratch
from bench.day_counted import measured
from bench.day_fair import EIGHT, MINUTE, hold
from bench.day_people import MORNING, Crowd, Person, crowd

TALK, SPREAD, BREAK = 9.0, 4.0, 1.0  # minutes: talks are lognormal; between two of them the result is written
DROPS, ANSWERS, COMES = (
    0.15,
    0.97,
    0.95,
)  # of people online lose the line once; of calls are answered; come to the table
NOTED = 20 / 60  # minutes until a lost line is noted
PATIENCE = 1.0  # minutes until who interviews gives a broken talk up


class Morning:
    """One played morning. `run` gives what is measured."""

    def __init__(self, crowd: Crowd, *, stand_by: bool, seed: int) -> None:
        from nhipcau.interviews.models import Occasion

        self.crowd, self.stand_by, self.seed = crowd, stand_by, seed
        self.events: list[tuple[float, int, Any, tuple[Any, ...]]] = []
        self.order = itertools.count()
        self.let_in: list[Person] = []
        self.idle: dict[int, set[int]] = defaultdict(set)  # enterprise: tables that found nobody
        self.at_work: set[int] = set()  # tables with somebody before them
        self.drops, self.in_talks, self.displaced = 0, 0, set[int]()
        self.down: dict[int, dict[int, float]] = {}  # people whose line is down: their places, as they were
        self.spells: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)  # by person: when the line was down
        self.talks: dict[int, tuple[int, Any]] = {}  # by person: the table and the call or talk online
        self.fair = hold(crowd, stand_by=stand_by)
        self.occasion = Occasion("fair", self.fair.session.pk)
        self.enterprise_of = {table: e for e, tables in enumerate(crowd.tables) for table in tables}

    def at(self, minute: float, do: Any, *about: Any) -> None:
        heapq.heappush(self.events, (minute, next(self.order), do, about))

    def run(self) -> dict[str, Any]:
        for person in self.crowd.people:
            if person.arrives is not None and (self.stand_by or person.appointments):
                self.at(person.arrives, self.arrive, person)
        for table in self.fair.desks:
            self.at(0, self.call, table)
        for minute in range(1, MORNING):
            self.at(minute, self.tick)
        while self.events and self.events[0][0] < MORNING:
            self.minute, _, do, about = heapq.heappop(self.events)
            do(*about)
        self.close()
        return measured(self)

    @property
    def now(self) -> datetime:
        return EIGHT + self.minute * MINUTE

    def chance(self, *about: Any) -> Random:
        return Random(f"{self.seed}:{about}")

    def arrive(self, person: Person) -> None:
        from nhipcau.fairs.api import check_in

        known = self.fair.people[person.number]
        check_in(session=self.fair.session, site=known.site, code=known.code, by=self.fair.clerk, now=self.now)
        self.let_in.append(person)
        self.free(person.number)
        chance = self.chance("drops", person.number)
        if person.wishes[0] in self.crowd.online and chance.random() < DROPS:
            self.at(self.minute + chance.uniform(1, 60), self.drop, person.number, chance.uniform(0.5, 9.5))

    def places(self, number: int) -> Any:
        from nhipcau.interviews.models import ENDED, QueueTicket

        return QueueTicket.objects.filter(seeker=self.fair.people[number].seeker_id).exclude(state__in=ENDED)

    def drop(self, number: int, minutes: float) -> None:
        """The line breaks, is noted, and comes back within ten minutes; a talk that is on waits for it for a moment."""
        self.drops += 1
        self.in_talks += number in self.talks
        back = self.minute + max(minutes, NOTED) + 0.01
        self.down[number] = dict(self.places(number).values_list("pk", "position"))
        self.spells[number].append((self.now, EIGHT + back * MINUTE))
        self.at(self.minute + NOTED, self.note_lost, number)
        self.at(self.minute + PATIENCE, self.give_up, number)
        self.at(back, self.back, number)

    def note_lost(self, number: int) -> None:
        from nhipcau.interviews.actions import lose_line

        lose_line(seeker_id=self.fair.people[number].seeker_id, stream=1, now=self.now)

    def give_up(self, number: int) -> None:
        """The talk broke with the line: who interviews says so, and goes on with somebody else."""
        from nhipcau.interviews.api import fail_technically

        if number not in self.down or number not in self.talks:
            return
        table, interview = self.talks[number]
        interview.refresh_from_db()
        if interview.state == "in_progress":
            recruiter = self.fair.recruiters[self.enterprise_of[table]]
            fail_technically(interview=interview, by=recruiter, now=self.now)
            self.rest(table, interview)

    def back(self, number: int) -> None:
        from nhipcau.interviews.actions import find_line

        kept = self.down.pop(number)
        find_line(seeker_id=self.fair.people[number].seeker_id, stream=2, now=self.now)
        again = dict(self.places(number).values_list("pk", "position"))
        self.displaced |= {pk for pk, position in kept.items() if again.get(pk, position) > position}
        self.displaced |= set(self.places(number).filter(state="away").values_list("pk", flat=True))
        self.free(number)

    def wake(self, e: int) -> None:
        for table in sorted(self.idle.pop(e, ())):
            self.at(self.minute, self.call, table)

    def free(self, number: int) -> None:
        for e in self.crowd.people[number - 1].wishes:
            self.wake(e)

    def call(self, table: int) -> None:
        from nhipcau.interviews.api import call_next

        e = self.enterprise_of[table]
        if table in self.at_work:
            return
        interview = call_next(desk=self.fair.desks[table], by=self.fair.recruiters[e], now=self.now)
        if interview is None:
            self.idle[e].add(table)
            return
        self.at_work.add(table)
        chance = self.chance("call", interview.ticket_id, self.minute)
        if e in self.crowd.online:
            self.talks[interview.ticket.number] = (table, interview)
            if chance.random() < ANSWERS:
                self.at(self.minute + chance.uniform(0.1, 0.6), self.answer, table, interview)
            else:
                self.at(self.minute + 1.02, self.time_runs_out, table, interview, False)
        elif chance.random() < COMES:
            self.at(self.minute + chance.uniform(0.4, 2), self.sit_down, table, interview, False)
        else:
            self.at(self.minute + 3, self.no_answer, table, interview)

    def answer(self, table: int, interview: Any) -> None:
        """They would; whose line is down cannot, and does as soon as it is back and the call still stands."""
        if interview.ticket.number in self.down:
            self.at(self.minute + NOTED, self.time_runs_out, table, interview, True)
        else:
            self.sit_down(table, interview, True)

    def time_runs_out(self, table: int, interview: Any, would: bool) -> None:
        from nhipcau.interviews.api import release_overdue

        release_overdue(occasion=self.occasion, now=self.now)
        interview.refresh_from_db()
        if interview.state != "called":
            self.rest(table, interview)
        elif would:
            self.answer(table, interview)
        else:
            self.at(self.minute + NOTED, self.time_runs_out, table, interview, False)

    def no_answer(self, table: int, interview: Any) -> None:
        from nhipcau.interviews.api import skip_ticket

        skip_ticket(interview=interview, by=self.fair.recruiters[self.enterprise_of[table]], now=self.now)
        self.rest(table, interview)

    def sit_down(self, table: int, interview: Any, online: bool) -> None:
        from nhipcau.interviews.api import acknowledge, start_interview

        recruiter = self.fair.recruiters[self.enterprise_of[table]]
        if online:
            acknowledge(interview=interview, by=self.fair.operator, now=self.now)
        start_interview(interview=interview, by=recruiter, now=self.now)
        minutes = self.chance("talk", interview.ticket_id).lognormvariate(*_lognormal(TALK, SPREAD))
        self.at(self.minute + minutes, self.finish, table, interview)

    def finish(self, table: int, interview: Any) -> None:
        from nhipcau.interviews.api import finish_interview

        interview.refresh_from_db()
        if interview.state != "in_progress":  # it broke
            return
        finish_interview(interview=interview, by=self.fair.recruiters[self.enterprise_of[table]], now=self.now)
        self.rest(table, interview)

    def rest(self, table: int, interview: Any) -> None:
        self.at_work.discard(table)
        self.talks.pop(interview.ticket.number, None)
        self.free(interview.ticket.number)
        self.at(self.minute + BREAK, self.call, table)

    def tick(self) -> None:
        """Each minute: what time does by itself, what waits are told, and tables look again."""
        from nhipcau.interviews.api import note_estimates, release_overdue

        release_overdue(occasion=self.occasion, now=self.now)
        note_estimates(occasion=self.occasion, now=self.now)
        for e in list(self.idle):
            self.wake(e)

    def close(self) -> None:
        from nhipcau.fairs.api import begin_closing, close_session

        self.minute = MORNING
        begin_closing(session=self.fair.session, by=self.fair.operator, now=self.now)
        close_session(session=self.fair.session, by=self.fair.operator, now=self.now)


def _lognormal(mean: float, spread: float) -> tuple[float, float]:
    import math

    variance = math.log(1 + (spread / mean) ** 2)
    return math.log(mean) - variance / 2, math.sqrt(variance)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--scale", type=int, default=1)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--no-shows", type=float, default=0.2)
    asked = words.parse_args()
    for stand_by in (False, True):
        with scratch.database():
            people = crowd(asked.scale, asked.seed, asked.no_shows)
            about = {"bench": "day", "scale": asked.scale, "seed": asked.seed, "no_shows": asked.no_shows}
            about |= {"stand_by": stand_by, "people": len(people.people), "tables": sum(map(len, people.tables))}
            begun, cpu = time.perf_counter(), time.process_time()
            found = Morning(people, stand_by=stand_by, seed=asked.seed).run()
            spent = {
                "seconds": round(time.perf_counter() - begun, 1),
                "cpu_seconds": round(time.process_time() - cpu, 1),
                "load": round(os.getloadavg()[0], 1),
            }
            print(json.dumps(about | found | spent), flush=True)


if __name__ == "__main__":
    main()
