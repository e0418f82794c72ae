"""What became of orders for people, read from all contexts. Persons are counted once under an order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final, cast

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Max, QuerySet, Sum
from django.utils.timezone import localdate

from nhipcau.accounts.api import User
from nhipcau.centres.api import centres_where
from nhipcau.counselling.models import Answer, FollowUp
from nhipcau.fairs.models import (
    ParticipationState,
    RegistrationState,
    SessionState,
    SessionVacancy,
    Wish,
)
from nhipcau.interviews import api as interviews
from nhipcau.matching.models import Referral
from nhipcau.statistics.rules.orders import BurnDown, State, Target, burn_down, trouble
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import CLOSED_STATES, LabourOrder, OrderAsk, OrderChange, OrderState, Vacancy

MANAGE: Final = "vacancies.manage_order"
NOT_THERE: Final = (ParticipationState.REJECTED, ParticipationState.WITHDRAWN)
A_MONTH: Final = relativedelta(months=1)
NOT_HELD: Final = (SessionState.DRAFT, SessionState.CANCELLED)


@dataclass
class Found:
    """Of one order: who was hired when, who started when, who stayed."""

    hired: dict[int, date] = field(default_factory=dict)
    started: dict[int, date] = field(default_factory=dict)
    stayed: set[int] = field(default_factory=set)

    def add(self, seeker: int, hired_on: date, started_on: date | None, *, stayed: bool) -> None:
        self.hired[seeker] = min(hired_on, self.hired.get(seeker, hired_on))
        if started_on is not None:
            self.started[seeker] = min(started_on, self.started.get(seeker, started_on))
        if stayed:
            self.stayed.add(seeker)


@dataclass(frozen=True)
class Figures:
    """Different persons under the order."""

    registered: int
    referred: int
    interviewed: int
    hired: int
    started: int
    stayed: int


@dataclass(frozen=True)
class Fair:
    """A fair where openings of the order were brought."""

    on: date
    title: str
    places: int
    registered: int


@dataclass(frozen=True)
class Sent:
    """People whom a centre referred."""

    centre: str
    people: int
    last: date


@dataclass(frozen=True)
class Done:
    """What has been done for the order so far. `asked` is for the centre's own staff, the sums for everybody."""

    fairs: list[Fair]
    referred: list[Sent]
    asked: list[OrderAsk]
    centres: int
    promised: int


def running_orders(user: User) -> list[LabourOrder]:
    return list(vacancies.orders_of(user).filter(state=OrderState.APPROVED))


def orders_before(user: User) -> QuerySet[LabourOrder]:
    """Not taken on yet: being written, waiting for an answer, sent back."""
    waiting = (OrderState.RETURNED, OrderState.REQUESTED, OrderState.DRAFT)
    return vacancies.orders_of(user).filter(state__in=waiting).order_by("-state", "placed_at", "pk")


def orders_closed(user: User) -> QuerySet[LabourOrder]:
    return vacancies.orders_of(user).filter(state__in=CLOSED_STATES).order_by("-closed_at", "-pk")


def orders_taken_on(user: User) -> QuerySet[LabourOrder]:
    """Those whose progress there is to see."""
    return vacancies.orders_of(user).filter(state__in=(OrderState.APPROVED, *CLOSED_STATES))


def orders_behind(user: User, today: date) -> int:
    """How many running orders of one's centres are behind their pace or past their day. Four queries."""
    if not (centres := centres_where(user, MANAGE)):
        return 0
    orders = list(LabourOrder.objects.filter(centre_id__in=centres, state=OrderState.APPROVED))
    return sum(one.state in (State.BEHIND, State.LATE) for one in progress_of(orders, today).values())


def with_progress(orders: Sequence[LabourOrder], today: date) -> list[tuple[LabourOrder, BurnDown]]:
    progress = progress_of(orders, today)
    return [(order, progress[order.pk]) for order in orders]


def by_trouble(orders: Sequence[LabourOrder], today: date) -> list[tuple[LabourOrder, BurnDown]]:
    return sorted(with_progress(orders, today), key=lambda pair: (*trouble(pair[1]), pair[0].pk))


def progress_of(orders: Sequence[LabourOrder], today: date) -> dict[int, BurnDown]:
    """Of many orders at once, in four queries."""
    found = people_of(orders)
    changes: dict[int, list[OrderChange]] = defaultdict(list)
    for change in OrderChange.objects.filter(order__in=orders).order_by("pk"):
        changes[change.order_id].append(change)
    return {
        order.pk: burn_down(
            targets_of(order, changes[order.pk]),
            hires=list(found[order.pk].hired.values()),
            starts=list(found[order.pk].started.values()),
            today=max(localdate(order.placed_at), min(today, localdate(order.closed_at) if order.closed_at else today)),
        )
        for order in orders
    }


