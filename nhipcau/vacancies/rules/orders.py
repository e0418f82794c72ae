"""What an order for people must say, and what may happen to it. Pure: every obstacle at once, in words."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from nhipcau.accounts.api import User
from nhipcau.centres.models import Centre
from nhipcau.employers.models import State as EmployerState
from nhipcau.foundation.text.api import tidy
from nhipcau.reference.models import Province
from nhipcau.vacancies.models import CLOSED_STATES, LabourOrder, OrderAsk, OrderState, PayKind, Status, Vacancy
from nhipcau.vacancies.rules.review import LITTLE_PAY, MOST_PAY, MOST_PEOPLE

LONGEST: Final = timedelta(days=731)
BEFORE_APPROVAL: Final = (OrderState.DRAFT, OrderState.REQUESTED, OrderState.RETURNED)


@dataclass(frozen=True, kw_only=True)
class OrderData:
    """An order as said. No `provinces` with `outside_province` means from anywhere. Pay is by the month, in đồng."""

    title: str
    headcount: int
    due_on: date
    outside_province: bool = True
    provinces: tuple[Province, ...] = ()
    pay_from: int | None = None
    pay_to: int | None = None
    shift: str = ""
    has_bus: bool = False
    has_dormitory: bool = False
    conditions: str = ""
    contact_name: str = ""
    contact_phone: str = ""


ORDER_NAMES: Final = tuple(field.name for field in fields(OrderData) if field.name != "provinces")


def fill_order(order: LabourOrder, data: OrderData) -> None:
    """Write what was said into the row; the provinces are kept beside it."""
    for name in ORDER_NAMES:
        value = getattr(data, name)
        setattr(order, name, tidy(value) if isinstance(value, str) else value)


def said_in(order: LabourOrder, provinces: tuple[Province, ...]) -> OrderData:
    values: dict[str, Any] = {name: getattr(order, name) for name in ORDER_NAMES}
    return OrderData(**values, provinces=provinces)


def reasons_against_order(data: OrderData, *, today: date) -> list[str]:
    reasons = [] if tidy(data.title) else [_("Say what the people are needed for.")]
    reasons += reasons_against_size(data.headcount, data.due_on, today=today)
    sides = [side for side in (data.pay_from, data.pay_to) if side is not None]
    if data.pay_from is not None and data.pay_to is not None and data.pay_from > data.pay_to:
        reasons.append(_("The pay begins above where it ends."))
    if any(not LITTLE_PAY[PayKind.MONTH] <= side <= MOST_PAY for side in sides):
        reasons.append(_("Write the pay by the month, in đồng: 9000000, or in million: 9."))
    return reasons


def reasons_against_size(headcount: int, due_on: date, *, today: date) -> list[str]:
    reasons = []
    if not 0 < headcount <= MOST_PEOPLE:
        reasons.append(_("Say how many people are needed: at least one."))
    if due_on < today:
        reasons.append(_("The day by which they are needed has passed."))
    if due_on > today + LONGEST:
        reasons.append(_("This day is more than two years away. Is the year right?"))
    return reasons


def reasons_not_to_edit(order: LabourOrder) -> list[str]:
    if order.state in BEFORE_APPROVAL:
        return []
    return [_("The centre has said yes already. Change the number or the day on the order's page.")]


def reasons_not_to_send(order: LabourOrder, *, today: date) -> list[str]:
    reasons = reasons_not_to_edit(order)
    if order.employer.state == EmployerState.REFUSED:
        reasons.append(_("The enterprise has not been verified."))
    if order.due_on < today:
        reasons.append(_("The day by which they are needed has passed."))
    return reasons


def reasons_not_to_approve(
    order: LabourOrder, *, by: User, recruits_for_it: bool, edition: int, today: date
) -> list[str]:
    """Nobody approves what they asked for themselves, and nobody what they have not read."""
    reasons = []
    if order.state != OrderState.REQUESTED:
        reasons.append(_("Only an order that waits for an answer can be approved."))
    if order.requested_by_id == by.pk or recruits_for_it:
        reasons.append(_("You asked for this order yourself. A colleague has to approve it."))
    if order.edition != edition:
        reasons.append(_("The enterprise has changed the order meanwhile. Read it again."))
    if order.employer.state != EmployerState.VERIFIED:
        reasons.append(_("The enterprise has not been verified yet."))
    if order.due_on < today:
        reasons.append(_("The day by which they are needed has passed."))
    return reasons


def reasons_not_to_return(order: LabourOrder, note: str) -> list[str]:
    if order.state not in (OrderState.REQUESTED, OrderState.RETURNED):
        return [_("Only an order that waits for an answer can be sent back.")]
    return [] if note else [_("Say what must be mended, so that the enterprise can do it.")]


def reasons_not_to_change(
    order: LabourOrder, *, headcount: int, due_on: date, reason: str, by_centre: bool, today: date
) -> list[str]:
    """The centre promised so many: only the centre may promise more."""
    reasons = reasons_against_size(headcount, due_on, today=today)
    if order.state != OrderState.APPROVED:
        reasons.append(_("Only an order that the centre works on can be changed here."))
    if headcount > order.headcount and not by_centre:
        reasons.append(_("Only the centre may raise the number it has agreed to. Call it, or place a second order."))
    if (headcount, due_on) == (order.headcount, order.due_on):
        reasons.append(_("Nothing is changed: write another number or another day."))
    if not reason:
        reasons.append(_("Say why, so that the history can be understood."))
    return reasons


def reasons_not_to_close(order: LabourOrder, *, how: str, note: str, by_centre: bool) -> list[str]:
    reasons = []
    if how not in CLOSED_STATES:
        reasons.append(_("Say how it ended."))
    elif not by_centre and how != OrderState.WITHDRAWN:
        reasons.append(_("The enterprise can withdraw its order; whether it was fulfilled, the centre says."))
    if how != OrderState.FULFILLED and not note:
        reasons.append(_("Say why, so that the history can be understood."))
    return reasons


def reasons_not_to_put_under(order: LabourOrder, vacancy: Vacancy) -> list[str]:
    reasons = []
    if vacancy.employer_id != order.employer_id:
        reasons.append(_("This order belongs to another enterprise."))
    if order.state != OrderState.APPROVED:
        reasons.append(_("Openings are put under an order once the centre has said yes."))
    if vacancy.status == Status.CLOSED:
        reasons.append(_("This opening is closed already."))
    if vacancy.order_id not in (None, order.pk):
        reasons.append(_("This opening stands under another order."))
    return reasons


def reasons_not_to_ask(order: LabourOrder, centre: Centre, *, people: int) -> list[str]:
    reasons = []
    if order.state != OrderState.APPROVED:
        reasons.append(_("Other centres are asked once the centre has said yes."))
    if centre.pk == order.centre_id:
        reasons.append(_("This is your own centre."))
    if not order.outside_province and centre.province_id != order.centre.province_id:
        reasons.append(_("The enterprise wants people of this province only."))
    if not 0 < people <= MOST_PEOPLE:
        reasons.append(_("Say how many people are needed: at least one."))
    return reasons


def reasons_not_to_answer(ask: OrderAsk, *, can_send: int, by_day: date | None, today: date) -> list[str]:
    reasons = []
    if ask.order.state != OrderState.APPROVED:
        reasons.append(_("This order is closed: no people are needed any more."))
    if not 0 <= can_send <= MOST_PEOPLE:
        reasons.append(_("Say how many people you can send; 0 if you cannot."))
    if can_send and by_day is not None and by_day < today:
        reasons.append(_("The day by which you send them has passed."))
    return reasons
