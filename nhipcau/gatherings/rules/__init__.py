"""What may happen to a gathering and in its room, and why not. Pure."""
