"""Counting, and what belongs into a record. Pure."""

from nhipcau.statistics.rules.counting import ANNOUNCED, Opening, Person, Rows, Site, Talk, count

__all__ = ["ANNOUNCED", "Opening", "Person", "Rows", "Site", "Talk", "count"]
