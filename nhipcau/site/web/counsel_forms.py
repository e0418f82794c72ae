"""The two-minute form of the counselling desk, and the line of group advice."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from nhipcau.counselling import api as counselling
from nhipcau.counselling.models import GroupAdvice, Paper, Screening
from nhipcau.counselling.rules.screening import LONGEST_NEEDS, MOST_KM, MOST_MINUTES, MOST_PEOPLE
from nhipcau.foundation.ui.forms import picked
from nhipcau.matching.api import Said
from nhipcau.seekers.models import Shift
from nhipcau.seekers.web.fields import commune_typed, place_box, place_words

SALT = "counsel.began"


class Questions(forms.Form):
    """Prefilled from the file, or from what was written an hour ago. `began` says when the page was opened."""

    wish = forms.CharField(
        label=_("Work wished for"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    shift = forms.ChoiceField(
        label=_("Shift"),
        choices=Shift.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices-row"}),
    )
    place = forms.CharField(label=_("Where they set out from"), required=False, widget=place_box())
    farthest_km = forms.IntegerField(
        label=_("How far at most, in km"),
        min_value=1,
        max_value=MOST_KM,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    papers = forms.MultipleChoiceField(
        label=_("Papers here today"),
        choices=Paper.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-row"}),
    )
    draws_benefit = forms.BooleanField(label=_("Draws unemployment benefit"), required=False)
    needs = forms.CharField(
        label=_("Health, and help needed at work"),
        help_text=_(
            "Only if the person wants to say. Counsellors of this centre alone can read it; each reading is noted."
        ),
        max_length=LONGEST_NEEDS,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    agrees = forms.BooleanField(required=False)
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: Any, *, with_health: bool, health_known: bool, agreement: str, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        if not with_health:
            del self.fields["needs"]
        elif health_known:
            self.fields["needs"].help_text = _("Something is written already. Leave this empty to keep it.")
        if agreement:
            self.fields["agrees"].label = _("I read this to the person, and they agree")
            self.fields["agrees"].help_text = agreement
        else:
            del self.fields["agrees"]

    def clean_place(self) -> Any:
        return commune_typed(self.cleaned_data["place"], picked(self, "place"))

    def answers(self) -> counselling.Answers:
        said = self.cleaned_data
        return counselling.Answers(
            wish=said["wish"],
            shift=said["shift"],
            commune=said["place"],
            farthest_km=said["farthest_km"],
            papers=tuple(said["papers"]),
            draws_benefit=said["draws_benefit"],
            needs=said.get("needs") or None,
            note=said["note"],
        )

    def began_at(self, now: datetime) -> datetime:
        """Signed by us, so a form that was tampered with says nothing."""
        try:
            seconds = float(signing.loads(self.cleaned_data["began"], salt=SALT))
        except signing.BadSignature:
            return now
        return datetime.fromtimestamp(seconds, tz=UTC)


def opened_at(now: datetime) -> str:
    return signing.dumps(now.timestamp(), salt=SALT)


def first_answers(known: Said, screening: Screening | None, draws_benefit: bool) -> dict[str, Any]:
    """What stands in the form before anybody types."""
    return {
        "wish": known.work,
        "shift": known.shift,
        "place": place_words(known.commune),
        "farthest_km": known.farthest_km,
        "papers": screening.papers if screening else [],
        "draws_benefit": draws_benefit,
        "note": screening.note if screening else "",
    }


class GroupLine(forms.Form):
    session = forms.TypedChoiceField(
        label=_("Where"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=GroupAdvice.Topic.choices, widget=forms.RadioSelect)
    people = forms.IntegerField(
        label=_("People who listened"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
