"""What screens and other contexts may ask about desks, queues, talks and outcomes. Reads only."""

from nhipcau.interviews.queries.desks import BoardLine, board, desk_of, desks_visible_to, open_desks_of
from nhipcau.interviews.queries.hired import hired_by_vacancy
from nhipcau.interviews.queries.person import PersonCard, card_of
from nhipcau.interviews.queries.queue import MyTurn, line_of, my_day, queue_of, tickets_visible_to
from nhipcau.interviews.queries.talks import (
    active_of,
    current_of,
    interviews_of,
    interviews_visible_to,
    messages_in,
    results_of,
    rooms_of,
)

__all__ = [
    "BoardLine",
    "MyTurn",
    "PersonCard",
    "active_of",
    "board",
    "card_of",
    "current_of",
    "desk_of",
    "desks_visible_to",
    "hired_by_vacancy",
    "interviews_of",
    "interviews_visible_to",
    "line_of",
    "messages_in",
    "my_day",
    "open_desks_of",
    "queue_of",
    "results_of",
    "rooms_of",
    "tickets_visible_to",
]
