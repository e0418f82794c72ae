"""Asking people again after a month: a list, and one tap for each answer."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.counselling.actions import duties as actions
from nhipcau.counselling.models import Answer, FollowUp
from nhipcau.counselling.queries import duties as queries
from nhipcau.counselling.rules import duties as rules
from nhipcau.counselling.web.exchange import job_of
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.ui.forms import DayField
from nhipcau.reference import api as reference
from nhipcau.seekers import api as seekers

PAGE = "counselling/follow_ups.html"
PAGE_SIZE = 30
ICONS = {
    Answer.AT_WORK: "check",
    Answer.LEFT: "log-out",
    Answer.NEVER_STARTED: "x",
    Answer.NOT_HIRED: "x",
    Answer.STILL_WAITING: "clock",
    Answer.NOT_REACHED: "phone",
}


class Said(forms.Form):
    answer = forms.ChoiceField(choices=Answer)
    started_on = DayField(required=False)
    note = forms.CharField(required=False, max_length=300)


@require_safe
@access("counselling.follow_up")
def follow_ups(request: SignedInRequest) -> HttpResponse:
    """Due by today first, then what comes; or what was answered."""
    return render(request, PAGE, _page(request, request.GET.get("show", ""), request.GET.get("page", "")))


def _page(request: SignedInRequest, shown: str, number: str) -> dict[str, Any]:
    today = clock.today()
    lists = {
        "": queries.follow_ups_open(request.user).filter(due_on__lte=today),
        "coming": queries.follow_ups_open(request.user).filter(due_on__gt=today),
        "answered": queries.follow_ups_answered(request.user),
    }
    shown = shown if shown in lists else ""
    page = Paginator(lists[shown], PAGE_SIZE).get_page(number)
    return {
        "page": page,
        "rows": [row_of(follow_up, today) for follow_up in page],
        "shown": shown,
        "term": reference.legal_term("follow_up", on=today),
    }


def row_of(follow_up: FollowUp, today: date) -> dict[str, Any]:
    return {
        "one": follow_up,
        "job": job_of(follow_up),
        "age": seekers.age_on(follow_up.seeker, today),
        "phone": seekers.masked(follow_up.seeker.phone),
        "late": follow_up.due_on < today and follow_up.done_at is None,
        "since": follow_up.started_on,
        "met_on": _met_on(follow_up),
        "taps": [
            {"value": answer, "label": answer.label, "icon": ICONS[answer], "dated": answer == Answer.AT_WORK}
            for answer in rules.TAPS[follow_up.about]
        ],
    }


def _met_on(follow_up: FollowUp) -> Any:
    source = follow_up.interview.called_at if follow_up.interview else None
    source = source or (follow_up.referral.made_at if follow_up.referral else None)
    return localdate(source) if source else None


@require_POST
@access("counselling.follow_up")
def answer(request: SignedInRequest, follow_up_id: int) -> HttpResponse:
    """Kept with one tap. What cannot be kept comes back beside its person, with everything that was typed."""
    follow_up = get_object_or_404(queries.follow_ups_of(request.user), pk=follow_up_id)
    form = Said(request.POST)
    reasons = [str(words) for errors in form.errors.values() for words in errors]
    if form.is_valid():
        try:
            kept = actions.answer_follow_up(follow_up=follow_up, by=request.user, now=clock.now(), **form.cleaned_data)
        except actions.CannotAnswer as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _told(kept))
            return redirect("counselling:follow-ups")
    page = _page(request, request.POST.get("show", ""), request.POST.get("page", ""))
    page["refused"] = {"one": follow_up, "reasons": reasons, "typed": request.POST.get("started_on", "")}
    if not any(row["one"].pk == follow_up.pk for row in page["rows"]):
        page["rows"].insert(0, row_of(follow_up, clock.today()))
    return render(request, PAGE, page, status=422)


def _told(kept: FollowUp) -> str:
    if kept.done_at is not None:
        return _("Noted for %(name)s.") % {"name": kept.seeker.full_name}
    words = _("Noted for %(name)s. It comes back on %(day)s.")
    return words % {"name": kept.seeker.full_name, "day": f"{kept.due_on:%d/%m/%Y}"}


@require_POST
@access("counselling.follow_up")
def phone(request: SignedInRequest, follow_up_id: int) -> HttpResponse:
    """The number in clear for this one call; the reading is noted."""
    follow_up = get_object_or_404(queries.follow_ups_open(request.user), pk=follow_up_id)
    number = actions.phone_to_call(follow_up=follow_up, by=request.user, now=clock.now())
    called = {"one": follow_up, "phone": number}
    if request.htmx:
        response = render(request, "counselling/_phone.html", called)
    else:
        page = _page(request, request.POST.get("show", ""), request.POST.get("page", ""))
        response = render(request, PAGE, {**page, "called": called})
    response.headers["Cache-Control"] = "no-store"
    return response
