"""The door of statistics."""

from nhipcau.statistics.actions import NotOver, freeze_report
from nhipcau.statistics.models import FrozenReport
from nhipcau.statistics.queries import figures_of, rows_of, sessions_with_report
from nhipcau.statistics.queries.orders import orders_behind
from nhipcau.statistics.rules import Rows, count

__all__ = [
    "FrozenReport",
    "NotOver",
    "Rows",
    "count",
    "figures_of",
    "freeze_report",
    "orders_behind",
    "rows_of",
    "sessions_with_report",
]
