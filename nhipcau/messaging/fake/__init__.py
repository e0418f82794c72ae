"""Channels that send nothing and show everything."""
