"""What may happen to a ticket, an interview and an outcome, and why not. Pure functions."""
