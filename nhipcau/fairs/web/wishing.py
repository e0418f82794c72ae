"""The list of wishes: search and add, order with up and down, take off. Works by plain buttons."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from nhipcau.accounts.api import SignedInRequest
from nhipcau.fairs.models import FairSession, SessionSite, SessionVacancy
from nhipcau.fairs.queries import people as queries
from nhipcau.fairs.rules.people import can_meet_at
from nhipcau.foundation.text import api as text
from nhipcau.seekers.api import Seeker

PAGE = "fairs/wishes.html"
Wished = list[SessionVacancy]


def changed(chosen: Wished, typed: Mapping[str, str], session: FairSession, site: SessionSite) -> tuple[Wished, str]:
    """The list after one button: add, up, down or off. The words say why nothing was added."""
    said, pk = typed.get("do", ""), text.row_number(typed.get("opening", ""))
    at = next((index for index, row in enumerate(chosen) if row.pk == pk), None)
    if said == "add" and at is None:
        if len(chosen) >= session.most_wishes:
            return chosen, _("Your list is full. Take one job off to add another.")
        return [*chosen, *queries.openings_at(site).filter(pk=pk)], ""
    if at is None:
        return chosen, ""
    rest = [row for row in chosen if row.pk != pk]
    if said == "off":
        return rest, ""
    to = {"up": max(0, at - 1), "down": at + 1}.get(said, at)
    return [*rest[:to], chosen[at], *rest[to:]], ""


def page(request: SignedInRequest, site: SessionSite, me: Seeker, chosen: Wished, full: str) -> dict[str, Any]:
    typed = (request.POST.get("q") or request.GET.get("q") or "").strip()
    return {
        "site": site,
        "chosen": [{"row": row, "meets": can_meet_at(row.participation, site)} for row in chosen],
        "left": max(0, site.session.most_wishes - len(chosen)),
        "found": queries.openings_to_choose(site, typed, me.wished_work, [row.pk for row in chosen]),
        "typed": typed,
        "full": full,
    }


def answer(request: SignedInRequest, page: dict[str, Any], *, back: str, back_to: int) -> HttpResponse:
    """With htmx the lists alone; a plain post returns to the page, so that reloading sends nothing again."""
    if request.htmx:
        return render(request, f"{PAGE}#lists", page)
    if request.method != "POST":
        return render(request, PAGE, page)
    if page["full"]:
        messages.error(request, page["full"])
    answer = redirect(back, back_to)
    if page["typed"]:
        answer.headers["Location"] += "?" + urlencode({"q": page["typed"]})
    return answer
