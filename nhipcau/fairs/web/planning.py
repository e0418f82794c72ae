"""Planning pages: a series and its holidays, a single session."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import Centre, centres_where
from nhipcau.fairs import recurrence
from nhipcau.fairs.actions import plan as plans
from nhipcau.fairs.actions import series as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.queries import series as series_queries
from nhipcau.fairs.queries import sessions as queries
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.forms import SeriesForm, SessionForm, day_typed, session_as_typed
from nhipcau.foundation.clock import api as clock

SHOWN_AHEAD = timedelta(weeks=26)
FORM = "fairs/form.html"


def centre_of(request: SignedInRequest) -> Centre:
    """The centre where this user plans; the first one for somebody who plans for several."""
    mine = Centre.objects.filter(pk__in=centres_where(request.user, "fairs.plan_session"))
    if (centre := mine.order_by("pk").first()) is None:
        raise Http404
    return centre


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def plan_series(request: SignedInRequest) -> HttpResponse:
    centre = centre_of(request)
    first = {"first_on": clock.today()}
    form = SeriesForm(request.POST or None, centre=centre, initial=first)
    context = {"form": form, "title": _("A new series"), "submit": _("Plan the series")}
    if request.method == "GET" or not form.is_valid():
        return render(request, FORM, context)
    try:
        series = actions.plan_series(centre=centre, data=form.said(), by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, FORM, context, refusal)
    return redirect("fairs:series", series.pk)


@require_safe
@access("fairs.plan_session")
def series(request: SignedInRequest, series_id: int) -> HttpResponse:
    shown = get_object_or_404(series_queries.planned_by(request.user), pk=series_id)
    today = clock.today()
    context = {
        "series": shown,
        "recurrence": recurrence.in_words(shown.rrule),
        "plan": series_queries.plan_of_series(shown, since=today, until=today + SHOWN_AHEAD),
        "sessions": shown.sessions.filter(starts__date__gte=today).order_by("starts"),
        "made": set(shown.sessions.values_list("recurrence_day", flat=True)),
    }
    return render(request, "fairs/series.html", context)


@require_POST
@access("fairs.plan_session")
def decide_day(request: SignedInRequest, series_id: int) -> HttpResponse:
    """A fair on this holiday, or none; or a day taken out of the series."""
    shown = get_object_or_404(series_queries.planned_by(request.user), pk=series_id)
    day = day_typed(request.POST.get("day", ""))
    if day is None:
        return HttpResponseBadRequest(_("Choose a day."))
    decide = actions.keep_day if request.POST.get("fair") == "yes" else actions.skip_day
    try:
        decide(series=shown, day=day, by=request.user, now=clock.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        _make(request, series_id)
    return redirect("fairs:series", series_id)


@require_POST
@access("fairs.plan_session")
def materialise(request: SignedInRequest, series_id: int) -> HttpResponse:
    made = _make(request, series_id)
    words = ngettext("%(count)s session was made.", "%(count)s sessions were made.", made) % {"count": made}
    messages.success(request, words if made else _("Every session is made already."))
    return redirect("fairs:series", series_id)


def _make(request: SignedInRequest, series_id: int) -> int:
    shown = get_object_or_404(series_queries.planned_by(request.user), pk=series_id)
    until: date = clock.today() + recurrence.HORIZON
    return len(actions.materialise(series=shown, until=until, by=request.user, now=clock.now()))


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def create(request: SignedInRequest) -> HttpResponse:
    centre = centre_of(request)
    form = SessionForm(request.POST or None, initial={"day": clock.today() + timedelta(days=14)})
    context = {"form": form, "title": _("A single session"), "submit": _("Make the session")}
    if request.method == "GET" or not form.is_valid():
        return render(request, FORM, context)
    try:
        session = plans.create_session(centre=centre, data=form.said(), by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, FORM, context, refusal)
    return redirect("fairs:sites", session.pk)


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def edit(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(queries.hosted_by(request.user, "fairs.plan_session"), pk=session_id)
    form = SessionForm(request.POST or None, initial=session_as_typed(session))
    context = {"form": form, "session": session, "title": _("Change the session"), "submit": _("Save")}
    if request.method == "GET" or not form.is_valid():
        return render(request, FORM, context)
    edition = form.cleaned_data["edition"]
    try:
        plans.edit_session(session=session, data=form.said(), edition=edition, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, FORM, context, refusal)
    messages.success(request, _("Saved."))
    return redirect("fairs:plan", session.pk)
