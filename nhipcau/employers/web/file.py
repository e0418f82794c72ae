"""What the enterprise's own page and the centre's desk do alike: edit the file, add and end recruiters."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nhipcau.accounts.api import SignedInRequest
from nhipcau.employers import actions, queries
from nhipcau.employers.models import Employer, Recruiter
from nhipcau.employers.web.forms import ColleagueForm, EmployerForm
from nhipcau.foundation.clock import api as clock


def edit_file(request: SignedInRequest, employer: Employer, *, back: str) -> HttpResponse:
    form = EmployerForm(request.POST or None, initial=EmployerForm.of(employer))
    if form.is_valid():
        try:
            saved = actions.edit_employer(employer=employer, data=form.data_said, by=request.user, now=clock.now())
        except actions.CannotKeep as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("Saved."))
            if saved.state != employer.state:
                messages.info(request, _("The centre will check the file again."))
            return redirect(back, employer.pk)
    return render(request, "employers/edit.html", {"form": form, "employer": employer, "back": back})


def add_colleague_to(request: SignedInRequest, employer: Employer, *, back: str) -> HttpResponse:
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            actions.add_colleague(employer=employer, account=form.account, by=request.user, now=clock.now())
        except actions.CannotKeep as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("The colleague can sign in now."))
            return redirect(back, employer.pk)
    page = {"employer": employer, "form": form, "back": back, "recruiters": queries.recruiters_of(employer)}
    return render(request, "employers/add_colleague.html", page, status=422)


def end_one(request: SignedInRequest, recruiter_id: int, employers: QuerySet[Employer], *, back: str) -> HttpResponse:
    rows = Recruiter.objects.filter(employer__in=employers).select_related("employer", "user")
    recruiter = get_object_or_404(rows, pk=recruiter_id)
    try:
        actions.end_recruiter(recruiter=recruiter, by=request.user, now=clock.now())
    except actions.CannotKeep as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("This person no longer recruits for the enterprise."))
    return redirect(back if recruiter.user_id != request.user.pk else "home", *_where(recruiter, request))


def _where(recruiter: Recruiter, request: SignedInRequest) -> list[int]:
    """Whoever ended their own role has no file to come back to."""
    return [recruiter.employer_id] if recruiter.user_id != request.user.pk else []
