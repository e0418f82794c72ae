"""What may happen on a fair day, and why not. Pure: no queries, no clock, no writes."""
