"""The counter's forms: the least on one screen, the rest for when there is time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.seekers.rules import SeekerData
from nhipcau.seekers.web.forms import Address, Circumstances, Identity, Insurance, Reach, Training, Work

FIRST = ("full_name", "birth_date", "sex", "place", "phone", "citizen_number", "wished_work")


class Checked(forms.Form):
    card_checked = forms.BooleanField(
        label=_("I checked name, date of birth, sex and number against the citizen card"), required=False
    )


class WholeFile(Circumstances, Insurance, Training, Work, Address, Reach, Identity, Checked):
    """Everything that may be written about a person."""

    def first(self) -> list[forms.BoundField]:
        """What the first screen asks."""
        return [self[name] for name in FIRST]

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The rest, group by group."""
        kinds = [
            (_("Address and phone"), (Address, Reach)),
            (_("The work they want"), (Work,)),
            (_("School and training"), (Training,)),
            (_("Insurance"), (Insurance,)),
            (_("Circumstances (sensitive: only if the person wishes)"), (Circumstances,)),
        ]
        return [(heading, self._rest_of(forms_of)) for heading, forms_of in kinds]

    def _rest_of(self, kinds: tuple[type[forms.Form], ...]) -> list[forms.BoundField]:
        names = [name for kind in kinds for name in kind.base_fields if name not in (*FIRST, "edition")]
        return [self[name] for name in dict.fromkeys(names)]

    def new_data(self) -> SeekerData:
        return SeekerData(**self.answers())
