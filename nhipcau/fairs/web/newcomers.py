"""Somebody walks in without a ticket: name, day of birth, sex, and what they agree to when it is read to them."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.accounts.api import SignedInRequest, access
from nhipcau.consents.api import Purpose
from nhipcau.fairs.actions import counter
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionSite, SessionVacancy
from nhipcau.fairs.queries import door as queries
from nhipcau.fairs.queries import people
from nhipcau.fairs.web.agreeing import FOR_A_FILE, choices_of
from nhipcau.fairs.web.door import at_the_door, page_of
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.ui.forms import Combobox, picked
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Sex

PAGE = "fairs/walk_in.html"
DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d"]
WISHES = ("wish_1", "wish_2", "wish_3")
SUGGESTED = 8


class Newcomer(forms.Form):
    """The least that a file needs. `wish_*` are words, or a job picked from what the words bring up."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )
    birth_date = forms.DateField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("Day, month, year; for example 20/05/1998"),
        input_formats=DAYS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "short"}),
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("Only if they have one"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "class": "short"}),
    )

    def __init__(self, typed: Any, *, session: FairSession, site: SessionSite) -> None:
        super().__init__(typed)
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
        chosen = picked(self, name)
        row = there.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        row = row or people.openings_at(self.site, words).first()
        if row is None:
            self.add_error(name, _("No enterprise that interviews here brings such a job. Try another word."))
        return row

    def wishes(self) -> list[SessionVacancy]:
        rows = [self.cleaned_data[name] for name in WISHES if self.cleaned_data.get(name)]
        return list({row.pk: row for row in rows}.values())

    def file(self) -> seekers.SeekerData:
        names = ("full_name", "birth_date", "sex", "phone")
        return seekers.SeekerData(**{name: self.cleaned_data[name] for name in names})


@require_http_methods(["GET", "HEAD", "POST"])
@access("fairs.check_in")
def walk_in(request: SignedInRequest, session_id: int) -> HttpResponse:
    session, site = at_the_door(request, session_id)
    typed = request.POST if request.method == "POST" else None
    form = Newcomer(typed, session=session, site=site)
    page: dict[str, Any] = {**page_of(request, session, site), "form": form}
    page["choices"] = choices_of(FOR_A_FILE, request.POST.getlist("purposes"))
    if typed is None or not form.is_valid():
        return render(request, PAGE, page)
    if not request.POST.get("another") and (known := queries.perhaps_known(request.user, form.file())):
        return render(request, PAGE, {**page, "known": known})
    try:
        registration = counter.receive_newcomer(
            session=session,
            site=site,
            data=form.file(),
            purposes={Purpose(value) for value in request.POST.getlist("purposes") if value in FOR_A_FILE},
            wishes=form.wishes(),
            by=request.user,
            now=clock.now(),
        )
    except seekers.CannotRegister as refusal:
        page["not_agreed"] = refusal.fields.get("purposes", "")
        for name, words in refusal.fields.items():
            if name != "purposes":
                form.add_error(name if name in form.fields else None, words)
        return render(request, PAGE, page)
    except Refused as refusal:
        form.add_error(None, refusal.reasons)
        return render(request, PAGE, page, status=409)
    return redirect(f"{reverse('fairs:door', args=[session.pk])}?diem={site.pk}&ve={registration.pk}")


@require_safe
@access("fairs.check_in")
def suggestions(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Openings that people at this site can be interviewed for, while somebody types."""
    _session, site = at_the_door(request, session_id)
    rows = people.openings_at(site, request.GET.get("q", ""))[:SUGGESTED]
    return render(request, "fairs/suggestions.html", {"rows": rows})
