"""Measurements that print figures: python -m bench.NAME."""

import importlib.util
import sys

# Fairs and people to measure are made by the packages of the tests, which `make demo` does not install.
if missing := [name for name in ("factory", "highspy") if importlib.util.find_spec(name) is None]:
    print(
        f"Còn thiếu gói của phần kiểm thử ({', '.join(missing)}). Chạy: make setup-test\n"
        f"Packages of the tests are missing ({', '.join(missing)}). Run: make setup-test",
        file=sys.stderr,
    )
    sys.exit(2)
