"""The door: scan, find by name, let in. Nobody is turned away; every answer says what to do next."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access, may
from nhipcau.fairs.actions import counter
from nhipcau.fairs.actions import door as actions
from nhipcau.fairs.actions.door import CheckIn, Result
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, Registration, RegistrationState, ScanEvent, SessionSite
from nhipcau.fairs.queries import door as queries
from nhipcau.fairs.queries import people
from nhipcau.fairs.queries import sessions as fair_sessions
from nhipcau.fairs.queries.elsewhere import times_elsewhere
from nhipcau.fairs.rules import people as rules
from nhipcau.fairs.web import slips
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.crypto.codes import read_code
from nhipcau.foundation.text import api as text
from nhipcau.seekers import api as seekers

PAGE = "fairs/door.html"
ON_A_PAGE, MATCHING = 50, 200
LAST_PHONE = "last_phone_at_the_door"  # [ticket, phone]: a family's next person need not say it again


@require_safe
@access("fairs.check_in")
def door(request: SignedInRequest, session_id: int) -> HttpResponse:
    """`?ve=` shows the number that somebody has just got; with `co=` they had it before, and `vao` were in already."""
    session, site = at_the_door(request, session_id)
    page = page_of(request, session, site)
    if pk := text.row_number(request.GET.get("ve", "")):
        page["given"] = people.received_by(request.user).filter(session=session, pk=pk).first()
        page["had"] = request.GET.get("co", "")
        page["same_phone"] = request.session.get(LAST_PHONE, [0])[0] == pk
    return render(request, PAGE, page)


@require_POST
@access("fairs.check_in")
def scan(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A code from a scanner, a camera or a keyboard; `scan_id` makes sending it again harmless.

    A citizen card is as good as the ticket of whoever is registered.
    """
    session, site = at_the_door(request, session_id)
    code = request.POST.get("code", "")
    if seekers.is_card(code):
        return _answer(request, session, site, _card(request, session, site, code))
    found = _check_in(request, session, site, code=code, scan_id=_scan_id(request), way=ScanEvent.Way.SCAN)
    return _answer(request, session, site, {**found, "code": code})


@require_POST
@access("fairs.check_in")
def let_in(request: SignedInRequest, session_id: int) -> HttpResponse:
    """By name: a ticket of this session, a ticket of another one, or a file without any."""
    session, site = at_the_door(request, session_id)
    if pk := text.row_number(request.POST.get("registration", "")):
        mine = people.received_by(request.user).filter(session=session)
        registration = get_object_or_404(mine, pk=pk)
        found = _check_in(request, session, site, registration=registration, way=ScanEvent.Way.NAME)
        return _answer(request, session, site, found)
    seeker, card = _person(request), seekers.read_card(request.POST.get("scanned", ""))
    had = people.registration_in(session, seeker)
    try:
        registration = counter.admit(
            session=session, site=site, seeker=seeker, wishes=[], by=request.user, now=clock.now()
        )
    except Refused as refusal:
        return _answer(request, session, site, {"refused": refusal.reasons})
    seekers.confirm_by_card(seeker=seeker, card=card, by=request.user, now=clock.now())
    return received(request, registration, site, had=had)


