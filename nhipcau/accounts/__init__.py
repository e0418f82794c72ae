"""Users, sign-in, second factor and what a user may do."""
