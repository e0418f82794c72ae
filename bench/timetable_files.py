"""Instances as files, in the form that docs/howto/timetable-instances.md says. Knows nothing of the solver."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from bench.timetable_asked import asked


def read(path: Path) -> dict[str, Any]:
    """Raises Unreadable with one line that names the field."""
    instance = asked(path)
    for site in instance.get("sites", []):
        site["walks"] = {int(there): minutes for there, minutes in site.get("walks", {}).items()}
    rows = [[*edge[:3], -1 if len(edge) < 4 or edge[3] is None else edge[3]] for edge in instance["edges"]]
    return instance | {"edges": np.array(rows, np.int64).reshape(-1, 4)}


def written(instance: dict[str, Any]) -> str:
    return json.dumps(instance | {"edges": np.asarray(instance["edges"]).tolist()})
