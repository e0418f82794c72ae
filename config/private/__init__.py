"""The private PostgreSQL of one checkout: found, started and stopped without anybody installing anything."""
