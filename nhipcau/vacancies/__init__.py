"""Openings, labour orders, sheets of openings, the review desk and the public board."""
