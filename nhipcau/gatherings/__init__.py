"""Rooms with many people at an agreed hour: information talks, and group interviews for work abroad."""
