"""Where the lists are made: in this process, in threads beside each other, or on a Dask cluster. The answer is the same.

People are cut into parts; every part needs all openings and no other part. A part whose worker is lost is made again by
another one. MATCHING_ENGINE says which (`local` or `dask`), MATCHING_SCHEDULER where the cluster's scheduler listens.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any, Final

import numpy as np
from django.conf import settings

from nhipcau.matching.kernel import pruned, worker
from nhipcau.matching.kernel.columns import Openings, People, part
from nhipcau.matching.kernel.lists import Lists, empty
from nhipcau.matching.kernel.shelves import shelves_of

PART: Final = 20_000  # people in a part
TRIES: Final = 5  # of a part, each time with another worker when one is lost


def best_openings(people: People, openings: Openings, k: int) -> Lists:
    """The daily full run, on the engine that the settings name."""
    if settings.MATCHING_ENGINE == "dask":
        distributed: Any = import_module("distributed")
        with distributed.Client(settings.MATCHING_SCHEDULER) as cluster:
            return on_dask(people, openings, k, cluster)
    return local(people, openings, k, threads=os.cpu_count() or 1)


def parts_of(people: People, size: int = PART) -> list[People]:
    return [part(people, first, first + size) for first in range(0, len(people.place), size)]


def local(people: People, openings: Openings, k: int, *, threads: int = 1, size: int = PART) -> Lists:
    """Compiled code runs without the interpreter's lock, so threads share one copy of the openings."""
    if threads == 1:
        return pruned.best_openings(people, openings, k)
    shelves = shelves_of(openings)
    with ThreadPoolExecutor(threads) as pool:
        made = pool.map(lambda some: pruned.best_openings(some, openings, k, shelves=shelves), parts_of(people, size))
        return joined([*made], k)


def on_dask(people: People, openings: Openings, k: int, cluster: Any, *, size: int = PART) -> Lists:
    """Parts are plain arrays: a worker needs the code, no database. `cluster` is a client of `distributed`."""
    everywhere = cluster.scatter(openings._asdict(), broadcast=True, hash=False)
    django = os.environ["DJANGO_SETTINGS_MODULE"]
    parts = [some._asdict() for some in parts_of(people, size)]
    made = [cluster.submit(worker.make, some, everywhere, k, django, retries=TRIES, pure=False) for some in parts]
    return joined([Lists(*each) for each in cluster.gather(made)], k)


def joined(parts: Sequence[Lists], k: int) -> Lists:
    if not parts:
        return empty(0, k)
    return Lists(*(np.concatenate(column) for column in zip(*parts, strict=True)))
