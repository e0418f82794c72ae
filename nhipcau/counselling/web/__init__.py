"""Pages of counselling."""
