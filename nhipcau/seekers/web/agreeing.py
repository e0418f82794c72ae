"""Asking for permission, purpose by purpose: nothing is ticked before the person ticks it."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhipcau.consents import api as consents
from nhipcau.consents.api import Purpose
from nhipcau.foundation.clock import api as clock


def words_of(text: Any) -> str:
    return str(text.text_en if get_language() == "en" else text.text_vi)


class Permission(forms.Form):
    purposes = forms.MultipleChoiceField(
        label=_("What do you agree to?"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def given(self) -> set[Purpose]:
        return {Purpose(value) for value in self.cleaned_data["purposes"]}


def choices_of(ticked: set[str]) -> list[dict[str, Any]]:
    """The texts in force as big boxes. `ticked` is what the person ticked on this form a moment ago."""
    return [
        {
            "value": text.purpose,
            "label": Purpose(text.purpose).label,
            "detail": words_of(text),
            "checked": text.purpose in ticked,
            "needed": text.purpose == Purpose.COUNSELLING,
        }
        for text in consents.texts_in_force(clock.today())
        if text.purpose != Purpose.LINKED_CENTRES  # asked when a centre wants to pass the file on
    ]
