"""The door of counselling."""

from nhipcau.counselling.queries.duties import owed

__all__ = ["owed"]
