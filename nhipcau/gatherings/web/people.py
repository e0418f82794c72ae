"""Candidates of a group interview: found and put in, their papers, their results."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.gatherings import actions, queries
from nhipcau.gatherings.actions.results import may_record
from nhipcau.gatherings.models import Gathering, Member, PaperKind, Role
from nhipcau.gatherings.rules import papers as rules
from nhipcau.gatherings.rules.planning import PLAN
from nhipcau.gatherings.rules.times import both
from nhipcau.gatherings.web.doors import by_link, inside, managed, told
from nhipcau.gatherings.web.forms import PaperForm, ResultForm
from nhipcau.interviews.api import ON_THE_DAY
from nhipcau.interviews.models import Reason, Stage

FIND = "gatherings/candidates.html"


@require_http_methods(["GET", "HEAD", "POST"])
@access(PLAN)
def candidates(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    """Searched by what is sent, so that no name stands in an address; `seeker` puts that person in."""
    gathering = get_object_or_404(managed(request), pk=gathering_id)
    if request.method == "POST" and "seeker" in request.POST:
        return _put_in(request, gathering)
    typed = text.tidy(request.POST.get("q", ""))
    found = queries.find_candidates(request.user, gathering, typed)
    page = {
        "gathering": gathering,
        "typed": typed,
        "found": found,
        "left": gathering.capacity - queries.taken(gathering),
    }
    return render(request, FIND, page)


def _put_in(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    may = queries.may_be_put_in(request.user, gathering)
    person = get_object_or_404(may, pk=text.row_number(request.POST.get("seeker", "")))
    now = clock.now()
    if told(request, lambda: actions.put_in(gathering=gathering, seeker=person, by=request.user, now=now)) is not None:
        messages.success(request, _("%(name)s is on the list.") % {"name": person.full_name})
    return redirect("gatherings:candidates", gathering.pk)


def members_for(request: SignedInRequest) -> "QuerySet[Member]":
    inside = Member.objects.filter(gathering__in=managed(request).values("pk"), left_at=None)
    return inside.select_related("gathering__employer", "gathering__centre", "gathering__vacancy", "seeker")


@require_POST
@access(PLAN)
def take_out(request: SignedInRequest, member_id: int) -> HttpResponse:
    member = get_object_or_404(members_for(request), pk=member_id)
    told(request, lambda: actions.take_out(member=member, by=request.user, now=clock.now()))
    return redirect("gatherings:manage", member.gathering_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access(PLAN)
def papers(request: SignedInRequest, member_id: int) -> HttpResponse:
    """One candidate's papers; `kind` says which one is written down."""
    candidate = get_object_or_404(members_for(request).filter(role=Role.CANDIDATE), pk=member_id)
    kind = request.POST.get("kind", "")
    if request.method == "POST" and kind in PaperKind.values:
        form = PaperForm(request.POST, kind=kind)
        said = form.said() if form.is_valid() else None
        if said is None:
            messages.error(request, _("This day is not understood: write it as 31/12/2026."))
        else:
            by, now = request.user, clock.now()
            told(request, lambda: actions.note_paper(member=candidate, kind=kind, **said, by=by, now=now))
        return redirect("gatherings:papers", candidate.pk)
    gathering = candidate.gathering
    asked = rules.standings(gathering, candidate.papers.all(), on=localdate(gathering.starts_at))
    rows = [{"paper": one, "form": PaperForm(kind=one.kind, initial=_kept(one))} for one in asked]
    page = {"candidate": candidate, "gathering": gathering, "rows": rows}
    return render(request, "gatherings/papers.html", page)


def _kept(one: rules.Standing) -> dict[str, Any]:
    paper = one.paper
    return {"state": one.state, "valid_until": paper and paper.valid_until, "note": paper.note if paper else ""}


def _recorded_by(request: SignedInRequest, gathering: Gathering | None) -> Gathering:
    """Hosts, and interviewers or partners who came by a link."""
    hall = inside(request, gathering)
    if not may_record(request.user, hall.gathering, clock.now()) or not (hall.host or hall.member):
        raise Http404
    return hall.gathering


@require_safe
@by_link
@access(SIGNED_IN)
def results(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    found = Gathering.objects.select_related("employer", "centre", "vacancy").filter(pk=gathering_id).first()
    gathering = _recorded_by(request, found)
    chosen, stage = text.row_number(request.GET.get("member", "")), request.GET.get("result", "")
    return render(request, "gatherings/results.html", results_page(request, gathering, chosen, stage, None))


def results_page(
    request: SignedInRequest, gathering: Gathering, chosen: int, stage: str, form: ResultForm | None
) -> dict[str, Any]:
    if form is None and stage in ON_THE_DAY:
        form = ResultForm(stage=Stage(stage), today=clock.today())
    rows = list(queries.candidates_of(gathering))
    for one in rows:
        said: Any = one
        said.stage_label = Stage(said.stage).label if said.stage else ""
        said.reason_label = Reason(said.reason).label if said.reason else ""
    return {
        "gathering": gathering,
        "clocks": both(gathering.starts_at, gathering.partner_zone),
        "rows": rows,
        "stages": ON_THE_DAY,
        "chosen": chosen,
        "stage": Stage(stage) if stage in ON_THE_DAY else None,
        "form": form,
        "host": queries.managed_by(request.user).filter(pk=gathering.pk).exists(),
    }


@require_POST
@by_link
@access(SIGNED_IN)
def result(request: SignedInRequest, member_id: int, stage: str) -> HttpResponse:
    """Three taps: the person, the result, and the reason or the day where it needs one."""
    found = Member.objects.filter(pk=member_id, left_at=None, role=Role.CANDIDATE)
    member = found.select_related("gathering__employer", "gathering__centre", "gathering__vacancy").first()
    gathering = _recorded_by(request, member.gathering if member else None)
    if member is None or stage not in ON_THE_DAY:
        raise Http404
    form = ResultForm(request.POST, stage=Stage(stage), today=clock.today())
    if form.is_valid():
        try:
            said = form.said()
            actions.record_result(member=member, stage=stage, **said, by=request.user, now=clock.now())
        except actions.Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _("Saved: %(result)s.") % {"result": Stage(stage).label})
            return redirect("gatherings:results", gathering.pk)
    page = results_page(request, gathering, member.pk, stage, form)
    return render(request, "gatherings/results.html", page, status=422)
