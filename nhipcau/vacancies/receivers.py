"""Who may watch an uploaded sheet while it is read. Its jobs are known once this is loaded."""

from typing import Any

from nhipcau.foundation.live import api as live
from nhipcau.vacancies import queries


@live.guard("sheet")
def watches_sheet(user: Any, number: int) -> bool:
    return bool(user.is_authenticated) and queries.sheets_of(user).filter(pk=number).exists()
