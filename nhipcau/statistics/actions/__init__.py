"""Freezing reports, and making the record of a session's day."""

from nhipcau.statistics.actions.freezing import NotOver, freeze_report

__all__ = ["NotOver", "freeze_report"]
