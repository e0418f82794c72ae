"""The morning on screen: the operator's cockpit, and the page of one site."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.fairs.actions import running, seating
from nhipcau.fairs.actions.not_coming import note_not_coming
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionSite, SessionState
from nhipcau.fairs.queries import cockpit as cockpits
from nhipcau.fairs.queries import enterprises
from nhipcau.fairs.queries import sessions as queries
from nhipcau.fairs.queries.appointments import enterprises_of
from nhipcau.fairs.queries.devices import holding_up, with_unread
from nhipcau.fairs.queries.elsewhere import to_ask
from nhipcau.fairs.queries.people_at import people_at
from nhipcau.fairs.web.answers import refused
from nhipcau.foundation.clock import api as clock

PAGE = "fairs/cockpit.html"
SITE = "fairs/site.html"
PEOPLE_ON_A_PAGE = 100
DECISIONS_ON_A_PAGE = 5  # each with its buttons: a phone's screen
TROUBLED_ON_A_PAGE, TABLES_ON_A_PAGE = 10, 25


@require_safe
@access("fairs.run_session")
def cockpit(request: SignedInRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(queries.hosted_by(request.user, "fairs.run_session"), pk=session_id)
    page = f"{PAGE}#board" if request.htmx else PAGE
    return render(request, page, context_of(session, request.GET))


def context_of(session: FairSession, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Of the tables only those that need somebody, unless `?ban=` asks for the idle ones or for all."""
    now = clock.now()
    seen = cockpits.cockpit(session, now=now)
    asked = asked or {}
    chosen = asked.get("ban", "")
    rows = {"tat-ca": seen.lines, "ranh": seen.idle}.get(chosen, seen.troubled)
    pages = Paginator(rows, TABLES_ON_A_PAGE if chosen else TROUBLED_ON_A_PAGE).get_page(asked.get("page"))
    return {
        "session": session,
        "cockpit": seen,
        "tables": pages,
        "decisions": Paginator(seen.decisions, DECISIONS_ON_A_PAGE).get_page(asked.get("viec")),
        "chosen": chosen,
        "ending": session.state == SessionState.RUNNING and now >= session.ends,
        "doors": holding_up(session, now),
        "unread": with_unread(session),
    }


@require_safe
@access("fairs.see_session")
def site(request: SignedInRequest, site_id: int) -> HttpResponse:
    """A linked centre sees its own site: its people, the enterprises that sit there."""
    shown = get_object_or_404(queries.sites_of(request.user), pk=site_id)
    return render(request, SITE, site_context(request, shown))


def site_context(request: SignedInRequest, site: SessionSite) -> dict[str, Any]:
    there = enterprises.received_by(request.user).filter(session=site.session, site=site)
    return {
        "site": site,
        "session": site.session,
        "undecided": to_ask(site, now=clock.now()) if may(request.user, "fairs.check_in", site) else [],
        "people": Paginator(people_at(site), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page")),
        "rows": enterprises.seated(there.order_by("employer__name", "pk")),
        "runs": may(request.user, "fairs.run_site", site),
        "changes": may(request.user, "fairs.join_session", site),
        "linked": site.centre_id != site.session.centre_id,
    }


@require_POST
@access("fairs.run_site")
def open_site(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = get_object_or_404(sites_to_run(request), pk=site_id)
    try:
        running.open_site(site=site, by=request.user, now=clock.now())
    except Refused as refusal:
        if "cockpit" in request.POST:
            return refused(request, PAGE, context_of(site.session), refusal)
        return refused(request, SITE, site_context(request, site), refusal)
    messages.success(request, _("The site is open."))
    return redirect("fairs:cockpit", site.session_id) if "cockpit" in request.POST else redirect("fairs:site", site.pk)


def sites_to_run(request: SignedInRequest) -> Any:
    """One's own sites, and for the host's operator every site of the session."""
    hosted = queries.hosted_by(request.user, "fairs.run_session")
    return queries.sites_of(request.user, "fairs.run_site") | SessionSite.objects.filter(
        session__in=hosted
    ).select_related("session__centre", "place", "centre")


@require_POST
@access("fairs.run_site")
def arrive(request: SignedInRequest, participation_id: int) -> HttpResponse:
    return _note(request, participation_id, seating.arrive)


@require_POST
@access("fairs.run_site")
def leave(request: SignedInRequest, participation_id: int) -> HttpResponse:
    """`back`: it comes back today, everybody keeps their place. Else it has left, and everybody is told."""
    if "back" not in request.POST:
        words = _("%(enterprise)s has left: its tables are closed, whoever waited or had a time is told.")
        return _note(request, participation_id, seating.leave, words)
    words = _("%(enterprise)s has a break: everybody keeps their place and time.")
    return _note(request, participation_id, seating.step_out, words)


@require_POST
@access("fairs.run_session")
def not_coming(request: SignedInRequest, participation_id: int) -> HttpResponse:
    """The operator takes out an enterprise that does not come, with the reason."""
    participation = get_object_or_404(enterprises_of(request.user), pk=participation_id)
    reason = request.POST.get("reason", "")
    try:
        done = note_not_coming(participation=participation, reason=reason, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, PAGE, context_of(participation.session), refusal)
    words = {"enterprise": participation.employer.name, "waited": done.waited, "times": done.had_times}
    messages.success(
        request,
        _(
            "%(enterprise)s is taken out. %(waited)s who waited and %(times)s who had a time with it are told. "
            "Make the timetable again to give them other times."
        )
        % words,
    )
    return redirect("fairs:cockpit", participation.session_id)


def _note(request: SignedInRequest, participation_id: int, action: Any, words: str = "") -> HttpResponse:
    """Staff note that an enterprise came or went, from the cockpit, the site's page or the table."""
    participation = get_object_or_404(enterprises.received_by(request.user), pk=participation_id)
    try:
        action(participation=participation, by=request.user, now=clock.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        if words:
            messages.success(request, words % {"enterprise": participation.employer.name})
    if "cockpit" in request.POST:
        return redirect("fairs:cockpit", participation.session_id)
    if participation.site_id and "site" in request.POST:
        return redirect("fairs:site", participation.site_id)
    return redirect("fairs:enterprises", participation.session_id)
