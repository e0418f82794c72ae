"""Use cases of the lists: they are loaded from the project's files, nobody edits them by hand."""

from nhipcau.reference.actions.loading import Load, load_reference

__all__ = ["Load", "load_reference"]
