"""The same lists from a cluster of this machine, one of whose workers is killed while it works."""

import importlib
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

PARTS = 20


def held_by_workers(dask_scheduler: Any) -> dict[str, int]:
    """How many parts each worker has done and still holds, by its address."""
    made = {key for key in dask_scheduler.tasks if str(key).startswith("make")}
    return {
        address: sum(task.key in made for task in worker.has_what) for address, worker in dask_scheduler.workers.items()
    }


def kill_one(cluster: Any, processes: dict[str, int], killed: list[dict[str, int]]) -> None:
    """Kill the process of the first worker that holds a finished part, as a power cut would."""
    while not killed:
        held = cluster.run_on_scheduler(held_by_workers)
        busy = [address for address, parts in held.items() if parts]
        if busy:
            os.kill(processes[busy[0]], signal.SIGKILL)
            killed.append({"pid": processes[busy[0]], "parts_it_held": held[busy[0]], "parts_done": sum(held.values())})
        time.sleep(0.01)


def measure(said: Any, market: tuple[Any, ...], printed: Callable[..., None]) -> None:
    distributed: Any = importlib.import_module("distributed")

    from nhipcau.matching.kernel import engines

    *_, people, openings = market
    alone = engines.local(people, openings, said.k)
    size = -(-said.people // PARTS)
    with (
        distributed.LocalCluster(n_workers=said.workers, threads_per_worker=1, dashboard_address=None) as here,
        distributed.Client(here) as cluster,
    ):
        processes: dict[str, int] = cluster.run(os.getpid)
        killed: list[dict[str, int]] = []
        killer = threading.Thread(target=kill_one, args=(cluster, processes, killed), daemon=True)
        began = time.perf_counter()
        killer.start()
        found = engines.on_dask(people, openings, said.k, cluster, size=size)
        wall = time.perf_counter() - began
        killer.join()
        after = sorted(cluster.run(os.getpid).values())
    same = bool(np.array_equal(found.rows, alone.rows) and np.array_equal(found.scores, alone.scores))
    gone = killed[0]["pid"] not in after
    printed(
        "dask", said, workers=said.workers, parts=PARTS, wall_s=round(wall, 2), identical=same, killed=killed, gone=gone
    )
