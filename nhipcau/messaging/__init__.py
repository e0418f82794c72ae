"""Every message out: channels and templates. Knows channels, never why."""
