"""What the centre says to an order, and what becomes of it afterwards."""

from datetime import date, datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import User, may, require
from nhipcau.employers.api import employers_of
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import tidy
from nhipcau.vacancies.actions.orders import MANAGE, REQUEST, CannotOrder, locked_order
from nhipcau.vacancies.events import OrderApproved, OrderClosed
from nhipcau.vacancies.models import CLOSED_STATES, LabourOrder, OrderChange, OrderState
from nhipcau.vacancies.rules import orders as rules

APPROVE: Final = "vacancies.approve_order"


@transaction.atomic
def approve_order(*, order: LabourOrder, edition: int, by: User, now: datetime) -> LabourOrder:
    """The centre takes the order on, as it was read in this edition. A second click changes nothing.

    Raises CannotOrder with every reason, or PermissionDenied.
    """
    require(by, APPROVE, order)
    order = locked_order(order)
    if order.state == OrderState.APPROVED and order.decided_by_id == by.pk:
        return order
    own = order.employer_id in employers_of(by)
    reasons = rules.reasons_not_to_approve(order, by=by, recruits_for_it=own, edition=edition, today=localdate(now))
    if reasons:
        raise CannotOrder(reasons)
    _decide(order, OrderState.APPROVED, "", by, now)
    audit.record(by=by, action="order.approve", target=order, at=now)
    outbox.publish(OrderApproved(order_id=order.pk, at=now))
    return order


@transaction.atomic
def return_order(*, order: LabourOrder, note: str, by: User, now: datetime) -> LabourOrder:
    """Send a request back, saying what must be mended. Raises CannotOrder with the reason, or PermissionDenied."""
    require(by, APPROVE, order)
    order, note = locked_order(order), tidy(note)[:500]
    if order.state == OrderState.RETURNED and order.note == note:
        return order
    if reasons := rules.reasons_not_to_return(order, note):
        raise CannotOrder(reasons)
    _decide(order, OrderState.RETURNED, note, by, now)
    audit.record(by=by, action="order.return", target=order, at=now)
    return order


@transaction.atomic
def change_order(
    *, order: LabourOrder, headcount: int, due_on: date, reason: str, by: User, now: datetime
) -> OrderChange | None:
    """After the yes: another number or another day, one more line in the history. None when it stands so already.

    The enterprise may ask for fewer or move the day; only the centre may promise more.
    Raises CannotOrder with every reason, or PermissionDenied.
    """
    by_centre = may(by, MANAGE, order)
    if not (by_centre or may(by, REQUEST, order)):
        raise PermissionDenied(MANAGE)
    order, reason = locked_order(order), tidy(reason)[:300]
    last = order.changes.order_by("-pk").first()
    if last and (last.headcount, last.due_on, last.reason, last.by_id) == (headcount, due_on, reason, by.pk):
        return None
    reasons = rules.reasons_not_to_change(
        order, headcount=headcount, due_on=due_on, reason=reason, by_centre=by_centre, today=localdate(now)
    )
    if reasons:
        raise CannotOrder(reasons)
    change = OrderChange.objects.create(
        order=order,
        headcount_before=order.headcount,
        headcount=headcount,
        due_before=order.due_on,
        due_on=due_on,
        reason=reason,
        by=by,
        at=now,
    )
    order.headcount, order.due_on = headcount, due_on
    order.save(update_fields=["headcount", "due_on"])
    audit.record(by=by, action="order.change", target=order, at=now)
    return change


@transaction.atomic
def close_order(*, order: LabourOrder, how: str, note: str = "", by: User, now: datetime) -> LabourOrder:
    """Fulfilled, ended or withdrawn. What was asked of other centres asks nobody any more. Closing twice changes nothing.

    Raises CannotOrder with every reason, or PermissionDenied.
    """
    by_centre = may(by, MANAGE, order)
    if not (by_centre or may(by, REQUEST, order)):
        raise PermissionDenied(MANAGE)
    order, note = locked_order(order), tidy(note)[:500]
    if order.state in CLOSED_STATES:
        return order
    if reasons := rules.reasons_not_to_close(order, how=how, note=note, by_centre=by_centre):
        raise CannotOrder(reasons)
    order.state, order.note, order.closed_by, order.closed_at = OrderState(how), note, by, now
    order.save(update_fields=["state", "note", "closed_by", "closed_at"])
    audit.record(by=by, action="order.close", target=order, at=now, details={"how": how})
    outbox.publish(OrderClosed(order_id=order.pk, how=how, at=now))
    return order


def _decide(order: LabourOrder, state: OrderState, note: str, by: User, now: datetime) -> None:
    order.state, order.note, order.decided_by, order.decided_at = state, note, by, now
    order.save(update_fields=["state", "note", "decided_by", "decided_at"])
