"""A recruiter's page of their own enterprise."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.employers import queries
from nhipcau.employers.models import Employer
from nhipcau.employers.web import file as files
from nhipcau.employers.web.forms import ColleagueForm
from nhipcau.foundation.clock import api as clock

OWN = "employers:own-file"
recruiters_only = access("employers.edit_employer")


def _mine(request: SignedInRequest, employer_id: int) -> Employer:
    return get_object_or_404(queries.enterprises_recruited_for(request.user), pk=employer_id)


@require_safe
@recruiters_only
def mine(request: SignedInRequest) -> HttpResponse:
    """Straight to the file of the one enterprise; a list for those who recruit for several."""
    employers = list(queries.enterprises_recruited_for(request.user))
    if len(employers) == 1:
        return redirect(OWN, employers[0].pk)
    return render(request, "employers/mine.html", {"employers": employers})


@require_safe
@recruiters_only
def file(request: SignedInRequest, employer_id: int) -> HttpResponse:
    employer = _mine(request, employer_id)
    page = {
        "employer": employer,
        "recruiters": queries.recruiters_of(employer),
        "colleague": ColleagueForm(),
        "today": clock.today(),
    }
    return render(request, "employers/own.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@recruiters_only
def edit(request: SignedInRequest, employer_id: int) -> HttpResponse:
    return files.edit_file(request, _mine(request, employer_id), back=OWN)


@require_POST
@recruiters_only
def add_colleague(request: SignedInRequest, employer_id: int) -> HttpResponse:
    return files.add_colleague_to(request, _mine(request, employer_id), back=OWN)


@require_POST
@recruiters_only
def end_recruiter(request: SignedInRequest, recruiter_id: int) -> HttpResponse:
    mine = queries.enterprises_recruited_for(request.user)
    return files.end_one(request, recruiter_id, mine, back=OWN)
