"""One's own gatherings: when, what to bring, whether one comes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.gatherings import actions, queries
from nhipcau.gatherings.models import Answer, Gathering, Member, Role, State
from nhipcau.gatherings.rules import papers, rooms
from nhipcau.gatherings.rules.times import both
from nhipcau.gatherings.web.doors import by_link, inside, step_for_workers, told


@require_safe
@access(SIGNED_IN)
def mine(request: SignedInRequest) -> HttpResponse:
    if step := step_for_workers(request):
        return step
    places = queries.gatherings_of(request.user, clock.now())
    rows = [{"member": one, "clocks": both(one.gathering.starts_at, one.gathering.partner_zone)} for one in places]
    return render(request, "gatherings/mine.html", {"rows": rows})


@require_safe
@by_link
@access(SIGNED_IN)
def own(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    member = _place(request, gathering_id)
    return render(request, "gatherings/own.html", own_page(member))


def _place(request: SignedInRequest, gathering_id: int) -> Member:
    gathering = Gathering.objects.filter(pk=gathering_id).select_related("employer", "centre", "vacancy").first()
    member = inside(request, gathering).member
    if member is None:
        raise Http404
    return member


def own_page(member: Member) -> dict[str, Any]:
    gathering, now = member.gathering, clock.now()
    asked = []
    if member.role == Role.CANDIDATE:
        asked = papers.standings(gathering, member.papers.all(), on=localdate(gathering.starts_at))
    return {
        "member": member,
        "gathering": gathering,
        "clocks": both(gathering.starts_at, gathering.partner_zone),
        "papers": asked,
        "missing": sum(one.missing for one in asked),
        "not_yet": rooms.reasons_not_to_enter(gathering, now),
        "answers": [(Answer.COMING, _("I will come")), (Answer.NOT_COMING, _("I cannot come"))],
        "may_answer": gathering.state == State.PLANNED,
    }


@require_POST
@by_link
@access(SIGNED_IN)
def answer(request: SignedInRequest, gathering_id: int) -> HttpResponse:
    member = _place(request, gathering_id)
    said, now = request.POST.get("answer", ""), clock.now()
    done = told(request, lambda: actions.answer(member=member, answer=said, by=request.user, now=now))
    if done is None:
        return redirect("gatherings:own", gathering_id)
    messages.success(request, _("Thank you, we have written it down."))
    return redirect("gatherings:coming") if done.left_at else redirect("gatherings:own", gathering_id)
