"""The sites of a session: the host's own places, those of centres that were invited and said yes, the online site."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import Place
from nhipcau.fairs.actions import plan as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionSite
from nhipcau.fairs.queries import sessions as queries
from nhipcau.fairs.queries.inviting import places_free, sent_for
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.forms import SeatsForm, SiteForm
from nhipcau.fairs.web.inviting import rows_of
from nhipcau.foundation.clock import api as clock

PAGE = "fairs/sites.html"


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def sites(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(queries.hosted_by(request.user, "fairs.plan_session"), pk=session_id)
    form = SiteForm(request.POST or None, session=session, places=_places_left(session))
    context = _context(session, form)
    if request.method == "GET" or not form.is_valid():
        return render(request, PAGE, context)
    try:
        actions.add_site(session=session, by=request.user, now=clock.now(), **form.said())
    except Refused as refusal:
        return refused(request, PAGE, context, refusal)
    return redirect("fairs:sites", session.pk)


@require_http_methods(["GET", "POST"])
@access("fairs.plan_session")
def change(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = get_object_or_404(_planned_sites(request), pk=site_id)
    form = SeatsForm(request.POST or None, initial={"capacity": site.capacity, "contact": site.contact})
    context = {"form": form, "session": site.session, "title": _name(site), "submit": _("Save")}
    if request.method == "GET" or not form.is_valid():
        return render(request, "fairs/form.html", context)
    try:
        actions.change_site(site=site, by=request.user, now=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(request, "fairs/form.html", context, refusal)
    return redirect("fairs:sites", site.session_id)


@require_POST
@access("fairs.plan_session")
def remove(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = get_object_or_404(_planned_sites(request), pk=site_id)
    try:
        actions.remove_site(site=site, by=request.user, now=clock.now())
    except Refused as refusal:
        session = site.session
        form = SiteForm(session=session, places=_places_left(session))
        return refused(request, PAGE, _context(session, form), refusal)
    messages.success(request, _("The site was taken out."))
    return redirect("fairs:sites", site.session_id)


def _context(session: FairSession, form: SiteForm) -> dict[str, Any]:
    return {
        "session": session,
        "sites": queries.sites_in(session),
        "invitations": rows_of(list(sent_for(session))),
        "form": form,
    }


def _planned_sites(request: SignedInRequest) -> QuerySet[SessionSite]:
    hosted = queries.hosted_by(request.user, "fairs.plan_session")
    return SessionSite.objects.filter(session__in=hosted).select_related("session__centre", "place", "centre")


def _places_left(session: FairSession) -> QuerySet[Place]:
    """Of the host alone: another centre brings its place itself."""
    return places_free(session.centre, session)


def _name(site: SessionSite) -> str:
    return str(site.place) if site.place else _("Online, from anywhere")
