"""What an opening says, whether it may be published, and what typed words ask for. Pure."""

from nhipcau.reference.api import Part
from nhipcau.reference.models import CONDITIONS
from nhipcau.vacancies.rules.asking import BoardSearch, Sort, understand_wishes
from nhipcau.vacancies.rules.data import (
    BENEFITS,
    HIRING_WAYS,
    MUSTS,
    WELCOMES,
    VacancyData,
    data_of,
    fill,
    fill_search,
)
from nhipcau.vacancies.rules.orders import OrderData
from nhipcau.vacancies.rules.pay import by_month
from nhipcau.vacancies.rules.review import (
    accepts_over_35,
    must_be_reviewed_again,
    reasons_against,
    reasons_not_to_publish,
    warnings_about,
)
from nhipcau.vacancies.rules.wording import warnings_about_wording

__all__ = [
    "BENEFITS",
    "CONDITIONS",
    "HIRING_WAYS",
    "MUSTS",
    "WELCOMES",
    "BoardSearch",
    "OrderData",
    "Part",
    "Sort",
    "VacancyData",
    "accepts_over_35",
    "by_month",
    "data_of",
    "fill",
    "fill_search",
    "must_be_reviewed_again",
    "reasons_against",
    "reasons_not_to_publish",
    "understand_wishes",
    "warnings_about",
    "warnings_about_wording",
]
