"""Freezing reports, and making the record of a session's day."""

from nhipcau.statistics.actions.freezing import NotOver, freeze_report
from nhipcau.statistics.actions.record import CannotMake, make_record, read_paper

__all__ = ["CannotMake", "NotOver", "freeze_report", "make_record", "read_paper"]
