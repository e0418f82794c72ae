"""Papers and announcements of a session: their words, and the templates that set them. Pure."""
