"""The centre's answer to an order, and its changes and end."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.models import LabourOrder
from nhipcau.vacancies.web.orders_forms import ChangeForm, CloseForm, ReturnForm
from nhipcau.vacancies.web.orders_page import MANAGE, page

deciding = access("vacancies.approve_order")
seeing = access("vacancies.see_order")


@require_POST
@deciding
def approve(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = order_at(request, order_id)
    edition = request.POST.get("edition", "")
    read = int(edition) if edition.isdecimal() and len(edition) < 10 else 0
    try:
        actions.approve_order(order=order, edition=read, by=request.user, now=clock.now())
    except actions.CannotOrder as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Approved. Put openings under it, and ask other centres."))
    return redirect("vacancies:order", order.pk)


@require_POST
@deciding
def send_back(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = order_at(request, order_id)
    form = ReturnForm(request.POST, auto_id="return_%s")
    done = _("Sent back. The enterprise sees what to mend.")
    return doing(request, order, "return_form", form, actions.return_order, done)


@require_POST
@seeing
def change(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = order_at(request, order_id)
    form = ChangeForm(request.POST, auto_id="change_%s")
    done = _("Changed. The history keeps what was asked for before.")
    return doing(request, order, "change_form", form, actions.change_order, done)


@require_POST
@seeing
def close(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = order_at(request, order_id)
    form = CloseForm(request.POST, auto_id="close_%s", by_centre=may(request.user, MANAGE, order))
    return doing(request, order, "close_form", form, actions.close_order, _("Closed. It stays to be read."))


def order_at(request: SignedInRequest, order_id: int) -> LabourOrder:
    return get_object_or_404(queries.orders_of(request.user), pk=order_id)


def doing(
    request: SignedInRequest,
    order: LabourOrder,
    name: str,
    form: forms.Form,
    action: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """The form's words go to the action; a refusal comes back on the page, with what was typed."""
    if form.is_valid():
        try:
            action(order=order, by=request.user, now=clock.now(), **form.cleaned_data)
        except actions.CannotOrder as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, done)
            return redirect("vacancies:order", order.pk)
    return page(request, order, wrong={name: form})
