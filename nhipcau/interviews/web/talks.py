"""What a recruiter taps while somebody is called or talking, and the result after it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.accounts.api import SignedInRequest
from nhipcau.foundation.clock import api as clock
from nhipcau.interviews import actions, queries
from nhipcau.interviews.models import Interview, Stage
from nhipcau.interviews.web.desks import call_and_tell, now_page, queue_page
from nhipcau.interviews.web.doors import desk_side, told
from nhipcau.interviews.web.forms import HandOverForm, OutcomeForm
from nhipcau.interviews.web.results import talk_page


def _step(request: SignedInRequest, interview_id: int, use_case: Callable[..., Any]) -> HttpResponse:
    interview = get_object_or_404(queries.interviews_visible_to(request.user), pk=interview_id)
    told(request, lambda: use_case(interview=interview, by=request.user, now=clock.now()))
    return redirect("interviews:desk", interview.desk_id)


@require_POST
@desk_side
def came(request: SignedInRequest, interview_id: int) -> HttpResponse:
    """The recruiter sees the person coming to the table."""
    return _step(request, interview_id, actions.acknowledge)


@require_POST
@desk_side
def start(request: SignedInRequest, interview_id: int) -> HttpResponse:
    return _step(request, interview_id, actions.start_interview)


@require_POST
@desk_side
def finish(request: SignedInRequest, interview_id: int) -> HttpResponse:
    return _step(request, interview_id, actions.finish_interview)


@require_POST
@desk_side
def remind(request: SignedInRequest, interview_id: int) -> HttpResponse:
    return _step(request, interview_id, actions.remind_person)


@require_POST
@desk_side
def absent(request: SignedInRequest, interview_id: int) -> HttpResponse:
    return _step(request, interview_id, actions.mark_absent)


@require_POST
@desk_side
def skip(request: SignedInRequest, interview_id: int) -> HttpResponse:
    return _step(request, interview_id, actions.skip_ticket)


@require_POST
@desk_side
def fail(request: SignedInRequest, interview_id: int) -> HttpResponse:
    return _step(request, interview_id, actions.fail_technically)


@require_POST
@desk_side
def hand_over(request: SignedInRequest, interview_id: int) -> HttpResponse:
    """To a desk of the list on the page, if it is still free."""
    interview = get_object_or_404(queries.interviews_visible_to(request.user), pk=interview_id)
    form = HandOverForm(request.POST, desks=queries.free_colleagues_of(interview))
    if not form.is_valid():
        messages.error(request, _("This colleague is not free any more. Choose another table."))
        return redirect("interviews:desk", interview.desk_id)
    at, handed = interview.desk_id, {"interview": interview, **form.cleaned_data}
    if told(request, lambda: actions.hand_over(**handed, by=request.user, now=clock.now())) is not None:
        messages.success(request, _("Handed over to table %(number)s.") % {"number": form.cleaned_data["to"].number})
    return redirect("interviews:desk", at)


@require_POST
@desk_side
def result(request: SignedInRequest, interview_id: int, stage: str) -> HttpResponse:
    """Save the result; `next` calls the next person with the same tap."""
    interview = get_object_or_404(queries.interviews_visible_to(request.user), pk=interview_id)
    if stage not in Stage.values:
        messages.error(request, _("This result is not on the list."))
        return redirect("interviews:desk", interview.desk_id)
    form = OutcomeForm(request.POST, stage=Stage(stage), today=localdate(clock.now()))
    if not form.is_valid() or not _recorded(request, interview, stage, form):
        return _again(request, interview, stage, form)
    messages.success(request, _("Saved: %(result)s.") % {"result": Stage(stage).label})
    if request.POST.get("then") == "results":
        return redirect("interviews:talk", interview.pk)
    if request.POST.get("then") == "next":
        call_and_tell(request, interview.desk)
    return redirect("interviews:desk", interview.desk_id)


def _recorded(request: SignedInRequest, interview: Interview, stage: str, form: OutcomeForm) -> bool:
    try:
        actions.record_outcome(interview=interview, stage=stage, **form.answer(), by=request.user, now=clock.now())
    except actions.Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return False
    return True


def _again(request: SignedInRequest, interview: Interview, stage: str, form: OutcomeForm) -> HttpResponse:
    """The same form with what was typed, and what is missing."""
    if request.POST.get("then") == "results":
        return render(request, "interviews/talk.html", talk_page(interview, stage=stage, form=form), status=422)
    page = queue_page(interview.desk) | now_page(request, interview) | {"stage": Stage(stage), "form": form}
    return render(request, "interviews/desk.html", page, status=422)
