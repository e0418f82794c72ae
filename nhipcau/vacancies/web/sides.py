"""Two values of one field, in words: what stands now, and what the second person wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nhipcau.foundation.ui.words import count_words
from nhipcau.vacancies.actions import Difference


@dataclass(frozen=True)
class Sides:
    label: str
    kept: str
    wanted: str


def sides_of(form: forms.Form, differences: Iterable[Difference]) -> list[Sides]:
    """Province, commune and park are shown under the one field where they are typed."""
    return [
        Sides(_label(form, one.field), _words(form, one.field, one.kept), _words(form, one.field, one.wanted))
        for one in differences
    ]


def _label(form: forms.Form, name: str) -> str:
    places = {"province": _("Province"), "commune": _("Ward or commune"), "park": _("Industrial park")}
    return str(form.fields[name].label) if name in form.fields else places.get(name, name)


def _words(form: forms.Form, name: str, value: Any) -> str:
    named = (
        {code: str(label) for code, label in getattr(form.fields.get(name), "choices", ())} if name in CHOSEN else {}
    )
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(named.get(code, str(code)) for code in value) or "–"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int):
        return count_words(value)
    return named.get(value, str(value)) if value not in (None, "") else "–"


CHOSEN = {
    *("pay_kind", "shift", "education", "qualification", "experience", "contract"),
    *("benefits", "conditions", "welcomes", "hiring_way", "country", "musts"),
}
