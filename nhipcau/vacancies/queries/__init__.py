"""What screens and other contexts may ask about openings. Reads only."""

from nhipcau.vacancies.queries.board import Board, board, on_the_board, shown_on_board
from nhipcau.vacancies.queries.desks import (
    complaints_at,
    editable_by,
    entered_by,
    enterprises_for_entry,
    mine,
    open_of,
    orders_of,
    reviewed_by,
    visible_to,
    waiting_for_review,
)
from nhipcau.vacancies.queries.understood import PlaceAsked, Understood, understand

__all__ = [
    "Board",
    "PlaceAsked",
    "Understood",
    "board",
    "complaints_at",
    "editable_by",
    "entered_by",
    "enterprises_for_entry",
    "mine",
    "on_the_board",
    "open_of",
    "orders_of",
    "reviewed_by",
    "shown_on_board",
    "understand",
    "visible_to",
    "waiting_for_review",
]
