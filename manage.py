#!/usr/bin/env python
"""Commands of the project. Without settings named, they act on the demo."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    from config import commands

    commands.run(sys.argv)
