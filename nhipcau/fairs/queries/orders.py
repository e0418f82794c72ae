"""Orders for people that are still open at a centre, and the sessions they were answered with. Reads only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs.models import SessionProposal, SessionState
from nhipcau.fairs.rules import proposing as rules
from nhipcau.interviews.api import hires_for
from nhipcau.vacancies.models import LabourOrder, OrderState, Vacancy


@dataclass(frozen=True)
class OpenOrder:
    order: LabourOrder
    hired: int

    @property
    def missing(self) -> int:
        return rules.still_open(self.order.headcount, self.hired)


def open_orders(centre_id: int, *, day: date) -> list[OpenOrder]:
    """Orders the centre said yes to and that are not due yet, the largest first. Three queries."""
    orders = LabourOrder.objects.filter(centre_id=centre_id, state=OrderState.APPROVED, due_on__gte=day)
    return with_hired(orders.select_related("employer").order_by("-headcount", "pk"))


def with_hired(orders: QuerySet[LabourOrder]) -> list[OpenOrder]:
    """Different people hired at interviews under each order, however many of its openings took them.

    Who was hired after a referral, outside interviews, is not seen here: fairs stands apart from counselling.
    """
    found = list(orders)
    under = dict(Vacancy.objects.filter(order__in=found).values_list("pk", "order_id"))
    hired: dict[int | None, set[int]] = defaultdict(set)
    for hire in hires_for(under.keys()):
        hired[under[hire.vacancy_id]].add(hire.seeker_id)
    return [OpenOrder(order, len(hired[order.pk])) for order in found]


def covered(centre_id: int, *, now: datetime) -> set[int]:
    """Orders that a session still to come was made for."""
    made = SessionProposal.objects.filter(
        centre_id=centre_id, state=SessionProposal.State.ACCEPTED, session__ends__gt=now
    ).exclude(session__state=SessionState.CANCELLED)
    return {row["order"] for orders in made.values_list("orders", flat=True) for row in orders}


def proposals_for(user: Visitor) -> QuerySet[SessionProposal]:
    """What this user may decide or has decided."""
    mine = centres_where(user, "fairs.plan_session")
    return SessionProposal.objects.filter(centre_id__in=mine).select_related("centre", "session")


@dataclass(frozen=True)
class Called:
    """A proposal with the orders behind it as they stand now; what the proposal itself keeps is of this morning."""

    proposal: SessionProposal
    orders: list[OpenOrder]

    @property
    def open_places(self) -> int:
        return sum(one.missing for one in self.orders)


def open_proposals(user: Visitor) -> list[Called]:
    """Those whose orders still miss somebody. Four queries, however many."""
    proposed = proposals_for(user).filter(state=SessionProposal.State.PROPOSED)
    return [called for called in with_orders(proposed.order_by("pk")) if called.open_places]


def with_orders(proposals: Iterable[SessionProposal]) -> list[Called]:
    found = list(proposals)
    behind = LabourOrder.objects.filter(pk__in={row["order"] for one in found for row in one.orders})
    orders = with_hired(behind.select_related("employer").order_by("-headcount", "pk"))
    return [Called(one, _behind(one, orders)) for one in found]


def _behind(proposal: SessionProposal, orders: list[OpenOrder]) -> list[OpenOrder]:
    """Of an open proposal without what was closed since; a decided one keeps all that it was made for."""
    named = {row["order"] for row in proposal.orders}
    decided = proposal.state != SessionProposal.State.PROPOSED
    return [one for one in orders if one.order.pk in named and (decided or one.order.state == OrderState.APPROVED)]


def orders_behind(proposal: SessionProposal) -> list[OpenOrder]:
    """As they stand now, the largest first."""
    return with_orders([proposal])[0].orders
