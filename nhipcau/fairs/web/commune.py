"""The commune officer's pages: the villagers they wrote down, one more, and the ticket to hand over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.centres.api import commune_of
from nhipcau.consents.api import Purpose
from nhipcau.fairs.actions import commune as actions
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.registering import cancel_registration
from nhipcau.fairs.models import Registration, SessionSite
from nhipcau.fairs.queries import commune as queries
from nhipcau.fairs.rules import people as rules
from nhipcau.fairs.web import cards
from nhipcau.fairs.web.agreeing import FOR_A_FILE, choices_of
from nhipcau.fairs.web.cards import Person
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.crypto.codes import grouped
from nhipcau.foundation.ui.words import day_words, time_words
from nhipcau.reference.models import Commune
from nhipcau.seekers import api as seekers

PAGE_SIZE = 30


class Villager(Person):
    """The least that a file and a ticket need; a card fills most of it."""

    wished_work = forms.CharField(label=gettext_lazy("Work they look for"), required=False, max_length=200)

    def __init__(self, *args: Any, sites: list[SessionSite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.live_in(reverse("reference:communes"))
        self.sites = {str(site.pk): site for site in sites}
        self.fields["site"] = forms.ChoiceField(
            label=gettext_lazy("Fair and place"),
            choices=[(str(site.pk), name_of(site)) for site in sites],
            widget=forms.Select if len(sites) > 3 else forms.RadioSelect,
            initial=str(sites[0].pk) if sites else None,
        )

    def chosen_site(self) -> SessionSite:
        return self.sites[self.cleaned_data["site"]]

    def file(self, commune: Commune | None) -> seekers.SeekerData:
        """Who says no other place lives in the officer's commune."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("site", "place")}
        return seekers.SeekerData(**said, commune=self.cleaned_data["place"] or commune)


def name_of(site: SessionSite) -> str:
    """ "Thứ Năm, 26/11 · 7:30 · Sàn giao dịch số 1"."""
    when = f"{day_words(site.session.starts)} · {time_words(site.session.starts)}"
    where = site.place.name if site.place else _("Online, at home")
    return f"{when} · {where}"


@require_safe
@access("seekers.register_villager")
def villagers(request: SignedInRequest) -> HttpResponse:
    page = Paginator(seekers.brought_by(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = queries.with_tickets(request.user, list(page))
    sites = queries.sites_for(request.user).exists()
    return render(request, "fairs/villagers.html", {"page": page, "rows": rows, "takes": sites})


@require_http_methods(["GET", "HEAD", "POST"])
@access("seekers.register_villager")
def villager(request: SignedInRequest) -> HttpResponse:
    """One screen for one person. After it the next one: the ticket of the last is one tap away."""
    sites = list(queries.sites_for(request.user))
    scan, ticked = _scan(request), request.POST.getlist("purposes")
    page: dict[str, Any] = {"sites": sites, "choices": choices_of(FOR_A_FILE, ticked), "scan": scan}
    if scan.new:
        answers, notes = cards.filled(scan, request.POST)
        page["form"] = form = Villager(sites=sites, initial=answers)
        cards.note(form, notes)
        return render(request, "fairs/villager.html", page)
    page["form"] = form = Villager(request.POST or None, sites=sites)
    if not form.is_bound or not form.is_valid():
        return render(request, "fairs/villager.html", page, status=422 if form.is_bound else 200)
    site = form.chosen_site()
    commune = commune_of(request.user, site.centre)
    data = form.file(commune)
    try:
        registration, new = actions.register_villager(
            site=site,
            data=data,
            on_card=seekers.seen_on(scan.card, data),
            commune=commune,
            purposes={Purpose(value) for value in ticked if value in FOR_A_FILE},
            by=request.user,
            now=clock.now(),
        )
    except seekers.CannotRegister as refusal:
        page["not_agreed"] = refusal.fields.pop("purposes", "")
        for name, words in refusal.fields.items():
            form.add_error(name if name in form.fields else None, words)
        return render(request, "fairs/villager.html", page, status=422)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return render(request, "fairs/villager.html", page, status=409)
    return _told(request, registration, new)


def _scan(request: SignedInRequest) -> seekers.Scan:
    """The card is read and nothing is looked up: whose it is stays with the centre."""
    if typed := request.POST.get("card", "").strip():
        return seekers.Scan(typed, seekers.read_card(typed), new=True)
    before = request.POST.get("scanned", "")
    return seekers.Scan(before, seekers.read_card(before)) if before else seekers.Scan()


def _told(request: SignedInRequest, registration: Registration, new: bool) -> HttpResponse:
    """A ticket that somebody else gave is not shown: the person has it, or is found by name at the door."""
    if registration.registered_by_id != request.user.pk:
        messages.info(
            request,
            _("Noted. No new ticket is needed: at the door the name or the citizen card is enough."),
        )
        return redirect("fairs:villagers")
    if not new:
        messages.info(request, _("You have written this person down before: here is the ticket."))
    return redirect("fairs:villager-ticket", registration.pk)


@require_safe
@access("seekers.register_villager")
def ticket(request: SignedInRequest, registration_id: int) -> HttpResponse:
    """The ticket to read out, photograph or print."""
    registration = get_object_or_404(queries.tickets_given(request.user), pk=registration_id)
    page = {
        "registration": registration,
        "session": registration.session,
        "site": registration.site,
        "code": grouped(registration.code),
        "may_cancel": not rules.reasons_not_to_cancel(registration),
        "paper": "in" in request.GET,
    }
    return render(request, "fairs/villager_paper.html" if page["paper"] else "fairs/villager_ticket.html", page)


@require_POST
@access("seekers.register_villager")
def cancel(request: SignedInRequest, registration_id: int) -> HttpResponse:
    registration = get_object_or_404(queries.tickets_given(request.user), pk=registration_id)
    try:
        cancel_registration(registration=registration, by=request.user, now=clock.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, _("Noted: the place goes to somebody else."))
    return redirect("fairs:villagers")
