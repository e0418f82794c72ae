"""Pay as people type it. Pure."""

import re

from nhipcau.foundation.text.api import fold
from nhipcau.vacancies.models import PayKind

AMOUNT = re.compile(r"(\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,](\d{1,2}))?\s*(trieu|tr|m|nghin|ngan|k|dong|d|vnd)?")
MILLION, THOUSAND = 1_000_000, 1_000
DAYS_A_MONTH, HOURS_A_MONTH = 26, 208
A_MONTH = {PayKind.MONTH: 1, PayKind.DAY: DAYS_A_MONTH, PayKind.HOUR: HOURS_A_MONTH}


def by_month(paid: int | None, kind: str) -> int | None:
    """Đồng a month of what is paid a month, a day or an hour; None where nothing is said."""
    return None if paid is None or kind == PayKind.AGREED else paid * A_MONTH[PayKind(kind)]


def amount(typed: str, kind: str) -> int | None:
    """ "9", "9,5 triệu", "9tr", "9.000.000" a month; "250", "250k" a day. None when it is no amount."""
    hit = AMOUNT.fullmatch(fold(typed).strip())
    if hit is None:
        return None
    whole = int(re.sub(r"\D", "", hit.group(1)))
    number = whole + int(hit.group(2)) / 10 ** len(hit.group(2)) if hit.group(2) else whole
    unit = hit.group(3) or ""
    if unit in ("trieu", "tr", "m"):
        return round(number * MILLION)
    if unit in ("nghin", "ngan", "k"):
        return round(number * THOUSAND)
    if unit or number >= 10 * THOUSAND:
        return round(number)
    return round(number * (MILLION if kind == PayKind.MONTH else THOUSAND))


def typed_amount(amount_kept: int | None, kind: str) -> str:
    """The same back into the field: 9500000 becomes 9,5 where million is meant."""
    if amount_kept is None:
        return ""
    if kind == PayKind.MONTH and amount_kept % 10_000 == 0:
        return f"{amount_kept / MILLION:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(amount_kept)
