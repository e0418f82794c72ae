"""How an order is filled: openings are put under it, other centres are asked to send people."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.centres.models import Centre
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import tidy
from nhipcau.vacancies.actions.orders import MANAGE, REQUEST, CannotOrder, locked_order
from nhipcau.vacancies.models import LabourOrder, OrderAsk, OrderState, Vacancy
from nhipcau.vacancies.rules import orders as rules


@transaction.atomic
def put_under_order(*, order: LabourOrder, vacancy: Vacancy, by: User, now: datetime) -> Vacancy:
    """An opening of the same enterprise counts for this order from now on. Twice changes nothing.

    Raises CannotOrder with every reason, or PermissionDenied.
    """
    _require_filler(by, order)
    order = locked_order(order)
    vacancy = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    if vacancy.order_id == order.pk:
        return vacancy
    if reasons := rules.reasons_not_to_put_under(order, vacancy):
        raise CannotOrder(reasons)
    return _put(vacancy, order, "order.put_under", by, now)


@transaction.atomic
def take_from_order(*, order: LabourOrder, vacancy: Vacancy, by: User, now: datetime) -> Vacancy:
    """It counts for the order no more; the opening itself stays as it is.

    Raises CannotOrder with the reason, or PermissionDenied.
    """
    _require_filler(by, order)
    order = locked_order(order)
    vacancy = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    if vacancy.order_id != order.pk:
        return vacancy
    if order.state != OrderState.APPROVED:
        raise CannotOrder([_("A closed order stays as it was.")])
    return _put(vacancy, None, "order.take_from", by, now)


def _require_filler(by: User, order: LabourOrder) -> None:
    if not (may(by, REQUEST, order) or may(by, MANAGE, order)):
        raise PermissionDenied(REQUEST)


def _put(vacancy: Vacancy, order: LabourOrder | None, action: str, by: User, now: datetime) -> Vacancy:
    vacancy.order = order
    vacancy.edition += 1
    vacancy.save(update_fields=["order", "edition"])
    audit.record(by=by, action=action, target=vacancy, at=now)
    return vacancy


@transaction.atomic
def ask_centre(
    *, order: LabourOrder, centre: Centre, people: int, words: str = "", by: User, now: datetime
) -> OrderAsk:
    """Another centre finds the question on its desk. While it has not answered, asking again changes nothing.

    Raises CannotOrder with every reason, or PermissionDenied.
    """
    require(by, MANAGE, order)
    order = locked_order(order)
    if reasons := rules.reasons_not_to_ask(order, centre, people=people):
        raise CannotOrder(reasons)
    waiting = order.asks.filter(centre=centre, answered_at=None).first()
    if waiting is not None:
        return waiting
    ask = OrderAsk.objects.create(
        order=order, centre=centre, people=people, words=tidy(words)[:300], asked_by=by, asked_at=now
    )
    audit.record(by=by, action="order.ask", target=order, at=now, details={"centre": centre.pk})
    return ask


@transaction.atomic
def answer_ask(
    *, ask: OrderAsk, can_send: int, by_day: date | None = None, words: str = "", by: User, now: datetime
) -> OrderAsk:
    """The centre that was asked says how many it can send and by when; 0 is no. It may say another number later.

    Who asked may write the answer down when it came by telephone; it is marked so.
    Raises CannotOrder with every reason, or PermissionDenied.
    """
    asked = may(by, MANAGE, ask)
    if not (asked or may(by, MANAGE, ask.order)):
        raise PermissionDenied(MANAGE)
    rows = OrderAsk.objects.select_for_update(of=("self",)).select_related("order")
    ask, words = rows.get(pk=ask.pk), tidy(words)[:300]
    by_day = by_day if can_send else None
    if ask.answered_at and (ask.can_send, ask.by_day, ask.answer) == (can_send, by_day, words):
        return ask
    if reasons := rules.reasons_not_to_answer(ask, can_send=can_send, by_day=by_day, today=localdate(now)):
        raise CannotOrder(reasons)
    ask.can_send, ask.by_day, ask.answer = can_send, by_day, words
    ask.answered_by, ask.answered_at, ask.noted_by_host = by, now, not asked
    ask.save(update_fields=["can_send", "by_day", "answer", "answered_by", "answered_at", "noted_by_host"])
    audit.record(by=by, action="order.answer", target=ask, at=now, details={"can_send": can_send})
    return ask
