"""A person whom an enterprise has called to a fair: what the job is, when and where, yes or no."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.consents.api import Channel, Purpose
from nhipcau.fairs.actions import calling_people as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import SessionSite
from nhipcau.fairs.queries import calling_people as queries
from nhipcau.fairs.queries import people
from nhipcau.fairs.queries.calling_people import AskedToCome
from nhipcau.fairs.queries.people import Where
from nhipcau.fairs.rules.people import TAKES_PEOPLE
from nhipcau.fairs.web.agreeing import asked_of
from nhipcau.fairs.web.answers import refused
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.matching import api as matching
from nhipcau.matching.api import NotForMe
from nhipcau.seekers import api as seekers
from nhipcau.seekers.api import Seeker

PAGE: Final = "fairs/called.html"
ONLINE: Final = SessionSite.Role.ONLINE


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.register")
def invited(request: SignedInRequest, call_id: int) -> HttpResponse:
    """One page, two buttons. An answer can be changed here until the fair begins."""
    asked = queries.asked_once(request.user, call_id)
    if asked is None:
        raise Http404
    page = _page(request, asked)
    if request.method != "POST":
        return render(request, PAGE, page)
    try:
        return _no(request, asked) if request.POST.get("answer") == "no" else _yes(request, asked, page)
    except Refused as refusal:
        return refused(request, PAGE, page, refusal)


def _page(request: SignedInRequest, asked: AskedToCome) -> dict[str, Any]:
    invitation, session, now = asked.invitation, asked.session, clock.now()
    brought = queries.brought_to(session, invitation)
    stands = invitation.withdrawn_at is None and session.state in TAKES_PEOPLE and brought is not None
    places = queries.places_to_meet(session, brought) if brought else []
    near = near_first(places, invitation.seeker)
    sent = request.POST.get("site", "")
    return {
        "invitation": invitation,
        "session": session,
        "vacancy": invitation.vacancy,
        "me": invitation.seeker,
        "brought": brought,
        "stands": stands,
        "in_time": stands and now <= invitation.until,
        "ticket": people.registration_in(session, invitation.seeker),
        "places": near,
        "farther": [place for place in places if place not in near],
        "several": len(places) > 1,
        "chosen": text.row_number(sent) or (near[0].site.pk if near and "answer" not in request.POST else 0),
        "told": matching.explained_pair(invitation.seeker, invitation.vacancy, now=now).words(matching.Reader.PERSON),
        "asked": asked_of(invitation.seeker, request.POST.getlist("purposes")),
        "reasons": NotForMe.Because.choices,
    }


def near_first(places: list[Where], person: Seeker) -> list[Where]:
    """In the person's own province and at home; everything while the province is not known or has no place."""
    home = person.commune.province_id if person.commune else ""
    here = [place for place in places if place.site.role != ONLINE and place.site.centre.province_id == home]
    return [*here, *(place for place in places if place.site.role == ONLINE)] if here else places


def _yes(request: SignedInRequest, asked: AskedToCome, page: dict[str, Any]) -> HttpResponse:
    site = _site(page)
    ticket = actions.come(invitation=asked.invitation, site=site, by=request.user, now=clock.now())
    for one in page["asked"]:
        if one["checked"]:
            _agree(request, asked, Purpose(one["value"]))
    messages.success(request, _("You said yes. This is your ticket; the job is on your list."))
    return redirect("fairs:day", ticket.pk)


def _site(page: dict[str, Any]) -> SessionSite | None:
    there = [*page["places"], *page["farther"]]
    return next((place.site for place in there if place.site.pk == page["chosen"]), None)


def _agree(request: SignedInRequest, asked: AskedToCome, purpose: Purpose) -> None:
    seekers.change_consent(
        seeker=asked.invitation.seeker,
        purpose=purpose,
        given=True,
        channel=Channel.WEB,
        by=request.user,
        now=clock.now(),
    )


def _no(request: SignedInRequest, asked: AskedToCome) -> HttpResponse:
    because = request.POST.get("because", "")
    actions.decline(invitation=asked.invitation, because=because, by=request.user, now=clock.now())
    messages.success(request, _("Noted. The enterprise does not see your name."))
    return redirect("fairs:invited", asked.invitation.pk)
