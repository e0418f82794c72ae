"""Files people send: stored under random names, typed by content."""
