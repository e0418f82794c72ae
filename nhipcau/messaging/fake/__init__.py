"""A channel of the demo and of tests: nothing leaves."""
