"""Queries that the ORM writes once and the busiest addresses only send."""
