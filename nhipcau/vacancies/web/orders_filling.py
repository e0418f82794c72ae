"""Openings under an order, and centres that are asked to send people for it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.models import OrderAsk
from nhipcau.vacancies.web.orders_deciding import doing, order_at
from nhipcau.vacancies.web.orders_forms import AnswerAskForm, AskForm, UnderForm
from nhipcau.vacancies.web.orders_page import MANAGE, page, where_words

PAGE_SIZE = 20
seeing = access("vacancies.see_order")
keeping = access("vacancies.manage_order")


@require_POST
@seeing
def put_under(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = order_at(request, order_id)
    form = UnderForm(request.POST, auto_id="under_%s", openings=queries.openings_to_put_under(order))
    return doing(request, order, "under_form", form, actions.put_under_order, _("The opening counts for this order."))


@require_POST
@seeing
def take_from(request: SignedInRequest, order_id: int, vacancy_id: int) -> HttpResponse:
    order = order_at(request, order_id)
    vacancy = get_object_or_404(queries.openings_under(order), pk=vacancy_id)
    try:
        actions.take_from_order(order=order, vacancy=vacancy, by=request.user, now=clock.now())
    except actions.CannotOrder as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The opening stands on its own again."))
    return redirect("vacancies:order", order.pk)


@require_POST
@keeping
def ask(request: SignedInRequest, order_id: int) -> HttpResponse:
    order = order_at(request, order_id)
    form = AskForm(request.POST, auto_id="ask_%s", centres=queries.centres_to_ask(order))
    return doing(request, order, "ask_form", form, actions.ask_centre, _("Asked. The answer appears here."))


@require_safe
@keeping
def asks(request: SignedInRequest) -> HttpResponse:
    return _asks(request)


@require_POST
@keeping
def answer(request: SignedInRequest, ask_id: int) -> HttpResponse:
    """By the centre that was asked; or written down by who asked, when the answer came by telephone."""
    ask = get_object_or_404(queries.asks_to_answer(request.user), pk=ask_id)
    form = AnswerAskForm(request.POST, auto_id=f"answer_{ask.pk}_%s")
    asked = may(request.user, MANAGE, ask)
    if form.is_valid():
        try:
            actions.answer_ask(ask=ask, by=request.user, now=clock.now(), **form.cleaned_data)
        except actions.CannotOrder as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("Your answer stands. The centre that asked sees it.") if asked else _("Noted."))
            return redirect("vacancies:asks") if asked else redirect("vacancies:order", ask.order_id)
    if asked:
        return _asks(request, wrong=form, wrong_ask=ask)
    return page(request, ask.order, wrong={"answer_form": form}, ask_id=ask.pk)


def _asks(
    request: SignedInRequest, *, wrong: AnswerAskForm | None = None, wrong_ask: OrderAsk | None = None
) -> HttpResponse:
    listed = Paginator(queries.asks_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [
        {
            "ask": ask,
            "where": where_words(ask.order),
            "form": wrong if wrong and wrong_ask == ask else _answer_to(ask),
            "wrong": wrong is not None and wrong_ask == ask,
        }
        for ask in listed
    ]
    return render(request, "vacancies/order_asks.html", {"page": listed, "lines": lines}, status=422 if wrong else 200)


def _answer_to(ask: OrderAsk) -> AnswerAskForm:
    said = {"can_send": ask.can_send, "by_day": ask.by_day or ask.order.due_on, "words": ask.answer}
    return AnswerAskForm(auto_id=f"answer_{ask.pk}_%s", initial=said)
