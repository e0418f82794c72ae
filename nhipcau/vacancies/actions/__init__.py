"""Use cases of openings, of orders and of what people say about openings."""

from nhipcau.vacancies.actions.complaints import CannotComplain, answer_complaint, complain
from nhipcau.vacancies.actions.orders import (
    CannotOrder,
    OrderChangedMeanwhile,
    draft_order,
    edit_order,
    place_order,
    send_order,
)
from nhipcau.vacancies.actions.orders_deciding import approve_order, change_order, close_order, return_order
from nhipcau.vacancies.actions.orders_filling import answer_ask, ask_centre, put_under_order, take_from_order
from nhipcau.vacancies.actions.reviewing import (
    CannotPublish,
    CannotReturn,
    close_vacancy,
    offer_online,
    publish_vacancy,
    return_vacancy,
)
from nhipcau.vacancies.actions.search import Followed, follow_search, rebuild_search
from nhipcau.vacancies.actions.search_jobs import follow_soon
from nhipcau.vacancies.actions.sheets import (
    CannotDrop,
    CannotMap,
    CannotUpload,
    begin_taking,
    drop_sheet,
    map_columns,
    upload_sheet,
)
from nhipcau.vacancies.actions.sheets_reading import CannotMend, mend_cells
from nhipcau.vacancies.actions.sheets_taking import CannotTake, take_in
from nhipcau.vacancies.actions.writing import (
    CannotKeep,
    ChangedMeanwhile,
    Difference,
    edit_vacancy,
    submit_vacancy,
)

__all__ = [
    "CannotComplain",
    "CannotDrop",
    "CannotKeep",
    "CannotMap",
    "CannotMend",
    "CannotOrder",
    "CannotPublish",
    "CannotReturn",
    "CannotTake",
    "CannotUpload",
    "ChangedMeanwhile",
    "Difference",
    "Followed",
    "OrderChangedMeanwhile",
    "answer_ask",
    "answer_complaint",
    "approve_order",
    "ask_centre",
    "begin_taking",
    "change_order",
    "close_order",
    "close_vacancy",
    "complain",
    "draft_order",
    "drop_sheet",
    "edit_order",
    "edit_vacancy",
    "follow_search",
    "follow_soon",
    "map_columns",
    "mend_cells",
    "offer_online",
    "place_order",
    "publish_vacancy",
    "put_under_order",
    "rebuild_search",
    "return_order",
    "return_vacancy",
    "send_order",
    "submit_vacancy",
    "take_from_order",
    "take_in",
    "upload_sheet",
]
