"""The demo: an invented morning after the session of 16 November 2023, made and played through the real use cases."""
