"""Credentials of the relay."""
