"""Asking for people: an order is written one screen at a time, kept after each, and sent to the centre."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.models import LabourOrder, OrderState
from nhipcau.vacancies.rules.orders import said_in
from nhipcau.vacancies.web.orders_forms import GROUPS, Group, NewOrderForm
from nhipcau.vacancies.web.orders_page import page, rights_of
from nhipcau.vacancies.web.sides import Sides, sides_of

seeing = access("vacancies.see_order")
FIRST = next(iter(GROUPS))


@require_http_methods(["GET", "HEAD", "POST"])
@seeing
def new(request: SignedInRequest) -> HttpResponse:
    """The first screen; what is typed here is kept as a draft that only its writer sees."""
    employers = queries.enterprises_for_order(request.user)
    only = employers.first() if employers.count() == 1 else None
    form = NewOrderForm(request.POST or None, employers=None if only else employers)
    if form.is_valid():
        employer = only or form.cleaned_data["employer"]
        said = form.data_for(employer)
        try:
            order = actions.draft_order(employer=employer, data=said, by=request.user, now=clock.now())
        except actions.CannotOrder as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return redirect("vacancies:order-step", order.pk, _after(FIRST))
    shown = {"form": form, "employer": only, "steps": _steps(FIRST, None), "legend": form.legend}
    return render(request, "vacancies/order_step.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@seeing
def step(request: SignedInRequest, order_id: int, step: str) -> HttpResponse:
    """One group of questions of an order that stands already."""
    order = _writable(request, order_id)
    if step not in GROUPS:
        raise Http404
    form = GROUPS[step](request.POST or None, initial=GROUPS[step].of(order))
    sides: list[Sides] | None = None
    if form.is_valid():
        said = form.put(said_in(order, tuple(order.provinces.all())))
        edition = form.cleaned_data["edition"] or 0
        try:
            actions.edit_order(order=order, data=said, edition=edition, by=request.user, now=clock.now())
        except actions.OrderChangedMeanwhile as conflict:
            sides = _both(request, form, conflict)
        except actions.CannotOrder as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return _onwards(order, step)
    shown = {"form": form, "order": order, "steps": _steps(step, order), "legend": form.legend}
    shown |= {"conflict": sides is not None, "sides": sides}
    status = 409 if sides is not None else 422 if form.errors else 200
    return render(request, "vacancies/order_step.html", shown, status=status)


def _writable(request: SignedInRequest, order_id: int) -> LabourOrder:
    order = get_object_or_404(queries.orders_of(request.user), pk=order_id)
    if not rights_of(request.user, order).edit:
        raise Http404
    return order


def _both(request: SignedInRequest, form: Group, conflict: actions.OrderChangedMeanwhile) -> list[Sides]:
    """Nothing was overwritten: the form stays as it was typed, on the new edition."""
    said = request.POST.copy()
    said["edition"] = str(conflict.order.edition)
    form.data = said
    return sides_of(form, [one for one in conflict.differences if one.field in form.fields])


def _onwards(order: LabourOrder, step: str) -> HttpResponse:
    """A new order goes on to its next screen; one that is only mended goes back to its page."""
    following = _after(step)
    if order.state == OrderState.DRAFT and following:
        return redirect("vacancies:order-step", order.pk, following)
    return redirect("vacancies:order", order.pk)


def _after(step: str) -> str:
    names = [*GROUPS]
    at = names.index(step) + 1
    return names[at] if at < len(names) else ""


def _steps(current: str, order: LabourOrder | None) -> list[dict[str, Any]]:
    names = [*GROUPS]
    return [
        {
            "label": GROUPS[name].legend,
            "state": "current" if name == current else "done" if names.index(name) < names.index(current) else "next",
            "url": reverse("vacancies:order-step", args=[order.pk, name]) if order and name != current else "",
        }
        for name in names
    ]


@require_safe
@seeing
def show(request: SignedInRequest, order_id: int) -> HttpResponse:
    return page(request, get_object_or_404(queries.orders_of(request.user), pk=order_id))


@require_POST
@seeing
def send(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = get_object_or_404(queries.orders_of(request.user), pk=order_id)
    try:
        actions.send_order(order=order, by=request.user, now=clock.now())
    except actions.CannotOrder as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Sent. The centre says yes, or what to mend, usually within a working day."))
    return redirect("vacancies:order", order.pk)
