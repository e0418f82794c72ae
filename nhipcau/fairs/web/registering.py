"""Registering in short steps: where, which openings, what enterprises may see. Each answer is kept at once."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import SignedInRequest
from nhipcau.consents import api as consents
from nhipcau.consents.api import Purpose
from nhipcau.fairs.actions import registering as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionSite, SignUp
from nhipcau.fairs.queries import people as queries
from nhipcau.fairs.rules.session import in_words
from nhipcau.fairs.web import brought, wishing
from nhipcau.fairs.web.agreeing import asked_of
from nhipcau.fairs.web.answers import refused
from nhipcau.fairs.web.whom import as_person
from nhipcau.foundation.clock import api as clock
from nhipcau.seekers import api as seekers
from nhipcau.seekers.api import Seeker

STEPS: Final = {
    "register-where": gettext_lazy("Where"),
    "register-wishes": gettext_lazy("Which jobs"),
    "register-send": gettext_lazy("Send"),
}
Draft = dict[str, Any]


@require_safe
@as_person
def begin(request: SignedInRequest, session_id: int, *, me: Seeker) -> HttpResponse:
    """`?viec=` is the opening a person comes from: it stands on the list already."""
    session = get_object_or_404(queries.session_to_register(session_id))
    opening = queries.opening_of_vacancy(session, request.GET.get("viec", ""))
    if mine := queries.registration_in(session, me):
        if opening is not None:
            return redirect("fairs:wishes", mine.pk)
        return redirect("fairs:ticket", mine.pk)
    if not queries.takes_people(session, clock.now()):
        messages.error(request, in_words(session.state))
        return redirect("fairs:session", session.pk)
    draft = draft_of(request, session)
    if opening is not None and opening.pk not in draft["wishes"]:
        keep(request, session, wishes=[opening.pk, *draft["wishes"]][: session.most_wishes])
    sites = queries.places_in(session)
    if len(sites) == 1:
        keep(request, session, site=sites[0].site.pk)
        return brought.claim(request, redirect("fairs:register-wishes", session.pk), session)
    return brought.claim(request, redirect("fairs:register-where", session.pk), session)


@require_http_methods(["GET", "HEAD", "POST"])
@as_person
def where(request: SignedInRequest, session_id: int, *, me: Seeker) -> HttpResponse:
    session = get_object_or_404(queries.session_to_register(session_id))
    places = queries.places_in(session)
    chosen = request.POST.get("site", "")
    if any(str(place.site.pk) == chosen for place in places):
        keep(request, session, site=int(chosen))
        return redirect("fairs:register-wishes", session.pk)
    page = {
        **_page("register-where", session, me),
        "places": places,
        "chosen": draft_of(request, session)["site"],
        "nothing_chosen": request.method == "POST",
    }
    return render(request, "fairs/register_where.html", page, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@as_person
def wishes(request: SignedInRequest, session_id: int, *, me: Seeker) -> HttpResponse:
    session = get_object_or_404(queries.session_to_register(session_id))
    site = _site(request, session)
    if site is None:
        return redirect("fairs:register-where", session.pk)
    chosen = queries.openings_named(session, draft_of(request, session)["wishes"])
    full = ""
    if request.method == "POST":
        chosen, full = wishing.changed(chosen, request.POST, session, site)
        keep(request, session, wishes=[row.pk for row in chosen])
    page = {**_page("register-wishes", session, me), **wishing.page(request, site, me, chosen, full)}
    return wishing.answer(request, page, back="fairs:register-wishes", back_to=session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@as_person
def send(request: SignedInRequest, session_id: int, *, me: Seeker) -> HttpResponse:
    """The last look, and the consents that are still open. Nothing is ticked beforehand, nothing is required."""
    session = get_object_or_404(queries.session_to_register(session_id))
    site = _site(request, session)
    if site is None:
        return redirect("fairs:register-where", session.pk)
    chosen = queries.openings_named(session, draft_of(request, session)["wishes"])
    asked = asked_of(me, request.POST.getlist("purposes"))
    page = {**_page("register-send", session, me), "site": site, "chosen": chosen, "asked": asked}
    if request.method != "POST":
        return render(request, "fairs/register_send.html", page)
    now = clock.now()
    try:
        registration = actions.register(
            session=session,
            seeker=me,
            site=site,
            wishes=chosen,
            channel=SignUp.WEB,
            link=brought.link_of(request, session),
            by=request.user,
            now=now,
        )
    except Refused as refusal:
        return refused(request, "fairs/register_send.html", page, refusal)
    for one in asked:
        if one["checked"]:
            _agree(me, Purpose(one["value"]), request)
    request.session.pop(_key(session), None)
    messages.success(request, _("You are registered. This is your ticket."))
    return redirect("fairs:ticket", registration.pk)


def _agree(me: Seeker, purpose: Purpose, request: SignedInRequest) -> None:
    seekers.change_consent(
        seeker=me, purpose=purpose, given=True, channel=consents.Channel.WEB, by=request.user, now=clock.now()
    )


def draft_of(request: SignedInRequest, session: FairSession) -> Draft:
    """What was answered so far, kept until it is sent."""
    return {"site": None, "wishes": [], **request.session.get(_key(session), {})}


def keep(request: SignedInRequest, session: FairSession, **answers: Any) -> None:
    request.session[_key(session)] = {**draft_of(request, session), **answers}


def _key(session: FairSession) -> str:
    return f"fair-{session.pk}"


def _site(request: SignedInRequest, session: FairSession) -> SessionSite | None:
    sites = session.sites.select_related("place", "centre", "session")
    return sites.filter(pk=draft_of(request, session)["site"]).first()


def _page(step: str, session: FairSession, me: Seeker) -> dict[str, Any]:
    names = list(STEPS)
    at = names.index(step)
    return {
        "session": session,
        "me": me,
        "heading": STEPS[step],
        "number": at + 1,
        "count": len(names),
        "back": f"fairs:{names[at - 1]}" if at else "",
    }
