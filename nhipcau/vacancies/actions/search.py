"""The search index is built from the openings, and follows them. Nobody's permission is asked: no row changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from nhipcau.foundation.search.api import Entry, Folder, State, Writing
from nhipcau.vacancies.models import SearchMark, SearchOrigin, Status, Vacancy, VacancyQuerySet
from nhipcau.vacancies.rules.indexed import OPENINGS, entry_of

MARKS_KEPT: Final = timedelta(days=7)
BATCH: Final = 2_000


@dataclass(frozen=True)
class Followed:
    """What was done: `rebuilt` and how many openings, or how many were changed. Nothing at all without an index."""

    rebuilt: bool = False
    openings: int = 0


def rebuild_search() -> Followed:
    """All openings anew in a folder of its own; readers switch when it is complete."""
    root = _root()
    if root is None:
        return Followed()
    folder = Folder(root, OPENINGS.name)
    with folder.writing():
        return _rebuilt(Writing(folder, OPENINGS))


def follow_search() -> Followed:
    """One commit with everything that changed since the last one; all anew where that is not known for certain.

    Safe to repeat and to run twice at once. Several machines may each keep an index of their own.
    """
    root = _root()
    if root is None:
        return Followed()
    folder = Folder(root, OPENINGS.name)
    with folder.writing():
        writing = Writing(folder, OPENINGS)
        state, origin, horizon = writing.state, _origin(), _horizon()
        if state is None or state.origin != str(origin.origin) or not origin.forgotten <= state.cursor <= horizon:
            return _rebuilt(writing)
        marks = _marks(state)
        after = State(version=OPENINGS.version, origin=state.origin, cursor=horizon, done=_ahead(marks, state, horizon))
        if not marks:
            return _compared(writing, after)
        keys = {mark.vacancy_id for mark in marks}
        open_ones = list(_open().filter(pk__in=keys))
        writing.update(map(entry_of, open_ones), keys - {row.pk for row in open_ones}, after)
        _forget()
        return Followed(openings=len(keys))


def _rebuilt(writing: Writing) -> Followed:
    """What changes while this reads is marked, and marks from before it began are read again."""
    state = State(version=OPENINGS.version, origin=str(_origin().origin), cursor=_horizon())
    return Followed(rebuilt=True, openings=writing.rebuild(_all_entries(), state))


def _compared(writing: Writing, state: State) -> Followed:
    """Nothing was marked: then there are as many in the index as are open, or something is wrong with it."""
    writing.nothing_new(state)
    if writing.size() == Vacancy.objects.filter(status=Status.OPEN).count() or _marks(state):
        return Followed()
    return _rebuilt(writing)


def _marks(state: State) -> list[SearchMark]:
    return list(SearchMark.objects.filter(xid__gte=state.cursor).exclude(pk__in=state.done))


def _ahead(marks: Iterable[SearchMark], state: State, horizon: int) -> tuple[int, ...]:
    """Marks seen already that the next look will meet again: some older transaction is still open."""
    known = SearchMark.objects.filter(pk__in=state.done, xid__gte=horizon).values_list("pk", flat=True)
    return (*sorted({*known, *(mark.pk for mark in marks if mark.xid >= horizon)}),)


def _horizon() -> int:
    """Every transaction before this one is over, so its marks can be seen; asked before the marks are read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (horizon,) = cursor.fetchone()
    return int(horizon)


def _origin() -> SearchOrigin:
    return SearchOrigin.objects.get_or_create(one=True)[0]


def _open() -> VacancyQuerySet:
    return Vacancy.objects.filter(status=Status.OPEN).select_related("employer", "park", "commune", "province")


def _all_entries() -> Iterable[Entry]:
    return map(entry_of, _open().order_by("published_at", "pk").iterator(chunk_size=BATCH))


def _forget() -> None:
    """Marks of last week are of use to no index that is alive."""
    old = SearchMark.objects.filter(made_at__lt=timezone.now() - MARKS_KEPT)
    newest = old.order_by("-xid").values_list("xid", flat=True).first()
    if newest is not None:
        SearchOrigin.objects.update(forgotten=newest + 1)
        SearchMark.objects.filter(xid__lte=newest).delete()


def _root() -> Path | None:
    root: Path | None = settings.SEARCH_ROOT
    return root
