"""The public board: what is open, what fits best, quickly."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Page, Paginator
from django.db.models import BigIntegerField, Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import distance_km
from nhipcau.vacancies.models import Experience, PayKind, Shift, Status, Vacancy, VacancyQuerySet
from nhipcau.vacancies.queries.desks import shown
from nhipcau.vacancies.queries.understood import PlaceAsked, Understood, understand
from nhipcau.vacancies.rules import BoardSearch, Sort
from nhipcau.vacancies.rules.pay import DAYS_A_MONTH, HOURS_A_MONTH
from nhipcau.vacancies.rules.review import OLDER

PAGE_SIZE: Final = 20
MOST_COUNTED: Final = 2_000  # nobody reads further; the count says "more than"
UNREAD: Final = ("search", "title_search", "vector", "description", "requirements")  # by a list of cards
DAYLIGHT: Final = (Shift.DAY, Shift.FLEXIBLE)


def on_the_board(*, day: date, search: BoardSearch | None = None, now: datetime | None = None) -> VacancyQuerySet:
    """What the public sees on a day for this search, in the order it asks for."""
    asked = understand(search or BoardSearch())
    return ordered(matching(filtered(day, asked, now), asked), asked)


def shown_on_board(day: date) -> VacancyQuerySet:
    """What anybody may open by its address."""
    return shown().open_on(day)


def shown_ever() -> VacancyQuerySet:
    """What stood on the board once: its address may be in somebody's hands."""
    return shown().filter(published_at__isnull=False)


def is_on_board(vacancy: Vacancy, day: date) -> bool:
    return vacancy.status == Status.OPEN and (vacancy.closes_on is None or vacancy.closes_on >= day)


def filtered(day: date, asked: Understood, now: datetime | None) -> VacancyQuerySet:
    search, wanted = asked.search, Q()
    if search.province:
        wanted &= Q(province_id=search.province)
    if search.commune:
        wanted &= Q(commune_id=search.commune)
    if search.pay_from:
        wanted &= pays(search.pay_from)
    if search.shift:
        wanted &= Q(shift__in=DAYLIGHT if search.shift == Shift.DAY else (search.shift,))
    if search.bus:
        wanted &= Q(has_bus=True)
    if search.dormitory:
        wanted &= Q(has_dormitory=True)
    if search.no_experience:
        wanted &= Q(experience__in=("", Experience.NONE))
    if search.over_35:
        wanted &= Q(age_to=None) | Q(age_to__gt=OLDER)
    if search.online and now is not None:
        wanted &= Q(online_until__gt=now)
    if search.employer:
        wanted &= Q(employer_id=search.employer)
    if asked.place is not None:
        wanted &= lies_in(asked.place)
    return shown_on_board(day).filter(wanted).defer(*UNREAD)


