"""A session like the last one, on one screen: the day is proposed, everything else is as it was."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.fairs.actions.copying import copy_session
from nhipcau.fairs.actions.plan import SessionData
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, ParticipationState
from nhipcau.fairs.queries import sessions
from nhipcau.fairs.queries.invitations import took_part
from nhipcau.fairs.queries.series import days_taken, holiday_on
from nhipcau.fairs.rules.copying import next_day
from nhipcau.fairs.rules.session import OVER
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.forms import Day, Hour, day_typed
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text

PAGE = "fairs/copy.html"
CAME = (ParticipationState.PRESENT, ParticipationState.LEFT)


class WhenForm(forms.Form):
    """A title, a day and its hours: of a copied session, and of one that open orders call for."""

    title = forms.CharField(label=gettext_lazy("title"), max_length=200)
    day = forms.DateField(label=gettext_lazy("day"), widget=Day)
    starts_at = forms.TimeField(label=gettext_lazy("from"), widget=Hour)
    ends_at = forms.TimeField(label=gettext_lazy("to"), widget=Hour)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The session must end after it starts."))
        return cleaned

    def times(self) -> tuple[datetime, datetime]:
        said = self.cleaned_data
        starts, ends = (make_aware(datetime.combine(said["day"], said[name])) for name in ("starts_at", "ends_at"))
        return starts, ends


class CopyForm(WhenForm):
    theme = forms.CharField(label=gettext_lazy("theme"), max_length=200, required=False)
    field_order = ("title", "theme", "day", "starts_at", "ends_at")

    def said(self, like: FairSession) -> SessionData:
        starts, ends = self.times()
        same = {name: getattr(like, name) for name in ("kind", "mode", "scope", "most_wishes")}
        return SessionData(
            title=self.cleaned_data["title"], theme=self.cleaned_data["theme"], starts=starts, ends=ends, **same
        )


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def copy(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(sessions.hosted_by(request.user, "fairs.plan_session"), pk=session_id)
    today = clock.today()
    taken = days_taken(session.centre_id, since=today, series_id=session.series_id)
    proposed = next_day(like=localdate(session.starts), today=today, taken=taken, holiday_on=holiday_on)
    if request.htmx and request.method == "GET":
        return render(request, f"{PAGE}#notes", _notes(day_typed(request.GET.get("day", "")), taken))
    form = CopyForm(request.POST or None, initial=_as_last_time(session, proposed.day))
    context = _context(session, form) | {"passed": proposed.passed} | _notes(proposed.day, taken)
    if request.method == "GET":
        return render(request, PAGE, context)
    chosen = {text.row_number(pk) for pk in request.POST.getlist("enterprise")} - {0}
    context |= _notes(day_typed(request.POST.get("day", "")), taken) | {"chosen": chosen}
    if not form.is_valid():
        return render(request, PAGE, context)
    if context["holiday"] and "on_holiday" not in request.POST:
        words = _("%(day)s is a holiday: tick that the fair takes place all the same, or choose another day.")
        return refused(request, PAGE, context, Refused([words % {"day": context["holiday"]}]))
    try:
        made = copy_session(
            session=session, data=form.said(session), enterprises=chosen, by=request.user, now=clock.now()
        )
    except Refused as refusal:
        return refused(request, PAGE, context, refusal)
    messages.success(request, _("The session is planned like the last one. Look through it, then announce it."))
    return redirect("fairs:plan", made.pk)


def _as_last_time(session: FairSession, day: date) -> dict[str, Any]:
    starts, ends = localtime(session.starts), localtime(session.ends)
    return {
        "title": session.title,
        "theme": session.theme,
        "day": day,
        "starts_at": starts.time(),
        "ends_at": ends.time(),
    }


def _context(session: FairSession, form: CopyForm) -> dict[str, Any]:
    sites, over = sessions.sites_in(session), session.state in OVER
    enterprises = list(took_part(session, day=clock.today()))
    came = {one.employer_id for one in enterprises if one.state in CAME}
    return {
        "session": session,
        "form": form,
        "own": [site for site in sites if site.centre_id == session.centre_id],
        "linked": [site for site in sites if site.centre_id != session.centre_id],
        "enterprises": enterprises,
        "stayed_away": {one.employer_id for one in enterprises} - came if over else set(),
        "chosen": came if over else {one.employer_id for one in enterprises},
    }


def _notes(day: date | None, taken: set[date]) -> dict[str, Any]:
    """What to know about a day before it is chosen."""
    return {
        "picked": day,
        "holiday": holiday_on(day) if day else "",
        "is_taken": day in taken,
        "too_near": day is not None and (day - clock.today()).days < 3,
    }
