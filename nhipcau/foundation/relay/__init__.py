"""The relay of calls (TURN): credentials that end by themselves."""
