"""The slip somebody takes along: number, name, tables in order. Which paper, and when it opens, is kept per device."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.fairs.actions import papers as actions
from nhipcau.fairs.papers import slip as papers
from nhipcau.fairs.queries import door as doors
from nhipcau.fairs.queries import slips as queries
from nhipcau.fairs.web.whom import tickets_for
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.crypto.codes import grouped
from nhipcau.foundation.documents import api as documents
from nhipcau.foundation.ui.handing import handed

KEPT: Final = "slip"
SIZES: Final = {papers.ROLL: _("80 mm roll"), papers.A5: _("A5 sheet")}


def opens_itself(request: SignedInRequest) -> bool:
    return bool(request.session.get(KEPT, {}).get("at_once"))


def size_of(request: SignedInRequest) -> str:
    size = request.session.get(KEPT, {}).get("size", "")
    return size if size in SIZES else papers.ROLL


@require_http_methods(["GET", "HEAD", "POST"])
@access(SIGNED_IN)
def slip(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """The page prints itself where there is JavaScript. A POST keeps the paper of this device."""
    registration = get_object_or_404(tickets_for(request), pk=registration_id)
    if request.method == "POST":
        size = request.POST.get("size", "")
        kept = {"size": size if size in SIZES else papers.ROLL, "at_once": bool(request.POST.get("at_once"))}
        request.session[KEPT] = kept
        return redirect("fairs:slip", registration.pk)
    page: dict[str, Any] = {
        "registration": registration,
        "session": registration.session,
        "site": registration.site,
        "code": grouped(registration.code),
        "lines": papers.listed(queries.lines_of(registration)),
        "now": clock.now(),
        "size": size_of(request),
        "sizes": SIZES.items(),
        "at_once": opens_itself(request),
        "door": doors.sites_to_receive(request.user).filter(pk=registration.site_id).exists(),
    }
    return render(request, "fairs/slip.html", page)


@require_safe
@access(SIGNED_IN)
def slip_file(request: SignedInRequest, registration_id: int, size: str) -> HttpResponse:
    registration = get_object_or_404(tickets_for(request), pk=registration_id)
    lines = queries.lines_of(registration)
    paper = papers.slip_of(
        registration, lines, code=grouped(registration.code), size=size if size in SIZES else papers.ROLL
    )
    return handed(documents.pdf(papers.SLIP, paper), f"phieu-{registration.number}-{size}.pdf")


@require_POST
@access("fairs.check_in")
def badges(request: SignedInRequest, site_id: int) -> HttpResponse:
    """A badge for everybody who is registered at this site, ten on a sheet. The audit book says who took them."""
    site = get_object_or_404(doors.sites_to_receive(request.user), pk=site_id)
    people = actions.hand_out_badges(site=site, by=request.user, now=clock.now())
    paper = papers.badges_of(site, people)
    return handed(documents.pdf(papers.BADGES, paper), f"the-{site.session_id}-{site.pk}.pdf")


@require_POST
@access("fairs.check_in")
def tickets(request: SignedInRequest, site_id: int) -> HttpResponse:
    """A ticket for everybody who is registered at this site, eight on a sheet. The audit book says who took them."""
    site = get_object_or_404(doors.sites_to_receive(request.user), pk=site_id)
    people = actions.hand_out_badges(site=site, by=request.user, now=clock.now(), what="tickets")
    return handed(documents.pdf(papers.TICKETS, papers.tickets_of(site, people)), f"ve-{site.session_id}-{site.pk}.pdf")
