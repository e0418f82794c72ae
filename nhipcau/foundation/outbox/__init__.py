"""News between contexts: stored with the change, delivered at least once."""
