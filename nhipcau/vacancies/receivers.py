"""Who may watch an uploaded sheet while it is read, and have it back; how the search index hears of changes."""

from typing import Any

from procrastinate.contrib.django import app

from nhipcau.foundation.files import api as files
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.events import VacancyChanged, VacancyClosed, VacancyPublished, VacancyReturned


@live.guard("sheet")
def watches_sheet(user: Any, number: int) -> bool:
    return bool(user.is_authenticated) and queries.sheets_of(user).filter(pk=number).exists()


@files.guard("sheet")
def opens_sheet(user: Any, file: files.StoredFile) -> bool:
    """The sheet as it was sent goes back to those who may see its lines."""
    return bool(user.is_authenticated) and queries.sheets_of(user).filter(file=file).exists()


def search_follows(fact: Any) -> None:
    actions.follow_soon()


for kind in (VacancyPublished, VacancyChanged, VacancyReturned, VacancyClosed):
    outbox.on(kind)(search_follows)


@app.periodic(cron="* * * * *")
@app.task(name="search.sweep", queue="news", queueing_lock="search.sweep")
def sweep_search(timestamp: int) -> None:
    actions.follow_search()
