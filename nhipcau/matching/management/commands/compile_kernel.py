"""Compile what makes the lists, beside the rest of a start: half a minute once, after that it lies on disk."""

import time
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand

from nhipcau.matching.attention import Trade, allocate_one, steps
from nhipcau.matching.kernel import brute, engines, reverse, stands
from nhipcau.matching.kernel.columns import openings_of, people_of
from nhipcau.matching.suitability import Opening, Person

SOME = 3


class Command(BaseCommand):
    help = "Compiles the kernel of matching and keeps it on disk. Asks no database; harmless to repeat."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        begun = time.monotonic()
        people = people_of([Person(wishes=("8153",), skills=frozenset({1}))] * SOME)
        openings = openings_of([Opening(occupation="8153", skills=frozenset({1}))] * SOME)
        found = engines.best_openings(people, openings, SOME)
        reverse.best_people(people, openings, SOME)
        brute.score_all(people, openings_of([Opening()]))
        stands.stands(people, openings)
        places = np.ones(SOME, np.int64)
        steps(found.rows, found.scores, places)
        allocate_one(found.rows[:1], found.scores[:1], places, places, trade=Trade.EVEN)
        self.stdout.write(f"compiled in {time.monotonic() - begun:.1f} s")
