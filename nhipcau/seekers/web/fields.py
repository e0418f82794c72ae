"""Fields that take what people type: days without slashes, pay in millions, places by any name."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.foundation.text.api import row_number
from nhipcau.foundation.ui.forms import Combobox
from nhipcau.foundation.ui.words import millions
from nhipcau.reference.models import Commune
from nhipcau.seekers import queries
from nhipcau.seekers.rules import DISTANCES, KILOMETRES

THOUSAND, MILLION = 1_000, 1_000_000


class PayField(forms.CharField):
    """Pay a month in đồng: "9", "9,5 triệu" and "9.500.000" are all understood."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
        kwargs.setdefault("help_text", gettext_lazy("In millions; for example 9 or 9,5"))
        super().__init__(widget=box, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return millions(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return pay_typed(typed) if typed else None


class FarthestField(forms.TypedChoiceField):
    """Whole kilometres as taps. What stands in the file stays a choice of its own, whoever wrote it."""

    def __init__(self, **kwargs: Any) -> None:
        taps = [("", gettext_lazy("Not said")), *((km, f"{km} km") for km in DISTANCES)]
        box = forms.RadioSelect(attrs={"class": "choices-row"})
        any_distance = (KILOMETRES[-1], gettext_lazy("Farther is fine"))
        super().__init__(choices=[*taps, any_distance], coerce=int, empty_value=None, widget=box, **kwargs)

    def offer(self, km: int) -> None:
        """Beside the taps, what stands there already."""
        taps: list[Any] = [*self.widget.choices]
        if km not in {tap for tap, _label in taps}:
            self.choices = sorted([*taps, (km, f"{km} km")], key=lambda tap: tap[0] or 0)

    def valid_value(self, value: Any) -> bool:
        return row_number(str(value)) in KILOMETRES


def pay_typed(typed: str) -> int:
    """Small numbers are millions; long ones are đồng."""
    number = re.search(r"\d[\d.,]*", typed.replace(" ", ""))
    if number is None:
        raise ValidationError(_("Write the pay for one month, for example 9 million."))
    whole, *rest = re.split(r"[.,]", number.group().rstrip(".,"))
    in_groups = all(len(group) == 3 for group in rest)
    amount = float("".join([whole, *rest]) if in_groups else f"{whole}.{rest[0]}")
    if amount < THOUSAND:
        return round(amount * MILLION)
    return round(amount * THOUSAND) if amount < 500 * THOUSAND else round(amount)


def place_box() -> Combobox:
    return Combobox(url=reverse_lazy("reference:communes"), attrs={"autocomplete": "off"})


def place_words(commune: Commune | None) -> str:
    return f"{commune.label}, {commune.province.label}" if commune else ""


def commune_typed(typed: str, picked: str) -> Commune | None:
    """The commune that was picked from the list, or the one that the words mean. Old names are understood."""
    if not typed.strip():
        return None
    communes = Commune.objects.select_related("province").order_by("sort_key")
    if picked and (chosen := communes.filter(pk=picked).first()):
        return chosen
    meant = queries.communes_meant(typed)
    found = meant.communes
    if len(found) == 1:
        return found[0]
    raise ValidationError(words_for_choosing(found, wide=meant.wide))


def words_for_choosing(found: list[Commune], *, wide: bool) -> str:
    if len(found) > queries.MOST_NAMED or (wide and not found):
        return _("That is a large area. Write the commune or ward too.")
    if not found:
        return _("We do not know this place. Write the commune or ward and the province, as you say them at home.")
    names = "; ".join(place_words(commune) for commune in found)
    return _("Several communes are meant. Write one of these: %(names)s") % {"names": names}
