"""The desk of the centre that keeps the files: who waits, what to check, yes or no with a reason."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import centres_where
from nhipcau.centres.models import Centre
from nhipcau.employers import actions, queries, rules
from nhipcau.employers.models import Employer, State
from nhipcau.employers.web import file as files
from nhipcau.employers.web.forms import ColleagueForm, EmployerForm, RefusalForm
from nhipcau.foundation.clock import api as clock

FILE = "employers:file"
PAGE_SIZE = 50
desk_only = access("employers.verify_employer")


def _kept(request: SignedInRequest, employer_id: int) -> Employer:
    return get_object_or_404(queries.kept_by(request.user), pk=employer_id)


@require_safe
@desk_only
def desk(request: SignedInRequest) -> HttpResponse:
    state, typed = request.GET.get("state", ""), request.GET.get("q", "")[:100]
    state = state if state in State.values else ""
    kept = queries.kept_by(request.user, state=state, typed=typed)
    page = {
        "page": Paginator(kept, PAGE_SIZE).get_page(request.GET.get("page")),
        "state": state,
        "typed": typed,
        "states": State.choices,
    }
    return render(request, "employers/review_desk.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def register(request: SignedInRequest) -> HttpResponse:
    """Staff write down an enterprise that came to the counter."""
    centres = Centre.objects.filter(pk__in=centres_where(request.user, queries.KEEPS)).order_by("name", "pk")
    form = EmployerForm(request.POST or None)
    chosen = request.POST.get("centre", "")
    centre = next((row for row in centres if str(row.pk) == chosen), None) or centres.first()
    if form.is_valid() and centre is not None:
        try:
            employer = actions.register_employer(data=form.data_said, centre=centre, by=request.user, now=clock.now())
        except actions.CannotKeep as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, _("The file is open. Check it and verify the enterprise."))
            return redirect(FILE, employer.pk)
    return render(request, "employers/register.html", {"form": form, "centres": centres, "centre": centre})


@require_safe
@desk_only
def file(request: SignedInRequest, employer_id: int) -> HttpResponse:
    return _file(request, _kept(request, employer_id), RefusalForm())


@require_POST
@desk_only
def verify(request: SignedInRequest, employer_id: int) -> HttpResponse:
    employer = _kept(request, employer_id)
    try:
        actions.verify_employer(employer=employer, by=request.user, now=clock.now())
    except actions.CannotVerify as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Verified. Its openings can be published now."))
    return redirect(FILE, employer_id)


@require_POST
@desk_only
def refuse(request: SignedInRequest, employer_id: int) -> HttpResponse:
    employer, form = _kept(request, employer_id), RefusalForm(request.POST)
    if not form.is_valid():
        return _file(request, employer, form, status=422)
    reason = form.cleaned_data["reason"]
    actions.refuse_employer(employer=employer, reason=reason, by=request.user, now=clock.now())
    messages.success(request, _("Not verified. The enterprise reads your reason on its page."))
    return redirect(FILE, employer_id)


def _file(request: SignedInRequest, employer: Employer, refusal: RefusalForm, status: int = 200) -> HttpResponse:
    page = {
        "employer": employer,
        "obstacles": rules.reasons_not_to_verify(employer),
        "recruiters": queries.recruiters_of(employer),
        "refusal": refusal,
        "colleague": ColleagueForm(),
        "today": clock.today(),
    }
    return render(request, "employers/file.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def edit(request: SignedInRequest, employer_id: int) -> HttpResponse:
    return files.edit_file(request, _kept(request, employer_id), back=FILE)


@require_POST
@desk_only
def add_colleague(request: SignedInRequest, employer_id: int) -> HttpResponse:
    return files.add_colleague_to(request, _kept(request, employer_id), back=FILE)


@require_POST
@desk_only
def end_recruiter(request: SignedInRequest, recruiter_id: int) -> HttpResponse:
    return files.end_one(request, recruiter_id, queries.kept_by(request.user), back=FILE)