def targets_of(order: LabourOrder, changes: Sequence[OrderChange]) -> tuple[Target, ...]:
    """What was asked for from when on; of several changes on one day the last one holds."""
    placed_on = localdate(order.placed_at)
    if not changes:
        return (Target(placed_on, order.headcount, order.due_on),)
    found = [Target(placed_on, changes[0].headcount_before, changes[0].due_before)]
    for on, same_day in groupby(changes, key=lambda change: localdate(change.at)):
        last = list(same_day)[-1]
        if on <= placed_on:
            found = []
        found.append(Target(max(on, placed_on), last.headcount, last.due_on))
    return tuple(found)


def people_of(orders: Sequence[LabourOrder]) -> Mapping[int, Found]:
    """Hired at interviews, or after a referral as the follow-up found out. Three queries."""
    order_of = dict(Vacancy.objects.filter(order__in=orders).values_list("pk", "order_id"))
    found: dict[int, Found] = defaultdict(Found)
    for hire in interviews.hires_for(order_of):
        found[order_of[hire.vacancy_id]].add(hire.seeker_id, hire.hired_on, hire.started_on, stayed=hire.stayed)
    for told in _went_to_work(order_of):
        order_id = order_of[told.referral.vacancy_id]  # type: ignore[union-attr]
        on = cast("date", told.started_on)
        still_there = told.answer == Answer.AT_WORK and localdate(told.answered_at) >= on + A_MONTH
        found[order_id].add(told.seeker_id, on, on, stayed=still_there)
    return found


def _went_to_work(order_of: Mapping[int, int | None]) -> Iterable[FollowUp]:
    """Referred straight to the enterprise, with a first day of work, whatever was answered at a later asking.

    Unless that answer says that the person was not taken after all, or never began.
    """
    if not order_of:
        return ()
    told = FollowUp.objects.filter(referral__vacancy_id__in=order_of, started_on__isnull=False)
    begun = told.exclude(answer__in=(Answer.NOT_HIRED, Answer.NEVER_STARTED))
    return begun.select_related("referral").order_by("pk")


def figures_of_order(order: LabourOrder) -> Figures:
    openings = _openings(order)
    wishes = Wish.objects.filter(session_vacancy__vacancy_id__in=openings)
    registered = wishes.exclude(registration__state=RegistrationState.CANCELLED)
    referred = Referral.objects.filter(vacancy_id__in=openings, withdrawn_at=None)
    found = people_of([order])[order.pk]
    return Figures(
        registered=registered.values("registration__seeker").distinct().count(),
        referred=referred.values("seeker").distinct().count(),
        interviewed=len({met.seeker_id for met in interviews.met_for(openings)}),
        hired=len(found.hired),
        started=len(found.started),
        stayed=len(found.stayed),
    )


def done_for(order: LabourOrder, *, named: bool) -> Done:
    """`named`: with which centres were asked and what each of them answered."""
    openings, asked = _openings(order), list(vacancies.asks_of(order))
    referred = Referral.objects.filter(vacancy_id__in=openings, withdrawn_at=None)
    sent = referred.values("centre__short_name").annotate(people=Count("seeker", distinct=True), last=Max("made_at"))
    return Done(
        fairs=_fairs(openings),
        referred=[
            Sent(line["centre__short_name"], line["people"], localdate(line["last"])) for line in sent.order_by("-last")
        ],
        asked=asked if named else [],
        centres=len(asked),
        promised=sum(ask.can_send or 0 for ask in asked),
    )


def _fairs(openings: list[int]) -> list[Fair]:
    brought = SessionVacancy.objects.filter(vacancy_id__in=openings).exclude(participation__state__in=NOT_THERE)
    held = brought.exclude(participation__session__state__in=NOT_HELD)
    session = "participation__session"
    places = held.values(session, f"{session}__starts", f"{session}__title").annotate(places=Sum("headcount"))
    wishes = Wish.objects.filter(session_vacancy__vacancy_id__in=openings)
    people = dict(
        wishes.exclude(registration__state=RegistrationState.CANCELLED)
        .values_list("registration__session")
        .annotate(people=Count("registration__seeker", distinct=True))
    )
    return [
        Fair(
            localdate(line[f"{session}__starts"]),
            line[f"{session}__title"],
            line["places"],
            people.get(line[session], 0),
        )
        for line in places.order_by(f"-{session}__starts")
    ]


def _openings(order: LabourOrder) -> list[int]:
    return list(Vacancy.objects.filter(order=order).values_list("pk", flat=True))
