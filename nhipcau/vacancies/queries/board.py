"""The public board as the database answers it: what is open, what fits best."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import BigIntegerField, Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from nhipcau.foundation.text.api import fold
from nhipcau.reference.api import ANYWHERE, PlaceAsked, Trade, halves
from nhipcau.vacancies.models import Experience, PayKind, Shift, Status, Vacancy, VacancyQuerySet
from nhipcau.vacancies.queries.desks import shown
from nhipcau.vacancies.queries.understood import Understood, understand
from nhipcau.vacancies.rules import BoardSearch, Sort
from nhipcau.vacancies.rules.indexed import LABOUR, NO_SCHOOL, NO_TRAINING
from nhipcau.vacancies.rules.pay import A_MONTH, DAYS_A_MONTH, HOURS_A_MONTH
from nhipcau.vacancies.rules.review import OLDER

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
    if search.no_degree:
        wanted &= Q(education__in=NO_SCHOOL, qualification__in=NO_TRAINING)
    if search.country:
        wanted &= ~Q(country="") if search.country == ANYWHERE else Q(country=search.country)
    if search.group:
        wanted &= Q(occupation__code__startswith=search.group)
    if search.over_35:
        wanted &= Q(age_to=None) | Q(age_to__gt=OLDER)
    if search.pay_to:
        wanted &= begins_by(search.pay_to)
    if search.age:
        wanted &= (Q(age_from=None) | Q(age_from__lte=search.age)) & (Q(age_to=None) | Q(age_to__gte=search.age))
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


def begins_by(monthly: int) -> Q:
    """The lower end is no more than that."""
    reached = Q()
    for kind, factor in A_MONTH.items():
        most = monthly // factor
        reached |= Q(pay_kind=kind) & (Q(pay_from__lte=most) | Q(pay_from=None, pay_to__lte=most))
    return reached


def lies_in(place: PlaceAsked) -> Q:
    """Inside or near it; an opening without a commune by the words of its address."""
    if place.provinces:
        return Q(province_id__in=place.provinces)
    said = Q(commune=None)
    for name in place.names:
        said &= Q(search__contains=f" {name} ")
    return Q(commune_id__in=(*place.inside, *place.around)) | said


def words_query(words: tuple[str, ...], *, weight: str = "", any_of: bool = False, begun: str = "") -> SearchQuery:
    """All words or half of them, of which `begun` is perhaps half typed. Words are [0-9a-z] only, so the raw form is safe."""
    terms = {word: f"{word}:{weight}" if weight else word for word in words}
    if begun in terms:
        terms[begun] = f"{begun}:*{weight}"
    asked = [" & ".join(terms[word] for word in some) for some in (halves(words) if any_of else [words])]
    return SearchQuery(" | ".join(f"({some})" for some in asked), config="simple", search_type="raw")


def matching(vacancies: VacancyQuerySet, asked: Understood, *, any_of: bool = False) -> VacancyQuerySet:
    """A trade by its code or by the title, other words anywhere; here accents only rank."""
    for trade in asked.unwanted:
        vacancies = vacancies.exclude(_of_trade(trade))
    if not asked.strong:
        return vacancies
    if asked.trade is None:
        return vacancies.filter(_said(asked, asked.strong, any_of))
    hit = _of_trade(asked.trade)
    if asked.trade.others:
        hit = hit & _said(asked, asked.trade.others, any_of) | _said(asked, asked.strong, any_of)
    return vacancies.filter(hit)


def _said(asked: Understood, words: tuple[str, ...], any_of: bool) -> Q:
    return Q(vector=words_query(words, any_of=any_of, begun=asked.begun))


def _of_trade(trade: Trade) -> Q:
    named = tuple(fold(word) for word in trade.spelt)
    filed = Q(occupation_id=trade.code)
    return filed | Q(vector=words_query(named, weight="A")) if named else filed


def ordered(vacancies: VacancyQuerySet, asked: Understood) -> VacancyQuerySet:
    sort = asked.search.sort
    if sort == Sort.PAY:
        return vacancies.annotate(top=monthly_top()).order_by(F("top").desc(nulls_last=True), "-published_at", "-pk")
    if sort == Sort.CLOSING:
        return vacancies.order_by(F("closes_on").asc(nulls_last=True), "-published_at", "-pk")
    says = asked.search.no_experience or asked.search.no_degree
    if sort == Sort.BEST and (asked.tells_jobs_apart or asked.place or asked.any_work or says):
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
    for step in _smaller_steps(asked):
        points += Case(step, default=Value(0), output_field=IntegerField())
    return points


def _smaller_steps(asked: Understood) -> Iterator[When]:
    """What says it before what says nothing, inside before near, the nearer one before the other, a park before both."""
    if asked.any_work:
        yield When(Q(occupation_id__in=LABOUR) | Q(title_search__contains=" pho thong "), then=Value(40))
    if asked.search.no_experience:
        yield When(experience=Experience.NONE, then=Value(9))
    if asked.search.no_degree:
        yield When(Q(education__in=NO_SCHOOL[1:]) | Q(qualification__in=NO_TRAINING[1:]), then=Value(9))
    if asked.place is not None and asked.place.inside:
        yield When(commune_id__in=asked.place.inside, then=Value(6))
        for ring, codes in enumerate(asked.place.rings):
            yield When(commune_id__in=codes, then=Value(len(asked.place.rings) - ring))
        if asked.place.park:
            yield When(park_id=asked.place.park, then=Value(8))
