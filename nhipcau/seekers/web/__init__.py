"""Pages of seekers."""
