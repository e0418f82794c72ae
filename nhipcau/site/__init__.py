"""Where contexts meet: the root addresses, the home of each role, the demo."""
