"""What a manager fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.accounts.api import User
from nhipcau.centres.models import Centre, Role
from nhipcau.foundation.ui.forms import DayField
from nhipcau.reference.models import Commune

EXAMPLE = "16/11/2026"


class RoleForm(forms.Form):
    """The centre is asked only of who manages several."""

    centre = forms.ModelChoiceField(queryset=Centre.objects.none(), label=gettext_lazy("Centre"), empty_label=None)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    commune = forms.ModelChoiceField(
        queryset=Commune.objects.none(),
        label=gettext_lazy("Commune of the officer"),
        required=False,
        help_text=gettext_lazy("Only for a commune officer: where they write people down."),
    )
    starts_on = DayField(example=EXAMPLE, label=gettext_lazy("First day"))
    ends_on = DayField(
        example=EXAMPLE,
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Leave it empty when no end is known."),
    )

    def __init__(self, *args: Any, centres: list[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["centre"]
        field.queryset = Centre.objects.filter(pk__in=[centre.pk for centre in centres])  # type: ignore[attr-defined]
        if len(centres) == 1:
            field.initial, field.required, field.widget = centres[0].pk, False, forms.HiddenInput()
        self.only = centres[0] if len(centres) == 1 else None
        served = Commune.objects.filter(province_id__in=[centre.province_id for centre in centres])
        self.fields["commune"].queryset = served.select_related("province").order_by("sort_key")  # type: ignore[attr-defined]

    def clean_centre(self) -> Centre | None:
        chosen: Centre | None = self.cleaned_data["centre"]
        return chosen or self.only

    def role_data(self) -> dict[str, Any]:
        """Call it after is_valid()."""
        said = self.cleaned_data
        days = {"starts_on": said["starts_on"], "ends_on": said["ends_on"]}
        return {"centre": said["centre"], "role": Role(said["role"]), "commune": said["commune"], **days}


class NewColleague(RoleForm):
    display_name = forms.CharField(label=gettext_lazy("Full name"), max_length=120)
    username = forms.RegexField(
        r"^[\w.-]+$",
        label=gettext_lazy("User name to sign in with"),
        max_length=60,
        help_text=gettext_lazy("Letters, digits, dots; for example lan.nguyen"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "class": "short"}),
        error_messages={"invalid": gettext_lazy("Use letters, digits, dots, hyphens; no spaces.")},
    )
    field_order = ["display_name", "username", "role", "commune", "starts_on", "ends_on", "centre"]


class Colleague(RoleForm):
    username = forms.CharField(
        label=gettext_lazy("User name of the colleague"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "class": "short"}),
    )
    field_order = ["username", "role", "commune", "starts_on", "ends_on", "centre"]

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"].strip().lower()
        self.user = User.objects.filter(username=typed, phone_index=None).first()
        if self.user is None:
            raise forms.ValidationError(
                _("Nobody signs in with this user name. Open an account for the colleague first.")
            )
        return typed


class LastDay(forms.Form):
    on = DayField(
        example=EXAMPLE,
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("On this day the person still works here. To end it at once, write yesterday."),
    )


class PublicFacts(forms.Form):
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300)
    phone = forms.CharField(
        label=gettext_lazy("Hotline"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "short"}),
    )
    opening_hours = forms.CharField(
        label=gettext_lazy("Opening hours"),
        max_length=200,
        help_text=gettext_lazy("As people say it; for example: Monday–Friday, 7:30–11:30 and 13:30–17:00"),
    )
    service_process = forms.CharField(
        label=gettext_lazy("How we work"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("One step a line. Empty: the page shows the usual five steps."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class OnPapers(forms.Form):
    """What stands at the head and at the foot of official papers."""

    superior = forms.CharField(
        label=gettext_lazy("Authority above the centre"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As it stands above the centre's name; for example: Sở Nội vụ tỉnh Bắc Ninh"),
    )
    document_sign = forms.CharField(
        label=gettext_lazy("Sign in document numbers"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("For example TTDVVL, as in 12/BC-TTDVVL"),
        widget=forms.TextInput(attrs={"class": "short", "autocapitalize": "characters"}),
    )
    signatory_title = forms.CharField(
        label=gettext_lazy("Title of who signs"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For example: Giám đốc"),
    )
    signatory = forms.CharField(label=gettext_lazy("Who signs"), max_length=120, required=False)


class OwnSettings(forms.Form):
    """How the system works for this centre. Left empty, a number stays as it is."""

    order_threshold = forms.IntegerField(
        label=gettext_lazy("Open places that call for an online session"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("When orders of enterprises still miss so many people, an online session is proposed."),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
