"""Text messages through a gateway of the centre's choice."""
