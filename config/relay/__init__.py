"""The relay of calls (coturn): its configuration in service, and the private one that demo and tests start."""
