"""What a person says about themself, one group of questions a form. Field names are those of `SeekerData`."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.ui.forms import BirthDateField, DayField, picked
from nhipcau.reference.models import GeneralEducation, Qualification, TrainingField
from nhipcau.seekers import rules
from nhipcau.seekers.models import Employment, Must, Seeker, Sex, Shift, Term
from nhipcau.seekers.rules import SeekerData
from nhipcau.seekers.web.fields import FarthestField, PayField, commune_typed, place_box, place_words

PLACES: Final = {"place": "commune", "home_place": "home_commune"}
SECRETS: Final = {
    "citizen_number",
    "insurance_number",
}  # never printed into a field; left empty means as it was


class Group(forms.Form):
    """A part of a file. `about` is the person whose answers stand in the fields."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, about: Seeker | None = None, initial: dict[str, Any] | None = None) -> None:
        self.about = about
        known = {**self.answers_of(about), **(initial or {})} if about else initial
        super().__init__(data, initial=known)
        if about and about.farthest_km and isinstance(farthest := self.fields.get("farthest_km"), FarthestField):
            farthest.offer(about.farthest_km)
        for name in SECRETS & set(self.fields):
            if about and getattr(about, name):
                words = _("We have %(number)s. Leave empty to keep it.")
                self.fields[name].help_text = words % {"number": rules.masked(getattr(about, name))}

    def answers_of(self, about: Seeker) -> dict[str, Any]:
        names = set(self.base_fields) & set(rules.FIELDS) - SECRETS
        answers = {name: getattr(about, name) for name in names}
        places = {name: place_words(getattr(about, kept)) for name, kept in PLACES.items() if name in self.base_fields}
        return {**answers, **places, "edition": about.edition}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in set(PLACES) & set(self.fields):
            try:
                cleaned[name] = commune_typed(cleaned.get(name) or "", picked(self, name))
            except ValidationError as trouble:
                self.add_error(name, trouble)
        return cleaned

    def answers(self) -> dict[str, Any]:
        """By the names of `SeekerData`."""
        said = {PLACES.get(name, name): rules.as_said(name, value) for name, value in self.cleaned_data.items()}
        return {
            name: value for name, value in said.items() if name in rules.FIELDS and not (name in SECRETS and not value)
        }

    def applied_to(self, seeker: Seeker) -> SeekerData:
        return replace(rules.data_of(seeker), **self.answers())

    def show(self, problems: dict[str, str]) -> None:
        """Reasons of a refusal, beside the fields they are about."""
        shown = {kept: name for name, kept in PLACES.items()}
        for name, words in problems.items():
            name = shown.get(name, name)
            self.add_error(name if name in self.fields else None, words)


class Identity(Group):
    full_name = forms.CharField(
        label=_("Full name"),
        help_text=_("As on the citizen card"),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
    )
    birth_date = BirthDateField()
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)


class Residence(Group):
    place = forms.CharField(
        label=_("Where do you live now?"),
        help_text=_("Commune or ward, and province. Old names are understood too: Việt Yên, Bắc Giang."),
        widget=place_box(),
        required=False,
    )


class Address(Residence):
    address = forms.CharField(label=_("House, street, hamlet"), required=False)
    home_place = forms.CharField(
        label=_("Permanent address"),
        help_text=_("Only if it is not where you live now"),
        widget=place_box(),
        required=False,
    )
    will_move = forms.BooleanField(label=_("I would move to another province for work"), required=False)


class Wish(Group):
    wished_work = forms.CharField(
        label=_("What work are you looking for?"),
        help_text=_("In your own words: garment worker, welder, any work near home"),
        required=False,
    )
    wished_pay = PayField(label=_("Pay a month, at least"), required=False)
    wished_shift = forms.ChoiceField(
        label=_("Which shifts?"), choices=Shift.choices, widget=forms.RadioSelect, required=False
    )
    wants_dormitory = forms.BooleanField(label=_("I need a dormitory"), required=False)


class Work(Wish):
    employment = forms.ChoiceField(
        label=_("Are you working now?"), choices=Employment.choices, widget=forms.RadioSelect, required=False
    )
    can_start_on = DayField(
        example="01/06/2026",
        label=_("When can you start?"),
        help_text=_("Empty means at once; else a day such as 01/06/2026"),
        required=False,
    )
    would_go_abroad = forms.BooleanField(label=_("I would work abroad"), required=False)
    farthest_km = FarthestField(label=_("How far would you go to work, at most?"), required=False)
    wished_contract = forms.ChoiceField(
        label=_("For how long?"),
        choices=[("", _("Either is fine")), *Term.choices],
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
        required=False,
    )
    avoids = forms.MultipleChoiceField(
        label=_("What do you want to avoid at work?"),
        help_text=_(
            "Work that has it is not suggested to you. Nobody asks why; no enterprise and no other centre sees it."
        ),
        choices=rules.LISTED["avoids"].items(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-row"}),
        required=False,
    )
    musts = forms.MultipleChoiceField(
        label=_("What must be as you said?"),
        help_text=_("What does not fit is then not suggested at all. Without a tick it only comes later in the list."),
        choices=Must.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-row"}),
        required=False,
    )


class Training(Group):
    education = forms.ChoiceField(
        label=_("How far did you go to school?"),
        choices=GeneralEducation.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    qualification = forms.ChoiceField(
        label=_("What training do you have?"),
        choices=Qualification.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    training_field = forms.ModelChoiceField(
        label=_("Field of training"), queryset=TrainingField.objects.order_by("name"), required=False
    )
    skills = forms.CharField(
        label=_("What can you do?"),
        help_text=_("For example: industrial sewing, forklift, Excel"),
        required=False,
    )
    languages = forms.CharField(label=_("Languages"), required=False)
    experience_years = forms.IntegerField(
        label=_("Years of experience"),
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
        required=False,
    )


class Reach(Group):
    phone = forms.CharField(
        label=_("Phone for calls"),
        help_text=_("Where we and the enterprises you choose can reach you"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "short"}),
        required=False,
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    citizen_number = forms.CharField(
        label=_("Citizen card number"),
        help_text=_("12 digits. Kept sealed; enterprises never see it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        required=False,
    )


class Insurance(Group):
    insurance_number = forms.CharField(
        label=_("Social insurance number"),
        help_text=_("10 digits. Kept sealed; enterprises never see it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        required=False,
    )
    draws_benefit = forms.BooleanField(label=_("I draw unemployment benefit"), required=False)


class Circumstances(Group):
    """Sensitive by law (Decree 356/2025, article 4): the page says so and why we ask."""

    has_disability = forms.BooleanField(label=_("I live with a disability"), required=False)
    is_pregnant = forms.BooleanField(label=_("I am pregnant"), required=False)
    poor_household = forms.BooleanField(label=_("My household is poor or near-poor"), required=False)
    ex_soldier = forms.BooleanField(label=_("I am a demobilised soldier or volunteer"), required=False)
    ethnicity = forms.CharField(label=_("Ethnicity"), required=False)
    needs = forms.CharField(
        label=_("What help do you need on the day?"),
        help_text=_("For example: a wheelchair, somebody who signs, a seat near the door"),
        required=False,
    )
