"""What may happen at the counselling desk, and why not. Pure."""
