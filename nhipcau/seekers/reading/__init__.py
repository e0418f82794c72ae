"""Reading what others wrote: the code on a citizen card, a sheet of people."""
