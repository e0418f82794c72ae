"""The door of vacancies."""

from nhipcau.vacancies.actions import (
    CannotKeep,
    CannotOrder,
    CannotPublish,
    CannotReturn,
    ChangedMeanwhile,
    close_vacancy,
    edit_vacancy,
    offer_online,
    place_order,
    publish_vacancy,
    return_vacancy,
    submit_vacancy,
)
from nhipcau.vacancies.events import VacancyClosed, VacancyPublished, VacancyReturned
from nhipcau.vacancies.queries import Board, board, on_the_board, open_of, orders_of, visible_to
from nhipcau.vacancies.rules import (
    BoardSearch,
    Sort,
    VacancyData,
    accepts_over_35,
    data_of,
    fill_search,
    warnings_about_wording,
)

__all__ = [
    "Board",
    "BoardSearch",
    "CannotKeep",
    "CannotOrder",
    "CannotPublish",
    "CannotReturn",
    "ChangedMeanwhile",
    "Sort",
    "VacancyClosed",
    "VacancyData",
    "VacancyPublished",
    "VacancyReturned",
    "accepts_over_35",
    "board",
    "close_vacancy",
    "data_of",
    "edit_vacancy",
    "fill_search",
    "offer_online",
    "on_the_board",
    "open_of",
    "orders_of",
    "place_order",
    "publish_vacancy",
    "return_vacancy",
    "submit_vacancy",
    "visible_to",
    "warnings_about_wording",
]
