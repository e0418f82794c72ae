"""Pages of enterprises: the way in, their own file, and the desk that verifies them."""
