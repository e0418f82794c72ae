"""What a person says of suggestions: not for me, after all, off, on, weigh as usual. Each works as a plain form too."""

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from nhipcau.accounts.api import SignedInRequest
from nhipcau.foundation.clock import api as clock
from nhipcau.matching import actions, queries
from nhipcau.matching.queries.suited import suited
from nhipcau.matching.web.suggested import weights_of
from nhipcau.matching.web.suggested_joined import about
from nhipcau.matching.web.suggested_shown import BECAUSE, shown
from nhipcau.matching.web.suggested_whom import as_person
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import shown_on_board
from nhipcau.vacancies.models import Vacancy

OPENING: Final = "opening"  # said on the opening's own page, not in the list


@require_POST
@as_person
def turn_down(request: SignedInRequest, vacancy_id: int, *, me: Seeker) -> HttpResponse:
    """The card says so and offers the undo; the next opening of the list comes in."""
    now, because = clock.now(), request.POST.get("because", "")
    vacancy = get_object_or_404(shown_on_board(clock.today()), pk=vacancy_id)
    try:
        said = actions.say_not_for_me(seeker=me, vacancy=vacancy, because=because, by=request.user, now=now)
    except actions.Refused as refusal:
        return _refused(request, vacancy, refusal)
    if said_on_opening(request):
        return _opening(request, me, vacancy, _("Noted: it is not suggested to you again."))
    if not request.htmx:
        return redirect(f"{reverse('suggested:mine')}?{urlencode({'vua-bo': vacancy.pk})}")
    return render(request, "matching/suggested_said.html", {"said": said, **_rest_of_list(request, me)})


@require_POST
@as_person
def take_back(request: SignedInRequest, vacancy_id: int, *, me: Seeker) -> HttpResponse:
    """Also of what has left the board meanwhile."""
    vacancy = get_object_or_404(Vacancy.objects.filter(published_at__isnull=False), pk=vacancy_id)
    actions.undo_not_for_me(seeker=me, vacancy=vacancy, by=request.user, now=clock.now())
    if said_on_opening(request):
        return _opening(request, me, vacancy, _("It may be suggested to you again."))
    found = shown(suited(me, [vacancy.pk], now=clock.now())) if request.htmx else []
    if not found:
        messages.success(request, _("It may be suggested to you again."))
        back = "turned-down" if request.POST.get("at") == "turned-down" else "mine"
        return _go(request, reverse(f"suggested:{back}"))
    page = {"one": found[0], "reasons": BECAUSE, **_weights(me)}
    return render(request, "matching/suggested_taken_back.html", page)


@require_POST
@as_person
def switch(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    on = request.POST.get("on") == "1"
    actions.switch_suggestions(seeker=me, on=on, by=request.user, now=clock.now())
    messages.success(request, _("Suggestions are on.") if on else _("Suggestions are off."))
    return redirect("suggested:mine")


@require_POST
@as_person
def weigh(request: SignedInRequest, *, me: Seeker) -> HttpResponse:
    actions.weigh_as_usual(seeker=me, by=request.user, now=clock.now())
    messages.success(request, _("Everything counts as usual again."))
    return redirect("suggested:mine")


def said_on_opening(request: SignedInRequest) -> bool:
    return request.POST.get("at") == OPENING


def _refused(request: SignedInRequest, vacancy: Vacancy, refusal: actions.Refused) -> HttpResponse:
    for reason in refusal.reasons:
        messages.error(request, reason)
    on_opening = reverse("vacancies:vacancy", args=[vacancy.pk])
    return _go(request, on_opening if said_on_opening(request) else reverse("suggested:mine"))


def _go(request: SignedInRequest, url: str) -> HttpResponse:
    """To another page, also where only a part was asked for."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _opening(request: SignedInRequest, me: Seeker, vacancy: Vacancy, words: str) -> HttpResponse:
    """The part beside the opening anew, or the whole page of the opening."""
    page = about(me, vacancy.pk) if request.htmx else None
    if page is None:
        messages.success(request, words)
        return _go(request, reverse("vacancies:vacancy", args=[vacancy.pk]))
    return render(request, "matching/suggested_one.html#part", page)


def _rest_of_list(request: SignedInRequest, me: Seeker) -> dict[str, Any]:
    """What comes in for the one that went: the best that is not on the page yet (`seen` are those that are)."""
    seen = {*request.POST.getlist("seen")}
    new = [one for one in queries.suggestions_for(me, now=clock.now()) if str(one.vacancy.pk) not in seen][:1]
    return {"shown": shown(new), "reasons": BECAUSE, **_weights(me)}


def _weights(me: Seeker) -> dict[str, Any]:
    return {"weights": weights_of(queries.preference_of(me))}
