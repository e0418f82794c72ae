"""Exact lists of the best openings for every person and the best people for every opening, compiled. Asks no database.

What a list is: the openings whose gates are all open, the highest `suitability` first, the smaller row number first among
equals, at most k. Columns in, arrays of rows and scores out; rows are places in the columns, -1 where a list has ended.
"""
