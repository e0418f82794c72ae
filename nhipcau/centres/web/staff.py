"""The manager's list: who works here as what, from when to when."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres import actions, queries
from nhipcau.centres.models import StaffRole
from nhipcau.centres.web.forms import Colleague, LastDay, NewColleague
from nhipcau.foundation.clock import api as clock

PAGE_SIZE = 50
managers_only = access(queries.MANAGES)


@require_safe
@managers_only
def staff(request: SignedInRequest) -> HttpResponse:
    roles, today = queries.staff_of(request.user), clock.today()
    past = request.GET.get("past") == "1"
    shown = roles if past else queries.not_over_on(roles, today)
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    centres = list(queries.managed_by(request.user))
    context = {"page": page, "past": past, "centres": centres, "today": today}
    return render(request, "centres/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
@never_cache
def new(request: SignedInRequest) -> HttpResponse:
    """A new colleague. The password is in this one answer and nowhere else."""
    form = NewColleague(request.POST or None, centres=list(queries.managed_by(request.user)), initial=_from_today())
    if form.is_valid():
        who = {name: form.cleaned_data[name] for name in ("username", "display_name")}
        try:
            granted, password = actions.create_staff_account(
                **who, **form.role_data(), by=request.user, now=timezone.now()
            )
            return render(request, "centres/password.html", {"colleague": granted.user, "password": password})
        except actions.CannotStaff as refusal:
            form.add_error(None, refusal.reasons)
    return render(request, "centres/new_colleague.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def grant(request: SignedInRequest) -> HttpResponse:
    """A role for somebody who signs in already."""
    form = Colleague(request.POST or None, centres=list(queries.managed_by(request.user)), initial=_from_today())
    if form.is_valid() and form.user is not None:
        try:
            actions.grant_role(user=form.user, **form.role_data(), by=request.user, now=timezone.now())
        except actions.CannotStaff as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("%(name)s has the role.") % {"name": form.user})
            return redirect("centres:staff")
    return render(request, "centres/grant.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@managers_only
def end(request: SignedInRequest, role_id: int) -> HttpResponse:
    role = _mine(request, role_id)
    form = LastDay(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            role = actions.end_role(staff_role=role, on=form.cleaned_data["on"], by=request.user, now=timezone.now())
        except actions.CannotStaff as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("The role of %(name)s has its last day.") % {"name": role.user})
            return redirect("centres:staff")
    return render(request, "centres/end.html", {"form": form, "role": role})


@require_POST
@managers_only
@never_cache
def renew(request: SignedInRequest, role_id: int) -> HttpResponse:
    """For who lost the password or the phone with the second step."""
    role = _mine(request, role_id)
    try:
        password = actions.renew_staff_access(staff_role=role, by=request.user, now=timezone.now())
    except actions.CannotStaff as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("centres:staff")
    return render(request, "centres/password.html", {"colleague": role.user, "password": password})


def _mine(request: SignedInRequest, role_id: int) -> StaffRole:
    return get_object_or_404(queries.staff_of(request.user), pk=role_id)


def _from_today() -> dict[str, object]:
    return {"starts_on": clock.today()}
