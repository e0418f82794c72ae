"""Times people are proposed: seen, confirmed, declined by the person (or by staff for them), and when the person can come."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.fairs.actions import appointing as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, Registration
from nhipcau.fairs.queries import appointments as queries
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.forms import Hour
from nhipcau.fairs.web.whom import is_own, tickets_for
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text


@require_POST
@access(SIGNED_IN)
def confirm(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = get_object_or_404(tickets_for(request), pk=registration_id)
    seen = [text.row_number(each) for each in request.POST.getlist("time")]
    if actions.confirm(registration=registration, seen=seen, by=request.user, now=clock.now()):
        messages.success(request, _("Noted: these times are kept for you. Come ten minutes earlier."))
    return back(request, registration)


@require_POST
@access(SIGNED_IN)
def decline(request: SignedInRequest, appointment_id: int) -> HttpResponse:
    appointment = get_object_or_404(queries.within(tickets_for(request)), pk=appointment_id)
    because = request.POST.get("because", "")
    try:
        actions.decline(appointment=appointment, because=because, by=request.user, now=clock.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("Noted. This time goes to somebody else; your other times stay."))
    return back(request, appointment.registration)


def back(request: SignedInRequest, registration: Registration) -> HttpResponse:
    return redirect(_page_of(request, registration), registration.pk)


def _page_of(request: SignedInRequest, registration: Registration) -> str:
    return "fairs:day" if is_own(request, registration) else "fairs:ticket"


class FreeHoursForm(forms.Form):
    """Empty: from the beginning, to the end."""

    since = forms.TimeField(label=gettext_lazy("I can come from"), required=False, widget=Hour)
    until = forms.TimeField(label=gettext_lazy("I can stay until"), required=False, widget=Hour)

    def said(self, session: FairSession) -> dict[str, datetime | None]:
        return {name: on_the_day(session, self.cleaned_data[name]) for name in ("since", "until")}


def on_the_day(session: FairSession, time: Any) -> datetime | None:
    return make_aware(datetime.combine(localtime(session.starts).date(), time)) if time else None


@require_http_methods(["GET", "HEAD", "POST"])
@access(SIGNED_IN)
def free_hours(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = get_object_or_404(tickets_for(request), pk=registration_id)
    said = {"since": registration.free_from, "until": registration.free_until}
    shown = {name: localtime(moment).time() if moment else None for name, moment in said.items()}
    form = FreeHoursForm(request.POST or None, initial=shown)
    page = {"form": form, "registration": registration, "session": registration.session}
    page |= {"own_page": is_own(request, registration)}
    page["back_url"] = reverse(_page_of(request, registration), args=[registration.pk])
    if request.method != "POST":
        return render(request, "fairs/free_hours.html", page)
    if not form.is_valid():
        return render(request, "fairs/free_hours.html", page, status=422)
    try:
        hours = form.said(registration.session)
        actions.say_free_hours(registration=registration, by=request.user, now=clock.now(), **hours)
    except Refused as refusal:
        return refused(request, "fairs/free_hours.html", page, refusal)
    messages.success(request, _("Saved. The next timetable keeps to it."))
    return back(request, registration)
