"""What enterprises enter and mend; staff of the centre do it for those who cannot."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.employers.models import Employer
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.vacancies import actions, queries
from nhipcau.vacancies.models import LabourOrder, PayKind, Status, Vacancy
from nhipcau.vacancies.rules.pay import typed_amount
from nhipcau.vacancies.web.forms import VacancyForm
from nhipcau.vacancies.web.sides import sides_of

PAGE_SIZE = 50
entering = access("vacancies.enter_vacancy")


@require_safe
@entering
def mine(request: SignedInRequest) -> HttpResponse:
    status = request.GET.get("status", "")
    status = status if status in Status.values else ""
    listed = queries.entered_by(request.user, status=status)
    page = {
        "page": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page")),
        "status": status,
        "statuses": Status.choices,
    }
    return render(request, "vacancies/mine.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@entering
def enter(request: SignedInRequest) -> HttpResponse:
    employers = queries.enterprises_for_entry(request.user)
    only = employers.first() if employers.count() == 1 else None
    form = VacancyForm(
        request.POST or None,
        employers=None if only else employers,
        orders=queries.orders_for_entry(request.user),
        initial=_as_before(request, only),
    )
    if form.is_valid():
        employer = only or form.cleaned_data["employer"]
        try:
            made = actions.submit_vacancy(employer=employer, data=form.data_said, by=request.user, now=clock.now())
        except actions.CannotKeep as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("Sent. The centre reads it and publishes it, or says what to mend."))
            return redirect("vacancies:mine-one", made.pk)
    return render(request, "vacancies/enter.html", {"form": form, "employer": only})


def _as_before(request: SignedInRequest, only: Employer | None) -> dict[str, Any]:
    """A new opening of an enterprise begins with its own place and contact, or as a copy of another."""
    copied = text.row_number(request.GET.get("nhu", ""))
    if row := queries.editable_by(request.user).filter(pk=copied).first():
        return VacancyForm.of(row) | {"employer": row.employer_id, "starts_on": None, "closes_on": None}
    ordered = text.row_number(request.GET.get("don-hang", ""))
    if order := queries.orders_for_entry(request.user).filter(pk=ordered).first():
        return _as_ordered(order)
    if only is None:
        return {}
    return VacancyForm.place_and_contact(only)


def _as_ordered(order: LabourOrder) -> dict[str, Any]:
    """What the order says already is not typed again; the number is what no opening asks for yet."""
    said = {name: getattr(order, name) for name in ("title", "shift", "has_bus", "has_dormitory")}
    pay = {name: typed_amount(getattr(order, name), PayKind.MONTH) for name in ("pay_from", "pay_to")}
    missing = order.headcount - queries.people_under(order)
    more = {"order": order.pk, "employer": order.employer_id, "headcount": max(missing, 1)}
    contact = {"contact_name": order.contact_name, "contact_phone": order.contact_phone}
    return VacancyForm.place_and_contact(order.employer) | said | pay | more | contact


@require_safe
@entering
def show(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.editable_by(request.user), pk=vacancy_id)
    page = {"vacancy": row, "on_board": queries.is_on_board(row, clock.today())}
    page["invites"] = may(request.user, "matching.invite", row)
    return render(request, "vacancies/mine_one.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@entering
def edit(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.editable_by(request.user), pk=vacancy_id)
    orders = queries.orders_for_opening(row)
    form = VacancyForm(request.POST or None, initial=VacancyForm.of(row), orders=orders)
    if form.is_valid():
        try:
            saved = _save(request, row, form)
        except actions.ChangedMeanwhile as conflict:
            return _both(request, form, conflict)
        except actions.CannotKeep as refusal:
            form.add_error(None, refusal.reasons)
        else:
            again = saved.status == Status.SUBMITTED and row.status != Status.SUBMITTED
            messages.success(request, _("Saved. The centre reads it again.") if again else _("Saved."))
            return redirect("vacancies:mine-one", row.pk)
    return render(request, "vacancies/edit.html", {"form": form, "vacancy": row})


def _save(request: SignedInRequest, row: Vacancy, form: VacancyForm) -> Vacancy:
    edition = form.cleaned_data["edition"] or 0
    return actions.edit_vacancy(vacancy=row, data=form.data_said, edition=edition, by=request.user, now=clock.now())


def _both(request: SignedInRequest, form: VacancyForm, conflict: actions.ChangedMeanwhile) -> HttpResponse:
    """Nothing was overwritten: both values side by side, and the form as it was typed, on the new edition."""
    said = request.POST.copy()
    said["edition"] = str(conflict.vacancy.edition)
    form.data = said
    page = {"form": form, "vacancy": conflict.vacancy, "sides": sides_of(form, conflict.differences)}
    return render(request, "vacancies/edit.html", page, status=409)


@require_POST
@entering
def close(request: SignedInRequest, vacancy_id: int) -> HttpResponse:
    row = get_object_or_404(queries.editable_by(request.user), pk=vacancy_id)
    actions.close_vacancy(vacancy=row, by=request.user, now=clock.now())
    messages.success(request, _("Closed. It is no longer on the board."))
    return redirect("vacancies:mine-one", row.pk)
