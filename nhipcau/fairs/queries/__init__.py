"""What screens and other contexts may ask about fairs. Reads only."""
