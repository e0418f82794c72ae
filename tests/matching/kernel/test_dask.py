"""On a cluster, in processes of its own: there the clock runs."""

import json
import subprocess
import sys

import pytest

from tests.house.places import REPOSITORY

SMALL = ("--people", "20000", "--openings", "2000", "--engine", "dask", "--workers", "2")


@pytest.mark.slow
def test_a_killed_worker_changes_nothing_in_the_lists() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.matching", *SMALL], cwd=REPOSITORY, capture_output=True, timeout=300, check=True
    )

    said = json.loads(ran.stdout.splitlines()[-1])

    assert said["killed"][0]["parts_it_held"] >= 1
    assert said["gone"]
    assert said["identical"]
