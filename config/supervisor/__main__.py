"""`make demo` ends here."""

import ctypes
import os
import signal
import sys

from config.private import cluster
from config.supervisor.house import House

if __name__ == "__main__":
    if os.environ.get("MAKELEVEL"):
        # Started by make: when make is gone, however it went, so are we.
        ctypes.CDLL(None).prctl(cluster.PR_SET_PDEATHSIG, signal.SIGTERM)
    sys.exit(House().run())
