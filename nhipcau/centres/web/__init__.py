"""Pages of centres."""
