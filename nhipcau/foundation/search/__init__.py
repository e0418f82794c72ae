"""Full-text search in an index beside the database: fast, always less true than the database, thrown away at will."""
