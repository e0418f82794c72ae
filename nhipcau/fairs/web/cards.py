"""What the walk-in form makes of a citizen card: fields filled, and where each answer came from."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.foundation.ui.forms import BirthDateField, Combobox, picked
from nhipcau.reference.models import Commune
from nhipcau.seekers import api as seekers
from nhipcau.seekers.models import Sex

DIGITS: Final = 12


class Person(forms.Form):
    """The least that a file and a ticket need, asked at a desk. A card fills all but the phone."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )
    birth_date = BirthDateField()
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        help_text=gettext_lazy("Only if they have one"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "class": "short"}),
    )
    citizen_number = forms.CharField(
        label=gettext_lazy("Citizen card number"),
        help_text=gettext_lazy("12 digits. Kept sealed; enterprises never see it."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )
    place = forms.CharField(
        label=gettext_lazy("Where they live"),
        help_text=gettext_lazy("Commune or ward, and province. Old names are understood too."),
        required=False,
    )
    address = forms.CharField(label=gettext_lazy("House, street, hamlet"), required=False, max_length=200)

    def live_in(self, address: Any) -> None:
        """Communes are suggested from this address."""
        self.fields["place"].widget = Combobox(url=address, attrs={"autocomplete": "off"})

    def clean_place(self) -> Commune | None:
        """The commune picked or meant. A list to choose from when several are."""
        words = self.cleaned_data["place"].strip()
        if not words:
            return None
        if chosen := Commune.objects.filter(pk=picked(self, "place") or "-").first():
            return chosen
        meant = seekers.communes_meant(words).communes
        if len(meant) == 1:
            return meant[0]
        raise forms.ValidationError(
            which_of(meant)
            if meant
            else _("We do not know this place. Write the commune and the province, or leave it.")
        )


def which_of(communes: Collection[Commune]) -> str:
    names = "; ".join(f"{commune.label}, {commune.province.label}" for commune in communes)
    return _("Which of these: %(names)s?") % {"names": names}


def filled(scan: seekers.Scan, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """What stands in the fields now: what was typed, and over it what was read. And what to look at, beside its field.

    What was read badly stands only where nothing was typed.
    """
    proposal = seekers.proposal_of(scan.card)
    before = {name: typed[name] for name in typed}
    empty = {name for name in (*proposal.doubtful, *proposal.why) if not before.get(name, "").strip()}
    doubtful = {name: seen for name, seen in proposal.doubtful.items() if name in empty}
    notes = {name: words for name, words in proposal.why.items() if name in empty}
    if proposal.choose:
        notes["place"] = which_of(proposal.choose)
    return {**before, **doubtful, **proposal.answers}, notes


def note(form: forms.Form, notes: Mapping[str, str]) -> None:
    """Beside the fields, marked: what the person has to mend or to choose."""
    for name, words in notes.items():
        if name in form.fields:
            form.fields[name].help_text = format_html('<span class="warn-words">{}</span>', words)
