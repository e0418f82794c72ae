"""What reports are counted from, and who may read them. Reads only."""

from nhipcau.statistics.queries.record import (
    MAY_MAKE,
    MAY_READ_PEOPLE,
    WITH_NAMES,
    gather,
    papers_of,
    records_of,
)
from nhipcau.statistics.queries.report import MAY_READ, figures_of, rows_of, sessions_with_report

__all__ = [
    "MAY_MAKE",
    "MAY_READ",
    "MAY_READ_PEOPLE",
    "WITH_NAMES",
    "figures_of",
    "gather",
    "papers_of",
    "records_of",
    "rows_of",
    "sessions_with_report",
]
