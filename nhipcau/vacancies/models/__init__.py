"""Tables of openings, of orders for people, and of sheets."""

from nhipcau.vacancies.models.choices import AgeGround, Contract, Experience, PayKind, Shift, Status
from nhipcau.vacancies.models.marks import SearchMark, SearchOrigin
from nhipcau.vacancies.models.openings import Complaint, FirstThings, Form03a, Vacancy, VacancyQuerySet
from nhipcau.vacancies.models.orders import CLOSED_STATES, LabourOrder, OrderAsk, OrderChange, OrderState
from nhipcau.vacancies.models.sheets import Sheet, SheetRow

__all__ = [
    "CLOSED_STATES",
    "AgeGround",
    "Complaint",
    "Contract",
    "Experience",
    "FirstThings",
    "Form03a",
    "LabourOrder",
    "OrderAsk",
    "OrderChange",
    "OrderState",
    "PayKind",
    "SearchMark",
    "SearchOrigin",
    "Sheet",
    "SheetRow",
    "Shift",
    "Status",
    "Vacancy",
    "VacancyQuerySet",
]
