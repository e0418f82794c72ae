"""Who may watch an uploaded sheet while it is read, and have it back. Its jobs are known once this is loaded."""

from typing import Any

from nhipcau.foundation.files import api as files
from nhipcau.foundation.live import api as live
from nhipcau.vacancies import queries


@live.guard("sheet")
def watches_sheet(user: Any, number: int) -> bool:
    return bool(user.is_authenticated) and queries.sheets_of(user).filter(pk=number).exists()


@files.guard("sheet")
def opens_sheet(user: Any, file: files.StoredFile) -> bool:
    """The sheet as it was sent goes back to those who may see its lines."""
    return bool(user.is_authenticated) and queries.sheets_of(user).filter(file=file).exists()
