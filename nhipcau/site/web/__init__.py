"""Pages that join contexts: home, the desk of each role, the demo."""
