"""Tags of openings."""