def pays(monthly: int) -> Q:
    """The upper end reaches the wish, whatever it is counted by; "as agreed" says nothing and stays out."""
    reached = Q()
    for kind, factor in ((PayKind.MONTH, 1), (PayKind.DAY, DAYS_A_MONTH), (PayKind.HOUR, HOURS_A_MONTH)):
        wish = -(-monthly // factor)
        reached |= Q(pay_kind=kind) & (Q(pay_to__gte=wish) | Q(pay_to=None, pay_from__gte=wish))
    return reached


def lies_in(place: PlaceAsked) -> Q:
    """Inside or near it; an opening without a commune by the words of its address."""
    if place.provinces:
        return Q(province_id__in=place.provinces)
    said = Q(commune=None)
    for name in place.names:
        said &= Q(search__contains=f" {name} ")
    return Q(commune_id__in=(*place.inside, *place.around)) | said


def words_query(words: tuple[str, ...], *, weight: str = "", any_of: bool = False) -> SearchQuery:
    """All words, the last one perhaps half typed. Words are [0-9a-z] only, so the raw form is safe."""
    terms = [f"{word}:{weight}" if weight else word for word in words[:-1]]
    terms.append(f"{words[-1]}:*{weight}")
    return SearchQuery((" | " if any_of else " & ").join(terms), config="simple", search_type="raw")


def matching(vacancies: VacancyQuerySet, asked: Understood, *, any_of: bool = False) -> VacancyQuerySet:
    if not asked.strong:
        return vacancies
    hit = Q(vector=words_query(asked.strong, any_of=any_of))
    if asked.trade is not None:
        others = Q(vector=words_query(asked.trade.others, any_of=any_of)) if asked.trade.others else Q()
        hit |= Q(occupation_id=asked.trade.code) & others
    return vacancies.filter(hit)


def ordered(vacancies: VacancyQuerySet, asked: Understood) -> VacancyQuerySet:
    sort = asked.search.sort
    if sort == Sort.PAY:
        return vacancies.annotate(top=monthly_top()).order_by(F("top").desc(nulls_last=True), "-published_at", "-pk")
    if sort == Sort.CLOSING:
        return vacancies.order_by(F("closes_on").asc(nulls_last=True), "-published_at", "-pk")
    if sort == Sort.BEST and (asked.tells_jobs_apart or asked.place):
        return vacancies.annotate(fit=fit(asked)).order_by("-fit", "-published_at", "-pk")
    return vacancies.order_by("-published_at", "-pk")


def monthly_top() -> Any:
    factor = Case(
        When(pay_kind=PayKind.DAY, then=Value(DAYS_A_MONTH)),
        When(pay_kind=PayKind.HOUR, then=Value(HOURS_A_MONTH)),
        default=Value(1),
        output_field=BigIntegerField(),
    )
    return Cast(Coalesce("pay_to", "pay_from"), BigIntegerField()) * factor


def fit(asked: Understood) -> Any:
    """Trade and title before other words, spelt alike before folded alike, inside before near."""
    points: Any = Value(0)
    if asked.tells_jobs_apart:
        phrase = Q(title_search__contains=f" {' '.join(asked.words)} ")
        steps = [
            When(phrase, then=Value(30)),
            When(vector=words_query(asked.strong, weight="A"), then=Value(20)),
        ]
        if asked.trade is not None:
            trade = Q(occupation_id=asked.trade.code)
            steps = [When(trade & phrase, then=Value(50)), When(trade, then=Value(40)), *steps]
        points += Case(*steps, default=Value(0), output_field=IntegerField())
        if asked.typed_words.lower() != fold(asked.typed_words):
            alike = When(title__icontains=asked.typed_words, then=Value(15))
            points += Case(alike, default=Value(0), output_field=IntegerField())
    if asked.place is not None and asked.place.inside:
        steps = [When(commune_id__in=asked.place.inside, then=Value(5))]
        if asked.place.park:
            steps.insert(0, When(park_id=asked.place.park, then=Value(8)))
        points += Case(*steps, default=Value(0), output_field=IntegerField())
    return points


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
    """One page of answers with what was understood. `loosened`: none had all the words, these have some."""

    page: "Page[Vacancy]"
    asked: Understood
    loosened: bool = False
    distances: dict[int, int] = field(default_factory=dict)

    @property
    def capped(self) -> bool:
        return self.page.paginator.count >= MOST_COUNTED


def board(search: BoardSearch, *, day: date, now: datetime, page: str | int = 1) -> Board:
    """Two queries once the words are understood; four when they must be loosened."""
    asked = understand(search)
    open_ones = filtered(day, asked, now)
    pages, loosened = CappedPaginator(ordered(matching(open_ones, asked), asked), PAGE_SIZE), False
    if not pages.count and len(asked.strong) > 1:
        pages = CappedPaginator(ordered(matching(open_ones, asked, any_of=True), asked), PAGE_SIZE)
        loosened = pages.count > 0
    shown_page = pages.get_page(page)
    return Board(page=shown_page, asked=asked, loosened=loosened, distances=_distances(shown_page, asked.place))


def _distances(page: "Page[Vacancy]", place: PlaceAsked | None) -> dict[int, int]:
    """Kilometres from the middle of the place asked for, where both are known."""
    if place is None or place.centre is None:
        return {}
    return {
        row.pk: round(distance_km(place.centre, row.commune)) for row in page.object_list if row.commune is not None
    }
