"""Columns on disk, one .npy for each, read as if in memory: a version that several processes share."""

from pathlib import Path
from typing import TypeVar

import numpy as np

from nhipcau.matching.kernel.columns import Openings, People

Columns = TypeVar("Columns", People, Openings)


def save(columns: People | Openings, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, column in columns._asdict().items():
        np.save(folder / f"{name}.npy", column)


def load(kind: type[Columns], folder: Path) -> Columns:
    """Pages are read when touched. Nothing that is written to the arrays reaches the disk."""
    kept = {name: np.load(folder / f"{name}.npy", mmap_mode="c") for name in kind._fields}
    return kind(**{name: np.asarray(column) for name, column in kept.items()})
