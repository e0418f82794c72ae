"""My file: what is known about me, who said it, and putting it right."""

import json
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.seekers import actions, queries
from nhipcau.seekers.http import choose_person, people
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.queries.kept import kept_elsewhere
from nhipcau.seekers.rules import age_on
from nhipcau.seekers.web import forms
from nhipcau.seekers.web.facts import copy_of, facts_of, groups_of
from nhipcau.seekers.web.saving import save
from nhipcau.seekers.web.whom import about_me, safe_next

SECTIONS: Final[dict[str, tuple[object, object, type[forms.Group]]]] = {
    "ho-ten": (gettext_lazy("Who you are"), "", forms.Identity),
    "lien-lac": (
        gettext_lazy("Phone and citizen card"),
        gettext_lazy("So that a job or a place at a fair reaches you and nobody else."),
        forms.Reach,
    ),
    "noi-o": (
        gettext_lazy("Where you live"),
        gettext_lazy("So that we show work near home first."),
        forms.Address,
    ),
    "viec": (gettext_lazy("The work you want"), "", forms.Work),
    "hoc-van": (gettext_lazy("School and training"), "", forms.Training),
    "bao-hiem": (
        gettext_lazy("Insurance"),
        gettext_lazy("Only needed if you draw unemployment benefit or want us to check what you are owed."),
        forms.Insurance,
    ),
    "hoan-canh": (
        gettext_lazy("Your circumstances"),
        gettext_lazy(
            "These are sensitive data: answer only if you wish. We ask so that you need not queue, so that "
            "help is ready on the day, and to find support you have a right to. Enterprises do not see the "
            "answers, and they never lower your chances."
        ),
        forms.Circumstances,
    ),
}


@require_safe
@about_me()
def me(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    page = {
        "me": me,
        "people": people(request),
        "groups": groups_of(me, SECTIONS),
        "age": age_on(me, clock.today()),
    }
    return render(request, "seekers/me.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@about_me()
def section(request: SignedInRequest, section: str, *, me: Seeker) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404
    heading, why, kind = SECTIONS[section]
    answer = save(request, kind, me)
    if answer.saved:
        messages.success(request, _("Saved."))
        return redirect(safe_next(request) or "seekers:me")
    page = {"me": me, "form": answer.form, "heading": heading, "why": why, "conflicts": answer.conflicts}
    page["back"] = safe_next(request)
    return render(request, "seekers/section.html", page, status=answer.status)


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.own")
def choose(request: SignedInRequest) -> HttpResponse:
    """Who is holding this phone just now?"""
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        mine = queries.people_of_account(request.user)
        person = get_object_or_404(mine, pk=text.row_number(chosen))
        choose_person(request, person)
        return redirect(safe_next(request) or "seekers:me")
    page = {"people": people(request), "next": safe_next(request), "chosen": request.session.get("person")}
    return render(request, "seekers/choose.html", page)


@require_safe
@about_me()
def data(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    """Everything that is kept about me, with where each answer came from."""
    return render(
        request, "seekers/data.html", {"me": me, "facts": facts_of(me, clear=True), "parts": kept_elsewhere(me)}
    )


@require_POST
@about_me()
def download(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    """The same as a file to take along."""
    actions.take_my_data(seeker=me, by=request.user, now=clock.now())
    body = json.dumps(copy_of(me), ensure_ascii=False, indent=2)
    return HttpResponse(
        body,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="nhip-cau.json"', "Cache-Control": "no-store"},
    )
