"""The catalogue: every component in every variant, with words as long as real ones."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nhipcau.foundation.text.api import fold
from nhipcau.foundation.ui import samples
from nhipcau.foundation.ui.access import open_to_all
from nhipcau.foundation.ui.forms import Combobox
from nhipcau.foundation.ui.templatetags.ui import icon_shapes

THEMES = {"light": "nhipcau", "dark": "nhipcau-dark"}


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Full name"), help_text=_("As written on your citizen card."))
    phone = forms.CharField(label=_("Phone"), widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    job = forms.CharField(
        label=_("Work you look for"),
        required=False,
        help_text=_("Type without accents if you like: “cong nhan may”."),
        widget=Combobox(url=reverse_lazy("ui:suggestions")),
    )
    shift = forms.ChoiceField(
        label=_("Shift"),
        choices=[("day", _("Day")), ("night", _("Night")), ("both", _("Either"))],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help you"),
        required=False,
        choices=[("bus", _("Company bus")), ("bed", _("Dormitory")), ("child", _("Nursery"))],
        widget=forms.CheckboxSelectMultiple,
    )
    schooling = forms.ChoiceField(
        label=_("Schooling"), required=False, choices=[("", "—"), ("9", "9/12"), ("12", "12/12")]
    )
    day = forms.DateField(label=_("Can start on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.FileField(label=_("CV or a photo of it"), required=False)
    about = forms.CharField(label=_("Anything else"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    told = forms.BooleanField(label=_("Tell me about new openings by message"), required=False)


@require_safe
@open_to_all
def catalogue(request: HttpRequest) -> HttpResponse:
    wrong = SampleForm({"wrong-phone": "12", "wrong-shift": "day"}, prefix="wrong", auto_id="wrong_%s")
    wrong.add_error("phone", _("This is not a phone number. Write ten digits, such as 0912 345 678."))
    return render(
        request,
        "ui/catalogue.html",
        {
            "theme": THEMES.get(request.GET.get("theme", ""), ""),
            "form": SampleForm(),
            "wrong": wrong,
            "icons": sorted(icon_shapes()),
            "page": Paginator(samples.PEOPLE, 2).get_page(request.GET.get("page")),
            **samples.everything(),
        },
    )


@require_safe
@open_to_all
def suggestions(request: HttpRequest) -> HttpResponse:
    asked = fold(request.GET.get("q", ""))
    found = [job for job in samples.JOBS if asked and asked in fold(job["name"])]
    return render(request, "ui/suggestions.html", {"found": found})


@require_safe
@open_to_all
def board(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/sample_board.html", {"calls": samples.CALLS})


@require_safe
@open_to_all
def paper(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/sample_paper.html", samples.everything())
