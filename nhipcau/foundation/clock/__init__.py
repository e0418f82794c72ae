"""What time it is, also when the demo plays a morning."""
