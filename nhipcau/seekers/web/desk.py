"""The counter: finding a person again, and making a file for somebody who has no phone or cannot type."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import Centre, centres_where
from nhipcau.consents.api import Channel
from nhipcau.foundation.clock import api as clock
from nhipcau.seekers import actions, queries
from nhipcau.seekers.actions import AlreadyRegistered, AskedTooOften, CannotRegister
from nhipcau.seekers.actions.finding import PAGE
from nhipcau.seekers.models import Seeker
from nhipcau.seekers.rules import age_on, masked
from nhipcau.seekers.web import cards
from nhipcau.seekers.web.agreeing import Permission, choices_of
from nhipcau.seekers.web.asked import removable, wishes_of
from nhipcau.seekers.web.desk_forms import WholeFile
from nhipcau.seekers.web.saving import CARD_FIELDS

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.view_seeker")
def people(request: SignedInRequest) -> HttpResponse:
    """Newest files; a search is a POST, so that no name and no number stands in an address or a log."""
    typed = request.POST.get("q", "")[:LONGEST].replace("\x00", "").strip()
    page: dict[str, Any] = {"typed": typed, "refused": []}
    if typed:
        page |= _searched(request, typed)
    else:
        page["rows"] = rows_of(list(queries.newest_people(request.user)))
    part = "#found" if request.htmx else ""
    return render(request, f"seekers/people.html{part}", page)


def _searched(request: SignedInRequest, typed: str) -> dict[str, Any]:
    asked_for = request.POST.get("page", "")
    number = int(asked_for) if asked_for.isdecimal() and len(asked_for) < 6 else 1
    try:
        found = actions.search_people(text=typed, by=request.user, now=clock.now(), page=number)
    except AskedTooOften as refusal:
        return {"rows": [], "refused": refusal.reasons}
    last = found.first + len(found.people)
    return {
        "rows": rows_of(found.people),
        "found": found,
        "understood": removable(typed, found.asked),
        "before": found.first // PAGE or None,
        "after": found.first // PAGE + 2 if last < found.total else None,
    }


def rows_of(people: list[Seeker]) -> list[dict[str, Any]]:
    day = clock.today()
    return [
        {"seeker": one, "age": age_on(one, day), "phone": masked(one.phone), "wishes": wishes_of(one)} for one in people
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.register_seeker")
def register(request: SignedInRequest) -> HttpResponse:
    """One screen: who, where, which work, and what the person agrees to after hearing the words."""
    centres = list(Centre.objects.filter(pk__in=centres_where(request.user, "seekers.register_seeker")).order_by("pk"))
    typed = request.POST if request.method == "POST" else None
    page: dict[str, Any] = {"centres": centres, "centre_id": request.POST.get("centre", "")}
    page["scan"] = scan = actions.scan_card(
        typed=request.POST.get("card", ""), before=request.POST.get("scanned", ""), by=request.user, now=clock.now()
    )
    if scan.new:
        typed, page["same"] = None, rows_of(scan.people)
    form, permission = cards.form_for(scan, request.POST) if scan.new else WholeFile(typed), Permission(typed)
    page["form"] = form
    if typed is not None and form.is_valid() & permission.is_valid():
        answer = _register(request, form, permission, _centre(request, centres), page)
        if answer is not None:
            return answer
    ticked = set(request.POST.getlist("purposes"))
    return render(request, "seekers/register.html", {**page, "choices": choices_of(ticked)})


def _centre(request: SignedInRequest, centres: list[Centre]) -> Centre:
    """The centre chosen; staff of one centre have nothing to choose."""
    wanted = request.POST.get("centre", "")
    chosen = [centre for centre in centres if str(centre.pk) == wanted] if wanted else centres[:1]
    if not chosen:
        raise PermissionDenied("seekers.register_seeker")
    return chosen[0]


def _register(
    request: SignedInRequest, form: WholeFile, permission: Permission, centre: Centre, page: dict[str, Any]
) -> HttpResponse | None:
    data = form.new_data()
    seen = actions.seen_on(page["scan"].card, data)
    if not request.POST.get("another") and (same := queries.perhaps_the_same(user=request.user, data=data)):
        page["same"] = rows_of(same)
        return None
    try:
        seeker = actions.register_seeker(
            data=data,
            centre=centre,
            purposes=permission.given(),
            channel=Channel.COUNTER,
            on_card={*seen, *(CARD_FIELDS if form.cleaned_data["card_checked"] else ())},
            by=request.user,
            now=clock.now(),
        )
    except AlreadyRegistered as known:
        messages.info(request, known.reasons[0])
        return redirect("seekers:person", known.seeker.pk)
    except CannotRegister as refusal:
        page["refused"] = refusal.fields.get("purposes", "")
        form.show({name: words for name, words in refusal.fields.items() if name != "purposes"})
        return None
    messages.success(request, _("The file of %(name)s is made.") % {"name": seeker.full_name})
    return redirect("seekers:person", seeker.pk)
