"""My tickets and my day: what a person shows at the door, where they wait, and what comes next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access, is_computer
from nhipcau.fairs.actions import door
from nhipcau.fairs.actions import registering as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import Appointment, Registration, RegistrationState, SessionSite, Wish
from nhipcau.fairs.queries import appointments, family
from nhipcau.fairs.queries import day as days
from nhipcau.fairs.queries import people as queries
from nhipcau.fairs.queries.calling_people import asked_to_come
from nhipcau.fairs.rules import people as rules
from nhipcau.fairs.web import timeline, wishing
from nhipcau.fairs.web.whom import as_person, is_own, tickets_for
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.crypto.codes import grouped
from nhipcau.interviews import api as interviews
from nhipcau.seekers.api import Seeker, people

MOST_TICKETS = 50


@require_safe
@as_person
def mine(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    """Of everybody who shares this phone, with the name on each."""
    tickets = queries.of_account(request.user).exclude(state=RegistrationState.CANCELLED)[:MOST_TICKETS]
    page = {"me": me, "tickets": tickets, "several": len(people(request)) > 1}
    return render(request, "fairs/tickets.html", {**page, "invited": asked_to_come(request.user, clock.now())})


@require_safe
@as_person
def my_day(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    """The address to keep: today's fair, or the next one."""
    registration = queries.ticket_for_today(me, clock.now())
    if registration is None:
        page = {"me": me, "invited": asked_to_come(request.user, clock.now())}
        return render(request, "fairs/no_ticket.html", page)
    return redirect("fairs:day", registration.pk)


@require_safe
@access("fairs.register")
def day(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = queries.ticket_of(request.user, registration_id)
    if registration is None:
        raise Http404
    seen = days.day_of(registration, now=clock.now())
    page = {**ticket_page(registration, seen.wishes), "day": seen, "lines": timeline.lines_of(seen), "own_page": True}
    page |= times_page(registration, seen.computer) | ({} if request.htmx else line_page(registration))
    page["others"] = family.others_at(request.user, registration)
    page["invited"] = [] if is_computer(request.user) else asked_to_come(request.user, clock.now())
    return render(request, "fairs/day.html#now" if request.htmx else "fairs/day.html", page)


@require_safe
@access(SIGNED_IN)
def ticket(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = get_object_or_404(tickets_for(request), pk=registration_id)
    page = {**ticket_page(registration), "own_page": is_own(request, registration)}
    return render(request, "fairs/ticket.html", page | times_page(registration))


@require_safe
@access(SIGNED_IN)
def paper(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """The ticket on one sheet, for whoever has no phone."""
    registration = get_object_or_404(tickets_for(request), pk=registration_id)
    return render(request, "fairs/ticket_paper.html", ticket_page(registration) | times_page(registration))


def ticket_page(registration: Registration, wishes: list[Wish] | None = None) -> dict[str, Any]:
    waits = registration.state == RegistrationState.WAITLISTED
    return {
        "registration": registration,
        "session": registration.session,
        "site": registration.site,
        "code": grouped(registration.code),
        "wishes": queries.wishes_of(registration) if wishes is None else wishes,
        "may_change": not rules.reasons_not_to_change(registration),
        "may_cancel": not rules.reasons_not_to_cancel(registration),
        "may_say_here": rules.may_say_here(registration, now=clock.now()),
        "waiting_place": queries.place_in_waiting(registration) if waits else 0,
    }


def line_page(registration: Registration) -> dict[str, Any]:
    """Who is interviewed from home tries device and network before; if they will not do, where there is a computer."""
    session, now = registration.session, clock.now()
    if registration.site.role != SessionSite.Role.ONLINE or now > session.ends:
        return {}
    line = interviews.last_check(registration.seeker_id, now=now)
    advised = line is not None and line.verdict in interviews.DOUBTFUL
    points = queries.points_of(session) if advised else []
    return {"asks_line": True, "line": line, "advised": advised, "points": points}


def times_page(registration: Registration, computer: int | None = None) -> dict[str, Any]:
    """Interview times that stand or fell away; `asks`: some wait for the person's word; `computer`: where they sit."""
    times = appointments.of_person(registration, now=clock.now())
    asks = any(one.state == Appointment.State.PROPOSED for one in times)
    return {"times": times, "lost": appointments.given_up(registration), "asks": asks, "computer": computer}


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.register")
def wishes(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """The list after registering; every button is saved at once."""
    registration = get_object_or_404(queries.of_account(request.user), pk=registration_id)
    session, site = registration.session, registration.site
    chosen, full = [wish.session_vacancy for wish in queries.wishes_of(registration)], ""
    if request.method == "POST":
        wanted, full = wishing.changed(chosen, request.POST, session, site)
        try:
            actions.change_wishes(registration=registration, wishes=wanted, by=request.user, now=clock.now())
            chosen = wanted
        except Refused as refusal:
            full = " ".join(refusal.reasons)
    page = {"session": session, "me": registration.seeker, "registration": registration}
    page |= wishing.page(request, site, registration.seeker, chosen, full)
    return wishing.answer(request, page, back="fairs:wishes", back_to=registration.pk)


@require_POST
@access("fairs.register")
def cancel(request: SignedInRequest, registration_id: int) -> HttpResponse:
    return _do(request, registration_id, actions.cancel_registration, _("Noted. Your place goes to somebody else."))


@require_POST
@access("fairs.register")
def leave(request: SignedInRequest, registration_id: int) -> HttpResponse:
    return _do(request, registration_id, actions.go_home, _("Have a safe way home. Answers will appear here."))


@require_POST
@access("fairs.register")
def say_here(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """At home nobody scans a ticket: the person says that they are ready."""

    def let_in(*, registration: Registration, **who: Any) -> None:
        door.check_in(session=registration.session, site=registration.site, registration=registration, **who)

    return _do(
        request, registration_id, let_in, _("You are in. Keep this page open: it tells you when you are called.")
    )


def _do(request: SignedInRequest, registration_id: int, action: Callable[..., Any], words: str) -> HttpResponse:
    registration = get_object_or_404(queries.of_account(request.user), pk=registration_id)
    try:
        action(registration=registration, by=request.user, now=clock.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, words)
    return redirect("fairs:day", registration.pk)
