"""Compile what makes the timetable, beside the rest of a start: half a minute once, after that it lies on disk."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from nhipcau.fairs import timetable as solver

SOME = 4


class Command(BaseCommand):
    help = "Compiles the solver of timetables and keeps it on disk. Asks no database; harmless to repeat."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        begun = time.monotonic()
        problem = solver.Problem.of(
            people=[solver.Person(each, ((0, 60),), (1,)) for each in range(SOME)],
            interviewers=[solver.Interviewer(each, each, ((0, 60),), slot=15, site=1) for each in range(SOME)],
            edges=[solver.Edge(one, other, 1 + one + other) for one in range(SOME) for other in range(SOME)],
            sites=[solver.Site(1)],
            floors=[solver.Floor(0, 1.0)],
            between=5,
        )
        rows = [solver.Appointment(row.person, row.interviewer, row.starts) for row in solver.solve(problem).rows()]
        solver.replan(rows, problem)
        self.stdout.write(f"compiled in {time.monotonic() - begun:.1f} s")
