"""What reports are counted from, and who may read them. Reads only."""

from nhipcau.statistics.queries.report import MAY_READ, figures_of, rows_of, sessions_with_report

__all__ = ["MAY_READ", "figures_of", "rows_of", "sessions_with_report"]
