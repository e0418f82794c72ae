"""The counselling desk of a fair: what counselling, matching and fairs do together there."""
