"""The pages of those who hold gatherings: the list, a new one, changing it, calling it off."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import Centre, centres_where
from nhipcau.employers.api import employers_of
from nhipcau.employers.models import Employer
from nhipcau.foundation.clock import api as clock
from nhipcau.gatherings import actions, queries
from nhipcau.gatherings.models import Gathering
from nhipcau.gatherings.rules import invites, papers, rooms
from nhipcau.gatherings.rules.planning import PLAN, GatheringData
from nhipcau.gatherings.rules.times import both
from nhipcau.gatherings.web.doors import managed, told
from nhipcau.gatherings.web.forms import GatheringForm, as_planned
from nhipcau.vacancies.models import Vacancy

PAGE_SIZE = 30
MOST_OPENINGS = 200
FORM = "gatherings/plan.html"


@require_safe
@access(PLAN)
def listed(request: SignedInRequest) -> HttpResponse:
    page = Paginator(managed(request), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [{"gathering": one, "clocks": both(one.starts_at, one.partner_zone)} for one in page]
    return render(request, "gatherings/managed.html", {"page": page, "rows": rows})


def openings_for(user: Any) -> list[Vacancy]:
    """A recruiter: what the own enterprises have on the board. Staff: what is for work abroad at their centre."""
    on_board = Vacancy.objects.open_on(clock.today()).select_related("employer")
    mine = on_board.filter(employer_id__in=employers_of(user))
    ours = on_board.filter(centre_id__in=centres_where(user, PLAN)).exclude(country="")
    return [*mine.order_by("title", "pk")[:MOST_OPENINGS], *ours.order_by("title", "pk")[:MOST_OPENINGS]]


def holder(user: Any, data: GatheringData) -> tuple[Employer | None, Centre]:
    """The enterprise of the opening, or the recruiter's own; else the centre itself."""
    employer = data.vacancy.employer if data.vacancy else None
    mine = employers_of(user)
    if employer is None and mine:
        employer = Employer.objects.select_related("centre").filter(pk__in=mine).order_by("pk").first()
    if employer is not None:
        return employer, employer.centre
    centre = Centre.objects.filter(pk__in=centres_where(user, PLAN)).order_by("pk").first()
    if centre is None:
        raise Http404
    return None, centre


@require_http_methods(["GET", "HEAD", "POST"])
@access(PLAN)
def plan(request: SignedInRequest) -> HttpResponse:
    form = GatheringForm(request.POST or None, openings=openings_for(request.user), initial={"day": clock.today()})
    page = {"form": form, "title": _("Plan a talk or a group interview"), "submit": _("Plan it")}
    if request.method != "POST" or not form.is_valid():
        return render(request, FORM, page, status=422 if form.errors else 200)
    data = form.said()
    employer, centre = holder(request.user, data)
    try:
        made = actions.plan_gathering(data=data, employer=employer, centre=centre, by=request.user, now=clock.now())
    except actions.Refused as refusal:
        return _refused(request, form, page, refusal)
    messages.success(request, _("Planned."))
    return redirect("gatherings:manage", made.pk)


def _refused(
    request: SignedInRequest, form: GatheringForm, page: dict[str, Any], refusal: actions.Refused
) -> HttpResponse:
    for reason in refusal.reasons:
        form.add_error(None, reason)
    return render(request, FORM, page, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@access(PLAN)
def change(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    gathering = get_object_or_404(managed(request), pk=gathering_id)
    openings = [*openings_for(request.user), *([gathering.vacancy] if gathering.vacancy else [])]
    form = GatheringForm(request.POST or None, openings=openings, kept=gathering, initial=as_planned(gathering))
    page = {"form": form, "title": _("Change it"), "submit": _("Save"), "gathering": gathering}
    if request.method != "POST" or not form.is_valid():
        return render(request, FORM, page, status=422 if form.errors else 200)
    try:
        actions.change_gathering(gathering=gathering, data=form.said(), by=request.user, now=clock.now())
    except actions.Refused as refusal:
        return _refused(request, form, page, refusal)
    messages.success(request, _("Saved."))
    return redirect("gatherings:manage", gathering.pk)


@require_safe
@access(PLAN)
def manage(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    """Who comes, at which hour here and there, which papers are missing, which links are good."""
    gathering = get_object_or_404(managed(request), pk=gathering_id)
    now, day = clock.now(), localdate(gathering.starts_at)
    candidates = [
        {"member": one, "papers": papers.standings(gathering, one.papers.all(), on=day)}
        for one in queries.candidates_of(gathering)
    ]
    for row in candidates:
        row["missing"] = [one for one in row["papers"] if one.missing]  # type: ignore[attr-defined]
    links = [(one, invites.standing(one, now)) for one in queries.invites_of(gathering)]
    return render(
        request,
        "gatherings/manage.html",
        {
            "gathering": gathering,
            "clocks": both(gathering.starts_at, gathering.partner_zone),
            "counts": queries.counts_of(gathering),
            "candidates": candidates,
            "links": links,
            "over": rooms.is_over(gathering),
            "not_yet": rooms.reasons_not_to_enter(gathering, now),
        },
    )


@require_POST
@access(PLAN)
def call_off(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    gathering: Gathering = get_object_or_404(managed(request), pk=gathering_id)
    because, now = request.POST.get("because", ""), clock.now()
    told(request, lambda: actions.call_off(gathering=gathering, because=because, by=request.user, now=now))
    return redirect("gatherings:manage", gathering.pk)
