"""Pages of openings: the public board, what enterprises enter, the review desk, orders."""
