"""Somebody walks in without a ticket: a card is scanned, or name, day of birth and sex are typed; and what they agree to."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.consents.api import Purpose
from nhipcau.fairs.actions import counter
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionSite, SessionVacancy
from nhipcau.fairs.queries import door as queries
from nhipcau.fairs.queries import people
from nhipcau.fairs.web import cards
from nhipcau.fairs.web.agreeing import FOR_A_FILE, choices_of
from nhipcau.fairs.web.cards import Person
from nhipcau.fairs.web.door import LAST_PHONE, at_the_door, page_of, received
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.text import api as text
from nhipcau.foundation.ui.forms import Combobox, picked
from nhipcau.seekers import api as seekers

PAGE = "fairs/walk_in.html"
WISHES = ("wish_1", "wish_2", "wish_3")
SUGGESTED = 8


class Newcomer(Person):
    """The least that a file needs. `wish_*` are words, or a job picked from what the words bring up."""

    def __init__(
        self, typed: Any, *, session: FairSession, site: SessionSite, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(typed, initial=initial)
        self.live_in(reverse("reference:communes"))
        self.session, self.site = session, site
        address = f"{reverse('fairs:door-openings', args=[session.pk])}?diem={site.pk}"
        for number, name in enumerate(WISHES, 1):
            self.fields[name] = forms.CharField(
                label=format_lazy("{} {}", gettext_lazy("Job they want to be interviewed for"), number),
                required=False,
                widget=Combobox(url=address, attrs={"autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in WISHES:
            if words := cleaned.get(name, "").strip():
                cleaned[name] = self._opening(name, words)
        return cleaned

    def _opening(self, name: str, words: str) -> SessionVacancy | None:
        there = people.openings_at(self.site)
        row = there.filter(pk=text.row_number(picked(self, name))).first()
        row = row or people.openings_at(self.site, words).first()
        if row is None:
            self.add_error(name, _("No enterprise that interviews here brings such a job. Try another word."))
        return row

    def wishes(self) -> list[SessionVacancy]:
        rows = [self.cleaned_data[name] for name in WISHES if self.cleaned_data.get(name)]
        return list({row.pk: row for row in rows}.values())

    def file(self) -> seekers.SeekerData:
        names = ("full_name", "birth_date", "sex", "phone", "citizen_number", "address")
        return seekers.SeekerData(
            **{name: self.cleaned_data[name] for name in names}, commune=self.cleaned_data["place"]
        )


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.check_in")
def walk_in(request: SignedInRequest, session_id: int) -> HttpResponse:
    """A card that arrives fills the form and says whose it is; what was typed before stays."""
    session, site = at_the_door(request, session_id)
    page: dict[str, Any] = {**page_of(request, session, site), "scan": _scan(request)}
    page["choices"] = choices_of(FOR_A_FILE, request.POST.getlist("purposes"))
    if request.method != "POST" or page["scan"].new or "same_phone" in request.POST:
        page["form"] = _unsent(request, session, site, page["scan"])
        return render(request, PAGE, page)
    page["form"] = form = Newcomer(request.POST, session=session, site=site)
    if not form.is_valid():
        return render(request, PAGE, page)
    if not request.POST.get("another") and (known := queries.perhaps_known(request.user, form.file())):
        return render(request, PAGE, {**page, "known": known})
    return _receive(request, form, page)


def _scan(request: SignedInRequest) -> seekers.Scan:
    """With another person on the same phone, the last card is over."""
    before = "" if "same_phone" in request.POST else request.POST.get("scanned", "")
    return seekers.scan_card(typed=request.POST.get("card", ""), before=before, by=request.user, now=clock.now())


def _unsent(request: SignedInRequest, session: FairSession, site: SessionSite, scan: seekers.Scan) -> Newcomer:
    answers, notes = cards.filled(scan, request.POST)
    if "same_phone" in request.POST:
        answers, notes = {"phone": request.session.get(LAST_PHONE, [0, ""])[1]}, {}
    form = Newcomer(None, session=session, site=site, initial=answers)
    cards.note(form, notes)
    return form


def _receive(request: SignedInRequest, form: Newcomer, page: dict[str, Any]) -> HttpResponse:
    data = form.file()
    if request.POST.get("without_number"):
        data = replace(data, citizen_number="")
    try:
        registration = counter.receive_newcomer(
            session=form.session,
            site=form.site,
            data=data,
            purposes={Purpose(value) for value in request.POST.getlist("purposes") if value in FOR_A_FILE},
            wishes=form.wishes(),
            on_card=seekers.seen_on(page["scan"].card, data),
            by=request.user,
            now=clock.now(),
        )
    except seekers.AlreadyRegistered as refusal:
        return render(request, PAGE, {**page, "known": [refusal.seeker]})
    except seekers.CannotRegister as refusal:
        page["not_agreed"] = refusal.fields.get("purposes", "")
        page["number_refused"] = "citizen_number" in refusal.fields and len(data.citizen_number) == cards.DIGITS
        for name, words in refusal.fields.items():
            if name != "purposes":
                form.add_error(name if name in form.fields else None, words)
        return render(request, PAGE, page)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return render(request, PAGE, page, status=409)
    if data.phone:
        request.session[LAST_PHONE] = [registration.pk, data.phone]
    return received(request, registration, form.site)


@require_safe
@access("fairs.check_in")
def suggestions(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Openings that people at this site can be interviewed for, while somebody types."""
    _session, site = at_the_door(request, session_id)
    rows = people.openings_at(site, request.GET.get("q", ""))[:SUGGESTED]
    return render(request, "fairs/suggestions.html", {"rows": rows})


@require_POST
@access("fairs.check_in")
def same_phone(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Several people of one family have one phone: that is no mistake, and the desk sees it while typing."""
    at_the_door(request, session_id)
    phone = request.POST.get("phone", "")
    page: dict[str, Any] = {"people": []}
    if seekers.is_number(phone):
        try:
            page["people"] = seekers.people_with_phone(phone=phone, by=request.user, now=clock.now())
        except seekers.AskedTooOften as refusal:
            page["refused"] = refusal.reasons
    return render(request, "fairs/same_phone.html", page)
