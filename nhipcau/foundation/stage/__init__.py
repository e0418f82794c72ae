"""Rooms with many, through media servers (Janus): who sends, who hears whom, and what happens when a server dies."""
