"""Employment service centres, their places, their staff and roles."""
