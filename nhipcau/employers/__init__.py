"""Enterprises, their verification and their recruiters."""
