"""Words and days that people write into a sheet of results. Pure."""
