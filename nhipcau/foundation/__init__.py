"""What every context stands on. Knows nothing of employment."""
