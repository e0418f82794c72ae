"""The demo under one roof: database, pages, live streams and jobs start together and stop together."""
