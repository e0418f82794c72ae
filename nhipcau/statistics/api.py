"""The door of statistics."""

from nhipcau.statistics.actions import CannotMake, NotOver, freeze_report, make_record, read_paper
from nhipcau.statistics.events import RecordMade, ReportFrozen
from nhipcau.statistics.models import FrozenReport
from nhipcau.statistics.queries import figures_of, rows_of, sessions_with_report
from nhipcau.statistics.queries.centre_report import own_reports
from nhipcau.statistics.queries.orders import orders_behind
from nhipcau.statistics.rules import Rows, count

__all__ = [
    "CannotMake",
    "FrozenReport",
    "NotOver",
    "RecordMade",
    "ReportFrozen",
    "Rows",
    "count",
    "figures_of",
    "freeze_report",
    "make_record",
    "orders_behind",
    "own_reports",
    "read_paper",
    "rows_of",
    "sessions_with_report",
]
