"""What screens and other contexts may ask about openings. Reads only."""

from nhipcau.vacancies.queries.board import Board, board, is_on_board, on_the_board, shown_ever, shown_on_board
from nhipcau.vacancies.queries.desks import (
    MANAGE,
    complaints_at,
    editable_by,
    entered_by,
    enterprises_for_entry,
    mine,
    open_of,
    orders_for_entry,
    orders_of,
    reviewed_by,
    visible_to,
    waiting_for_review,
)
from nhipcau.vacancies.queries.understood import PlaceAsked, Understood, understand

__all__ = [
    "MANAGE",
    "Board",
    "PlaceAsked",
    "Understood",
    "board",
    "complaints_at",
    "editable_by",
    "entered_by",
    "enterprises_for_entry",
    "is_on_board",
    "mine",
    "on_the_board",
    "open_of",
    "orders_for_entry",
    "orders_of",
    "reviewed_by",
    "shown_ever",
    "shown_on_board",
    "understand",
    "visible_to",
    "waiting_for_review",
]
