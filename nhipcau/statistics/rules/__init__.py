"""Counting, and what belongs into a record. Pure."""

from nhipcau.statistics.rules.counting import Opening, Person, Rows, Site, Talk, count

__all__ = ["Opening", "Person", "Rows", "Site", "Talk", "count"]
