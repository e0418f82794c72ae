"""Every measurement there is, one after another: `python -m bench`."""

import importlib
import pkgutil
import subprocess
import sys

import bench


def main() -> int:
    names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name != "__main__")
    measured = [name for name in names if hasattr(importlib.import_module(f"bench.{name}"), "main")]
    for name in measured:
        print(f"python -m bench.{name}", file=sys.stderr)
    return max((subprocess.call([sys.executable, "-m", f"bench.{name}"]) for name in measured), default=0)


if __name__ == "__main__":
    sys.exit(main())