@require_POST
@access("fairs.check_in")
def search(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A POST, so that no name stands in an address or a log."""
    session, site = at_the_door(request, session_id)
    typed = request.POST.get("q", "").strip()
    page = {**page_of(request, session, site), "typed": typed}
    try:
        known = seekers.look_up(text=typed, by=request.user, now=clock.now(), limit=MATCHING) if typed else []
    except seekers.AskedTooOften as refusal:
        known, page["too_often"] = [], refusal.reasons
    page["registered"] = queries.registered_by_name(request.user, session, typed)
    page["files"] = queries.without_ticket(session, known)
    return render(request, f"{PAGE}#found" if request.htmx else PAGE, page)


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.check_in")
def people_list(request: SignedInRequest, site_id: int) -> HttpResponse:
    """Everybody of one site; a search is a POST for the same reason."""
    site = get_object_or_404(queries.sites_to_receive(request.user), pk=site_id)
    typed, state = request.POST.get("q", "").strip(), request.GET.get("ai", "")
    rows = queries.people_of(site, typed, state, now=clock.now())
    page = {
        "is_online": site.role == SessionSite.Role.ONLINE,
        "site": site,
        "session": site.session,
        "typed": typed,
        "state": state,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "counts": queries.counts_at(site),
        "open": rules.doors_are_open(site.session, now=clock.now()),
        "brings_in": may(request.user, "seekers.register_seeker", site),
        "takes_out": may(request.user, "fairs.export_people", site),
    }
    return render(request, "fairs/people.html", page)


def at_the_door(request: SignedInRequest, session_id: int) -> tuple[FairSession, SessionSite]:
    """The site that was asked for, else the user's own hall. A session without a site of theirs is unknown here."""
    if wanted := request.POST.get("diem") or request.GET.get("diem") or "":
        site = queries.door_of(request.user, session_id, text.row_number(wanted) or 0)
    else:
        session = get_object_or_404(fair_sessions.seen_by(request.user), pk=session_id)
        site = next(iter(queries.doors_of(request.user, session)), None)
    if site is None:
        raise Http404
    return site.session, site


def page_of(request: SignedInRequest, session: FairSession, site: SessionSite) -> dict[str, Any]:
    return {
        "session": session,
        "site": site,
        "sites": queries.doors_of(request.user, session),
        "counts": queries.counts_at(site),
        "open": rules.doors_are_open(session, now=clock.now()),
        "scan_id": uuid.uuid4(),
    }


def received(
    request: SignedInRequest, registration: Registration, site: SessionSite, *, had: Registration | None = None
) -> HttpResponse:
    """Back at the door with the number; or at the slip, where this device wants it at once.

    `had`: the registration as it was before. Who was let in already is said to be so, and gets no second slip unasked.
    """
    was_in = had is not None and had.state == RegistrationState.CHECKED_IN
    if slips.opens_itself(request) and not was_in:
        return redirect("fairs:slip", registration.pk)
    known = f"&co={'vao' if was_in else 'ghi'}" if had else ""
    door = reverse("fairs:door", args=[registration.session_id])
    return redirect(f"{door}?diem={site.pk}&ve={registration.pk}{known}")


def _card(request: SignedInRequest, session: FairSession, site: SessionSite, typed: str) -> dict[str, Any]:
    """Who is registered is let in; who has a file gets one tap; anybody else goes on to the form, filled."""
    scan = seekers.scan_card(typed=typed, by=request.user, now=clock.now())
    person = scan.known.seeker
    ticket = people.registration_in(session, person) if person else None
    if person is None or ticket is None:
        return {"scan": scan, "kind": "card"}
    found = _check_in(request, session, site, registration=ticket, scan_id=_scan_id(request), way=ScanEvent.Way.SCAN)
    seekers.confirm_by_card(seeker=person, card=scan.card, by=request.user, now=clock.now())
    return found


def _check_in(request: SignedInRequest, session: FairSession, site: SessionSite, **how: Any) -> dict[str, Any]:
    try:
        found = actions.check_in(session=session, site=site, by=request.user, now=clock.now(), **how)
    except Refused as refusal:
        return {"refused": refusal.reasons}
    page: dict[str, Any] = {"found": found, "kind": _kind(found)}
    if found.registration is not None and (found.moved or found.result == Result.ALREADY):
        page["elsewhere"] = times_elsewhere(found.registration, now=clock.now())
    return page


def _kind(found: CheckIn) -> str:
    """The look of the answer: welcome, here already, or something to do."""
    return {Result.WELCOME: "ok", Result.ALREADY: "again"}.get(found.result, "no")


def _answer(request: SignedInRequest, session: FairSession, site: SessionSite, found: dict[str, Any]) -> HttpResponse:
    if request.htmx:
        counted = {"session": session, "site": site, "counts": queries.counts_at(site)}
        return render(request, f"{PAGE}#result", {**counted, **found})
    return render(request, PAGE, {**page_of(request, session, site), **found})


def _person(request: SignedInRequest) -> seekers.Seeker:
    """Somebody with a file at the own centre, or the holder of a ticket that was scanned here."""
    if code := read_code(request.POST.get("code", "")):
        holder = Registration.objects.filter(code=code).select_related("seeker__centre", "seeker__account").first()
        if holder is not None:
            return holder.seeker
    pk = text.row_number(request.POST.get("seeker", ""))
    return get_object_or_404(seekers.visible_to(request.user), pk=pk)


def _scan_id(request: SignedInRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("scan_id", ""))
    except ValueError:
        return uuid.uuid4()
