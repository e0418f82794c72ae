"""An index of the test's own."""

from pathlib import Path
from typing import Any

import pytest

from nhipcau.foundation.search.api import All, Index
from nhipcau.vacancies.actions import rebuild_search
from nhipcau.vacancies.rules.indexed import OPENINGS


def index_in(root: Path) -> Index:
    return Index(root, OPENINGS)


def keys_in(root: Path) -> set[int]:
    return set(index_in(root).find(All(()), limit=1000).keys)


@pytest.fixture
def search_root(settings: Any, tmp_path: Path, db: None) -> Path:
    """The index is on, and empty."""
    settings.SEARCH_ROOT = tmp_path
    rebuild_search()
    return tmp_path
