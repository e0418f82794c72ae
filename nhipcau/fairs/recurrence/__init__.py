"""The days of a series: a rule (RFC 5545), the days it skips, the holidays a person is asked about. Pure."""

from nhipcau.fairs.recurrence.days import HORIZON, Plan, days_of, plan_of
from nhipcau.fairs.recurrence.rule import MOST_WEEKS, in_words, read, reasons_against_rule, weekly

__all__ = [
    "HORIZON",
    "MOST_WEEKS",
    "Plan",
    "days_of",
    "in_words",
    "plan_of",
    "read",
    "reasons_against_rule",
    "weekly",
]
