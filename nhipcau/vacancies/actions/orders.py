"""An enterprise asks the centre to find so many people by a day: written step by step, then sent."""

from datetime import date, datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.vacancies.actions.writing import Difference
from nhipcau.vacancies.events import OrderPlaced
from nhipcau.vacancies.models import LabourOrder, OrderState
from nhipcau.vacancies.rules import orders as rules
from nhipcau.vacancies.rules.orders import ORDER_NAMES, OrderData

REQUEST: Final = "vacancies.request_order"
MANAGE: Final = "vacancies.manage_order"


class CannotOrder(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class OrderChangedMeanwhile(Exception):
    """Somebody else saved first. `differences` shows both values; nothing was overwritten."""

    def __init__(self, differences: list[Difference], order: LabourOrder) -> None:
        super().__init__(_("Somebody else has changed this order meanwhile."))
        self.differences = differences
        self.order = order


def locked_order(order: LabourOrder) -> LabourOrder:
    rows = LabourOrder.objects.select_for_update(of=("self",)).select_related("employer", "centre")
    return rows.get(pk=order.pk)


@transaction.atomic
def draft_order(*, employer: Employer, data: OrderData, by: User, now: datetime) -> LabourOrder:
    """Its recruiter, or staff of the centre that keeps its file, begins an order. Only the writer sees it yet.

    Raises CannotOrder with every reason, or PermissionDenied.
    """
    if not (may(by, REQUEST, employer) or may(by, MANAGE, employer)):
        raise PermissionDenied(REQUEST)
    if reasons := rules.reasons_against_order(data, today=localdate(now)):
        raise CannotOrder(reasons)
    order = LabourOrder(employer=employer, centre_id=employer.centre_id, placed_at=now)
    order.state, order.requested_by = OrderState.DRAFT, by
    rules.fill_order(order, data)
    order.save()
    order.provinces.set(data.provinces if data.outside_province else ())
    audit.record(by=by, action="order.write", target=order, at=now)
    return order


@transaction.atomic
def edit_order(*, order: LabourOrder, data: OrderData, edition: int, by: User, now: datetime) -> LabourOrder:
    """Mend an order that was read in this edition, until the centre has said yes.

    Raises OrderChangedMeanwhile with both values, CannotOrder with every reason, or PermissionDenied.
    """
    order = locked_order(order)
    _require_writer(by, order)
    if order.edition != edition:
        raise OrderChangedMeanwhile(_differences(order, data), order)
    if reasons := rules.reasons_not_to_edit(order) + _against(order, data, localdate(now)):
        raise CannotOrder(reasons)
    rules.fill_order(order, data)
    order.edition += 1
    order.requested_by = by
    order.save(update_fields=[*ORDER_NAMES, "edition", "requested_by"])
    order.provinces.set(data.provinces if data.outside_province else ())
    audit.record(by=by, action="order.edit", target=order, at=now)
    return order


@transaction.atomic
def send_order(*, order: LabourOrder, by: User, now: datetime) -> LabourOrder:
    """The order goes to the centre, for the first time or mended. Sending twice changes nothing.

    Raises CannotOrder with every reason, or PermissionDenied.
    """
    order = locked_order(order)
    _require_writer(by, order)
    if order.state == OrderState.REQUESTED:
        return order
    if reasons := rules.reasons_not_to_send(order, today=localdate(now)):
        raise CannotOrder(reasons)
    if order.state == OrderState.DRAFT:
        order.placed_at = now
    order.state, order.requested_by, order.note = OrderState.REQUESTED, by, ""
    order.save(update_fields=["state", "requested_by", "note", "placed_at"])
    audit.record(by=by, action="order.place", target=order, at=now)
    outbox.publish(OrderPlaced(order_id=order.pk, at=now))
    return order


@transaction.atomic
def place_order(*, employer: Employer, data: OrderData, by: User, now: datetime) -> LabourOrder:
    """Written and sent at once. Raises CannotOrder with every reason, or PermissionDenied."""
    return send_order(order=draft_order(employer=employer, data=data, by=by, now=now), by=by, now=now)


def _require_writer(by: User, order: LabourOrder) -> None:
    """The enterprise's recruiters; staff only what they wrote down themselves, what came by telephone."""
    if not (may(by, REQUEST, order) or (order.requested_by_id == by.pk and may(by, MANAGE, order))):
        raise PermissionDenied(REQUEST)


def _against(order: LabourOrder, data: OrderData, today: date) -> list[str]:
    """A day that passed meanwhile is mended in its own step, and asked for again when the order is sent."""
    unchanged = data.due_on == order.due_on and order.due_on < today
    return rules.reasons_against_order(data, today=order.due_on if unchanged else today)


def _differences(order: LabourOrder, data: OrderData) -> list[Difference]:
    pairs = ((name, getattr(order, name), getattr(data, name)) for name in ORDER_NAMES)
    found = [Difference(name, kept, wanted) for name, kept, wanted in pairs if kept != wanted]
    kept = sorted(province.name for province in order.provinces.all())
    wanted = sorted(province.name for province in data.provinces)
    return found + ([Difference("provinces", kept, wanted)] if kept != wanted else [])
