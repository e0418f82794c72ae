"""What screens and other contexts may ask about counselling. Reads only."""
