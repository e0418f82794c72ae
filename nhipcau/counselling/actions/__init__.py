"""Use cases of counselling, one module for each desk: screening, advice, offers, duties."""
