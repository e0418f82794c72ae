"""What screens and other contexts may ask about desks, queues, talks and outcomes. Reads only."""

from nhipcau.interviews.queries.call_quality import CallQuality, call_quality
from nhipcau.interviews.queries.call_rooms import is_in_room, looked_in, open_pages, page_of
from nhipcau.interviews.queries.checking import last_check, last_verdict
from nhipcau.interviews.queries.desks import (
    BoardLine,
    board,
    desk_of,
    desks_visible_to,
    free_colleagues_of,
    open_desks_of,
)
from nhipcau.interviews.queries.due import Due, all_results_due, results_due, results_due_of
from nhipcau.interviews.queries.guests import guest_of, guests_at, guests_at_any, seats_beside, tries_from
from nhipcau.interviews.queries.hires import Hire, Met, hires_for, met_for
from nhipcau.interviews.queries.person import PersonCard, card_of
from nhipcau.interviews.queries.queue import MyTurn, line_of, my_day, promised, queue_of, tickets_visible_to
from nhipcau.interviews.queries.sheets import met_at, open_among, result_sheets_at, with_line
from nhipcau.interviews.queries.talks import (
    active_of,
    current_of,
    interviews_of,
    interviews_visible_to,
    messages_in,
    results_of,
    rooms_of,
)
from nhipcau.interviews.queries.waits import score_of

__all__ = [
    "BoardLine",
    "CallQuality",
    "Due",
    "Hire",
    "Met",
    "MyTurn",
    "PersonCard",
    "active_of",
    "all_results_due",
    "board",
    "call_quality",
    "card_of",
    "current_of",
    "desk_of",
    "desks_visible_to",
    "free_colleagues_of",
    "guest_of",
    "guests_at",
    "guests_at_any",
    "hires_for",
    "interviews_of",
    "interviews_visible_to",
    "is_in_room",
    "last_check",
    "last_verdict",
    "line_of",
    "looked_in",
    "messages_in",
    "met_at",
    "met_for",
    "my_day",
    "open_among",
    "open_desks_of",
    "open_pages",
    "page_of",
    "promised",
    "queue_of",
    "result_sheets_at",
    "results_due",
    "results_due_of",
    "results_of",
    "rooms_of",
    "score_of",
    "seats_beside",
    "tickets_visible_to",
    "tries_from",
    "with_line",
]
