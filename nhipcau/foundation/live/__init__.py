"""Live pages: one stream per browser, woken by the database."""
