"""A measurement without the packages it needs says one sentence, with the line that mends it."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["timetable", "checkin", "calls", "day"])
@pytest.mark.parametrize("missing", ["factory", "highspy"])
def test_a_measurement_without_the_packages_of_the_tests_says_what_to_run(name: str, missing: str) -> None:
    code = (
        f"import runpy, sys; sys.modules[{missing!r}] = None; "
        f"sys.argv[1:] = []; runpy.run_module('bench.{name}', run_name='__main__')"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)

    assert (ran.returncode, ran.stdout) == (2, "")
    vietnamese, english = ran.stderr.splitlines()
    assert vietnamese == f"Còn thiếu gói của phần kiểm thử ({missing}). Chạy: make setup-test"
    assert english == f"Packages of the tests are missing ({missing}). Run: make setup-test"
