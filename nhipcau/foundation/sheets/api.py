"""Spreadsheets in and out: what other code may use."""

from nhipcau.foundation.sheets.reading import Grid, Row, read_table
from nhipcau.foundation.sheets.trouble import MOST_BYTES, CannotRead
from nhipcau.foundation.sheets.writing import Cell, Table, workbook

__all__ = ["MOST_BYTES", "CannotRead", "Cell", "Grid", "Row", "Table", "read_table", "workbook"]
