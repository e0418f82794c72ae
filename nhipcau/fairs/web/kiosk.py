"""A computer that people sit down at, one after another; and the page from which staff of the site show them to it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import PUBLIC, SignedInRequest, access, is_computer, sign_in_at_computer
from nhipcau.fairs.actions import seats as actions
from nhipcau.fairs.actions.devices import Enrolled
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.http import COMPUTER, SEATING, wiped
from nhipcau.fairs.models import Device, SessionSite
from nhipcau.fairs.queries import seats as queries
from nhipcau.fairs.queries.devices import device_of
from nhipcau.fairs.queries.door import sites_to_receive
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text

PAGE, STAFF = "fairs/computer.html", "fairs/computers.html"


def remember(request: HttpRequest, response: HttpResponse, enrolled: Enrolled) -> HttpResponse:
    """The browser keeps which computer it is, out of reach of scripts; the officer is signed out."""
    logout(request)
    seconds = int((enrolled.device.ends_at - clock.now()).total_seconds())
    response.set_cookie(
        COMPUTER,
        enrolled.token,
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def this_computer(request: HttpRequest) -> Device | None:
    device = device_of(request.COOKIES.get(COMPUTER, ""), clock.now())
    return device if device is not None and device.kind == Device.Kind.KIOSK else None


@require_safe
@access(PUBLIC)
@never_cache
def computer(request: HttpRequest) -> HttpResponse:
    """Whose turn it is here: their number and name, and one button."""
    device = this_computer(request)
    if is_computer(request.user):
        seating = queries.seating_of(request.session.get(SEATING))
        return redirect("fairs:day", seating.registration_id) if seating else wiped(request)
    page: dict[str, Any] = {"device": device, "seating": queries.seating_now(device) if device else None}
    return render(request, f"{PAGE}#turn" if request.headers.get("HX-Request") else PAGE, page)


@require_POST
@access(PUBLIC)
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """The person sits down: from here on this browser is theirs, until they are done."""
    device = this_computer(request)
    seating = actions.sit_down(device=device, now=clock.now()) if device else None
    if device is None or device.user is None or seating is None:
        return redirect("fairs:computer")
    seconds = int((device.ends_at - clock.now()).total_seconds())
    sign_in_at_computer(request, device.user, seconds=seconds)
    request.session[SEATING] = seating.pk
    return redirect("fairs:day", seating.registration_id)


@require_POST
@access(PUBLIC)
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    if is_computer(request.user) and (seating := queries.seating_of(request.session.get(SEATING))):
        actions.be_done(seating=seating, by=seating.device.user or seating.seated_by, now=clock.now())
        return wiped(request)
    return redirect("fairs:computer")


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.check_in")
def seats(request: SignedInRequest, site_id: int) -> HttpResponse:
    """Who sits where. A search is a POST, so that no name stands in an address."""
    site = _site(request, site_id)
    typed = request.POST.get("q", "").strip()
    page = {
        "site": site,
        "session": site.session,
        "computers": queries.computers_at(site),
        "typed": typed,
        "found": queries.to_seat(request.user, site, typed) if typed else [],
    }
    return render(request, f"{STAFF}#there" if request.htmx else STAFF, page)


@require_POST
@access("fairs.check_in")
def seat(request: SignedInRequest, site_id: int) -> HttpResponse:
    site = _site(request, site_id)
    people = queries.of_own_centre(request.user, site.session)
    person = get_object_or_404(people, pk=text.row_number(request.POST.get("registration", "")))
    device = get_object_or_404(site.devices.all(), pk=text.row_number(request.POST.get("device", "")))
    try:
        actions.seat(device=device, registration=person, by=request.user, now=clock.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        words = _("%(name)s may sit down at computer %(number)s.")
        messages.success(request, words % {"name": person.seeker.full_name, "number": device.number})
    return redirect("fairs:computers", site.pk)


@require_POST
@access("fairs.check_in")
def rise(request: SignedInRequest, seating_id: int) -> HttpResponse:
    seating = get_object_or_404(queries.seatings_of(request.user), pk=seating_id)
    actions.make_rise(seating=seating, by=request.user, now=clock.now())
    messages.success(request, _("The computer is free; nothing of the person is left on it."))
    return redirect("fairs:computers", seating.device.site_id)


def _site(request: SignedInRequest, site_id: int) -> SessionSite:
    return get_object_or_404(sites_to_receive(request.user), pk=site_id)
