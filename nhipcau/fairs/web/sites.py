"""The sites of a session: the host's own places, those of centres that were invited and said yes, the online site."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.centres.api import Place, centres_where
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
@access("fairs.join_session")
def change(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = get_object_or_404(_planned_sites(request), pk=site_id)
    form = SeatsForm(request.POST or None, initial={"capacity": site.capacity, "contact": site.contact})
    host = may(request.user, "fairs.plan_session", site.session)
    context = {"form": form, "session": site.session if host else None, "title": _name(site), "submit": _("Save")}
    if request.method == "GET" or not form.is_valid():
        return render(request, "fairs/form.html", context)
    try:
        actions.change_site(site=site, by=request.user, now=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(request, "fairs/form.html", context, refusal)
    return redirect("fairs:sites", site.session_id) if host else redirect("fairs:site", site.pk)


@require_POST
@access("fairs.join_session")
def remove(request: SignedInRequest, site_id: int) -> HttpResponse:
    """The host takes a site out; a linked centre leaves with its own."""
    site = get_object_or_404(_planned_sites(request), pk=site_id)
    session, host = site.session, may(request.user, "fairs.plan_session", site.session)
    try:
        actions.remove_site(site=site, by=request.user, now=clock.now())
    except Refused as refusal:
        if not host:
            for reason in refusal.reasons:
                messages.error(request, reason)
            return redirect("fairs:site", site_id)
        form = SiteForm(session=session, places=_places_left(session))
        return refused(request, PAGE, _context(session, form), refusal)
    messages.success(request, _("The site was taken out."))
    return redirect("fairs:sites", session.pk) if host else redirect("fairs:sessions")


def _context(session: FairSession, form: SiteForm) -> dict[str, Any]:
    return {
        "session": session,
        "sites": queries.sites_in(session),
        "invitations": rows_of(list(sent_for(session))),
        "form": form,
    }


def _planned_sites(request: SignedInRequest) -> QuerySet[SessionSite]:
    """Every site of a session one hosts; the own site in a session one has joined."""
    hosted = queries.hosted_by(request.user, "fairs.plan_session")
    own = Q(centre_id__in=centres_where(request.user, "fairs.join_session"))
    sites = SessionSite.objects.filter(Q(session__in=hosted) | own)
    return sites.select_related("session__centre", "place", "centre")


def _places_left(session: FairSession) -> QuerySet[Place]:
    """Of the host alone: another centre brings its place itself."""
    return places_free(session.centre, session)


def _name(site: SessionSite) -> str:
    return str(site.place) if site.place else _("Online, from anywhere")
