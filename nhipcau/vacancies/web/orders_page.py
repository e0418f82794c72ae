"""The page of one order: what it says, what waits, and the forms of those who may do something about it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhipcau.accounts.api import SignedInRequest, User, may
from nhipcau.employers.api import employers_of
from nhipcau.vacancies import queries
from nhipcau.vacancies.models import CLOSED_STATES, LabourOrder, OrderAsk, OrderState
from nhipcau.vacancies.rules.orders import BEFORE_APPROVAL
from nhipcau.vacancies.web.orders_forms import AnswerAskForm, AskForm, ChangeForm, CloseForm, ReturnForm, UnderForm

MANAGE, REQUEST, APPROVE = "vacancies.manage_order", "vacancies.request_order", "vacancies.approve_order"


@dataclass(frozen=True)
class Rights:
    """What this person may do with the order as it stands."""

    edit: bool
    send: bool
    decide: bool
    own_request: bool
    fill: bool
    enter: bool
    ask: bool
    close: bool


def rights_of(user: User, order: LabourOrder) -> Rights:
    keeps, recruits = may(user, MANAGE, order), may(user, REQUEST, order)
    writer = recruits or (keeps and order.requested_by_id == user.pk)
    approved = order.state == OrderState.APPROVED
    return Rights(
        edit=writer and order.state in BEFORE_APPROVAL,
        send=writer and order.state in (OrderState.DRAFT, OrderState.RETURNED),
        decide=may(user, APPROVE, order) and order.state == OrderState.REQUESTED,
        own_request=order.requested_by_id == user.pk or order.employer_id in employers_of(user),
        fill=approved and (keeps or recruits),
        enter=approved and may(user, "vacancies.enter_vacancy", order),
        ask=approved and keeps,
        close=order.state not in CLOSED_STATES and (keeps or recruits),
    )


def page(
    request: SignedInRequest, order: LabourOrder, *, wrong: dict[str, forms.Form] | None = None, ask_id: int = 0
) -> HttpResponse:
    """`wrong`: the form that was refused, by its name, as it was typed; `ask_id` when it answers an ask."""
    rights = rights_of(request.user, order)
    under = queries.people_under(order)
    asks = list(queries.asks_of(order)) if may(request.user, MANAGE, order) else []
    forms_shown = {**_forms(order, rights, under, by_centre=may(request.user, MANAGE, order)), **(wrong or {})}
    shown = {
        "order": order,
        "may": rights,
        "provinces": list(order.provinces.all()),
        "openings": list(queries.openings_under(order)),
        "under": under,
        "differs": order.headcount - under,
        "changes": list(queries.changes_of(order)),
        "asks": [_line(ask, rights, wrong["answer_form"] if wrong and ask.pk == ask_id else None) for ask in asks],
        "promised": sum(ask.can_send or 0 for ask in asks),
        **forms_shown,
    }
    return render(request, "vacancies/order.html", shown, status=422 if wrong else 200)


def _line(ask: OrderAsk, rights: Rights, wrong: forms.Form | None) -> dict[str, Any]:
    """One centre that was asked; its answer may be written down here when it came by telephone."""
    form = wrong or AnswerAskForm(auto_id=f"answer_{ask.pk}_%s")
    waits = rights.ask and ask.answered_at is None
    return {"ask": ask, "form": form if waits else None, "wrong": wrong is not None}


def _forms(order: LabourOrder, rights: Rights, under: int, *, by_centre: bool) -> dict[str, Any]:
    """Every form has ids of its own, since several stand on one page."""
    found: dict[str, Any] = {}
    if rights.decide:
        found["return_form"] = ReturnForm(auto_id="return_%s")
    if rights.fill:
        openings = queries.openings_to_put_under(order)
        found["under_form"] = UnderForm(auto_id="under_%s", openings=openings) if openings else None
        said = {"headcount": order.headcount, "due_on": order.due_on}
        found["change_form"] = ChangeForm(auto_id="change_%s", initial=said)
    if rights.ask:
        found["ask_form"] = AskForm(auto_id="ask_%s", centres=queries.centres_to_ask(order), initial={"words": ""})
    if rights.close:
        found["close_form"] = CloseForm(auto_id="close_%s", by_centre=by_centre)
    return found


def where_words(order: LabourOrder) -> str:
    """Where the people may come from, in words; the provinces are read with the order."""
    chosen = ", ".join(str(province) for province in order.provinces.all())
    if chosen:
        return chosen
    return _("any province") if order.outside_province else _("this province only")
