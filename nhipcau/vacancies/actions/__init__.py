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
    "answer_complaint",
    "begin_taking",
    "close_vacancy",
    "complain",
    "drop_sheet",
    "edit_vacancy",
    "map_columns",
    "mend_cells",
    "offer_online",
    "place_order",
    "publish_vacancy",
    "return_vacancy",
    "submit_vacancy",
    "take_in",
    "upload_sheet",
]
