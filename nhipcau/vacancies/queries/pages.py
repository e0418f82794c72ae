"""One page of the board, from the index where it can be asked and from the database where it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, cast

from django.core.paginator import Page, Paginator

from nhipcau.foundation.search.api import Found, Index, Unavailable
from nhipcau.reference.api import PlaceAsked, distance_km
from nhipcau.vacancies.models import SearchOrigin, Vacancy, VacancyQuerySet
from nhipcau.vacancies.queries import indexed
from nhipcau.vacancies.queries.board import UNREAD, filtered, matching, ordered, shown_on_board
from nhipcau.vacancies.queries.desks import shown
from nhipcau.vacancies.queries.finding import first_found
from nhipcau.vacancies.queries.understood import Understood, understand
from nhipcau.vacancies.rules import BoardSearch

PAGE_SIZE: Final = 20
MOST_COUNTED: Final = 2_000  # nobody reads further; the count says "more than"

if TYPE_CHECKING:
    VacancyPaginator = Paginator[Vacancy]
else:
    VacancyPaginator = Paginator


class CappedPaginator(VacancyPaginator):
    """Counts no further than anybody reads."""

    @cached_property
    def count(self) -> int:
        return min(self._rows.order_by().values("pk")[: MOST_COUNTED + 1].count(), MOST_COUNTED)

    def page(self, number: int | str) -> "Page[Vacancy]":
        """Thousands of rows are put in order by their keys alone; twenty are then fetched whole."""
        valid = self.validate_number(number)
        first = (valid - 1) * self.per_page
        keys = list(self._rows.values_list("pk", flat=True)[first : first + self.per_page])
        rows = shown().defer(*UNREAD).in_bulk(keys)
        return Page([rows[key] for key in keys], valid, self)

    @property
    def _rows(self) -> VacancyQuerySet:
        return cast(VacancyQuerySet, self.object_list)


@dataclass(frozen=True, kw_only=True)
class Board:
    """One page of answers with what was understood. `loosened`: none had all the words, these have some. `missing`: words
    that nothing holds.

    `facets` tell how many openings each value would leave; none while the database answers alone.
    """

    page: "Page[Vacancy]"
    asked: Understood
    loosened: bool = False
    missing: str = ""
    distances: dict[int, int] = field(default_factory=dict)
    facets: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def capped(self) -> bool:
        return self.page.paginator.count >= MOST_COUNTED


def board(search: BoardSearch, *, day: date, now: datetime, page: str | int = 1) -> Board:
    """What fits all the words; else what fits them respelled; else what fits some of them.

    Three queries once the words are understood, from the index; two from the database alone, and two for each retry.
    """
    asked = understand(search)
    try:
        index = _index()
        heard = first_found(asked, partial(_from_index, index, day, now, page), index)
    except Unavailable:
        heard = first_found(asked, partial(_from_database, day, now, page), None)
    return replace(heard.answer, loosened=heard.loosened, missing=heard.missing)


def how_many(search: BoardSearch, *, day: date, now: datetime) -> int:
    """Openings that fit all of it as it is typed; nobody is shown more than are counted."""
    asked = understand(search)
    try:
        found = _index().find(indexed.asking_of(asked, day=day, now=now).ask(), limit=1)
    except Unavailable:
        rows = matching(filtered(day, asked, now), asked).values("pk")[: MOST_COUNTED + 1]
        return min(rows.count(), MOST_COUNTED)
    return min(found.total, MOST_COUNTED)


def _index() -> Index:
    """Raises Unavailable, also for an index of another database."""
    index = indexed.openings_index()
    index.built_from(str(SearchOrigin.objects.values_list("origin", flat=True).first()))
    return index


def _from_index(index: Index, day: date, now: datetime, page: str | int, asked: Understood, any_of: bool) -> Board:
    """The index says which; the database says what they are, and whether they are open still."""
    asking = indexed.asking_of(asked, day=day, now=now, any_of=any_of)
    number, found = _page_of(index, asking, page)
    rows = shown_on_board(day).defer(*UNREAD).in_bulk(list(found.keys)) if found.keys else {}
    pages = VacancyPaginator(range(min(found.total, MOST_COUNTED)), PAGE_SIZE)  # type: ignore[arg-type]
    shown_page = Page([rows[key] for key in found.keys if key in rows], number, pages)
    return Board(
        page=shown_page,
        asked=asked,
        distances=_distances(shown_page, asked.place),
        facets=indexed.facets(index, asking),
    )


def _from_database(day: date, now: datetime, page: str | int, asked: Understood, any_of: bool) -> Board:
    found = ordered(matching(filtered(day, asked, now), asked, any_of=any_of), asked)
    shown_page = CappedPaginator(found, PAGE_SIZE).get_page(page)
    return Board(page=shown_page, asked=asked, distances=_distances(shown_page, asked.place))


def _page_of(index: Index, asking: indexed.Asking, page: str | int) -> tuple[int, Found]:
    """The page asked for; the first instead of an odd one, the last instead of one behind it."""
    number = int(page) if str(page).isdecimal() and len(str(page)) < 6 else 1
    number = min(max(number, 1), MOST_COUNTED // PAGE_SIZE)
    found = index.find(asking.ask(), sort=asking.sort, limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
    last = max(-(-min(found.total, MOST_COUNTED) // PAGE_SIZE), 1)
    if number <= last:
        return number, found
    return last, index.find(asking.ask(), sort=asking.sort, limit=PAGE_SIZE, offset=(last - 1) * PAGE_SIZE)


def _distances(page: "Page[Vacancy]", place: PlaceAsked | None) -> dict[int, int]:
    """Kilometres from the middle of the place asked for, where both are known."""
    if place is None or place.centre is None:
        return {}
    return {
        row.pk: round(distance_km(place.centre, row.commune)) for row in page.object_list if row.commune is not None
    }
