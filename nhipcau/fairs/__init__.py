"""The fair day: series, sessions, sites, enterprises taking part, registrations and the door."""
