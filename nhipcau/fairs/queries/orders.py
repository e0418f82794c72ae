"""Orders for people that are still open at a centre, and the sessions they were answered with. Reads only."""

from collections import defaultdict
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


def open_proposals(user: Visitor) -> QuerySet[SessionProposal]:
    return proposals_for(user).filter(state=SessionProposal.State.PROPOSED).order_by("pk")


def orders_behind(proposal: SessionProposal) -> list[OpenOrder]:
    """As they stand now, the largest first."""
    behind = LabourOrder.objects.filter(pk__in=[row["order"] for row in proposal.orders])
    return with_hired(behind.select_related("employer").order_by("-headcount", "pk"))
