"""Use cases of openings, of orders and of what people say about openings."""

from nhipcau.vacancies.actions.complaints import CannotComplain, answer_complaint, complain
from nhipcau.vacancies.actions.orders import CannotOrder, place_order
from nhipcau.vacancies.actions.reviewing import (
    CannotPublish,
    CannotReturn,
    close_vacancy,
    offer_online,
    publish_vacancy,
    return_vacancy,
)
from nhipcau.vacancies.actions.writing import (
    CannotKeep,
    ChangedMeanwhile,
    Difference,
    edit_vacancy,
    submit_vacancy,
)

__all__ = [
    "CannotComplain",
    "CannotKeep",
    "CannotOrder",
    "CannotPublish",
    "CannotReturn",
    "ChangedMeanwhile",
    "Difference",
    "answer_complaint",
    "close_vacancy",
    "complain",
    "edit_vacancy",
    "offer_online",
    "place_order",
    "publish_vacancy",
    "return_vacancy",
    "submit_vacancy",
]
