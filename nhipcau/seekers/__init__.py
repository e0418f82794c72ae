"""People who look for work: their five groups of data and what they wish for."""
