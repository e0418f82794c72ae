"""Facts this context announces. Fields are ids and plain values, never model instances."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class VacancyPublished:
    vacancy_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class VacancyReturned:
    vacancy_id: int
    note: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class VacancyClosed:
    vacancy_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class VacancyChanged:
    """What stands or stood on the board was mended."""

    vacancy_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderPlaced:
    order_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderApproved:
    order_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OrderClosed:
    """`how`: fulfilled, ended or withdrawn."""

    order_id: int
    how: str
    at: datetime
