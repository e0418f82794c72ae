"""Orders for people: what was asked for, what is under it, what is still missing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import centres_where
from nhipcau.employers.api import enterprises_recruited_for
from nhipcau.employers.models import Employer
from nhipcau.foundation.clock import api as clock
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.web.forms import OrderForm

PAGE_SIZE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@access("vacancies.manage_order")
def orders(request: SignedInRequest) -> HttpResponse:
    """The centre's orders; staff write down one that came by telephone."""
    centres = centres_where(request.user, queries.MANAGE)
    kept = Employer.objects.filter(centre_id__in=centres).order_by("name", "pk")
    return _orders(request, kept, "vacancies:orders")


@require_http_methods(["GET", "HEAD", "POST"])
@access("vacancies.enter_vacancy")
def mine(request: SignedInRequest) -> HttpResponse:
    """A recruiter's own orders."""
    return _orders(request, enterprises_recruited_for(request.user), "vacancies:my-orders")


def _orders(request: SignedInRequest, employers: QuerySet[Employer], back: str) -> HttpResponse:
    form = OrderForm(request.POST or None, employers=employers)
    if form.is_valid():
        try:
            actions.place_order(by=request.user, now=clock.now(), **form.cleaned_data)
        except actions.CannotOrder as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("The order is placed. Openings entered under it are counted here."))
            return redirect(back)
    listed = Paginator(queries.orders_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    page = {"page": listed, "form": form, "today": clock.today()}
    return render(request, "vacancies/orders.html", page, status=422 if form.errors else 200)
