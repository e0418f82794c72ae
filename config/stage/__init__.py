"""The media servers of rooms with many (Janus): what stands in their configuration, in service and for the demo and the tests."""
