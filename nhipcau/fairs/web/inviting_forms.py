"""What a host types to invite a centre, and what a centre types to join."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.accounts.api import User, reasons_against_phone
from nhipcau.centres.api import Centre, NewCentre, Place, PlaceData
from nhipcau.fairs.actions.joining import FirstColleague, Seat
from nhipcau.fairs.models import FairSession, SiteInvitation
from nhipcau.fairs.queries import inviting as queries
from nhipcau.foundation.ui.forms import Combobox, picked
from nhipcau.reference.api import understand_place
from nhipcau.reference.models import Commune, Province

SHORT = {"class": "short"}


class InviteForm(forms.Form):
    """A centre that is known here, or another by its name; where the link is sent, if anywhere."""

    centre = forms.ModelChoiceField(
        label=gettext_lazy("Centre that is known here"),
        queryset=Centre.objects.none(),
        required=False,
        empty_label=gettext_lazy("Another centre: write its name below"),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of another centre"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("In full, as it stands on its papers."),
    )
    province = forms.ModelChoiceField(
        label=gettext_lazy("Province"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not said"),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("The link is sent there. You can also copy it in the next step."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Mobile phone"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", **SHORT}),
    )

    def __init__(self, *args: Any, session: FairSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = queries.centres_to_invite(session)  # type: ignore[attr-defined]
        self.fields["province"].queryset = Province.objects.order_by("sort_key")  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and (reasons := reasons_against_phone(phone)):
            raise ValidationError(reasons)
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("centre") and not cleaned.get("name", "").strip() and "name" not in self.errors:
            self.add_error("name", _("Choose a centre, or write the name of the one you invite."))
        return cleaned


class SeatForm(forms.Form):
    """Where the centre receives people on the day."""

    place = forms.ModelChoiceField(
        label=gettext_lazy("Your place"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=gettext_lazy("A new place: write its name below"),
    )
    place_name = forms.CharField(
        label=gettext_lazy("Name of the place"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As people will read it; for example: Điểm cầu Lạng Sơn"),
    )
    place_address = forms.CharField(label=gettext_lazy("Address of the place"), max_length=300, required=False)
    computers = forms.IntegerField(
        label=gettext_lazy("Computers for interviews"),
        min_value=0,
        max_value=999,
        initial=0,
        required=False,
        widget=forms.NumberInput(attrs=SHORT),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("people who can register"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=gettext_lazy("Leave it empty for no limit."),
        widget=forms.NumberInput(attrs=SHORT),
    )
    contact = forms.CharField(
        label=gettext_lazy("contact on the day"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("A name and a phone number."),
    )

    def __init__(self, *args: Any, centre: Centre | None = None, session: FairSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = queries.places_free(centre, session) if centre else Place.objects.none()
        self.fields["place"].queryset = free  # type: ignore[attr-defined]
        if not free:
            del self.fields["place"]
            self.fields["place_name"].required = True
        elif not self.is_bound:
            self.initial["place"] = free[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("place") and not cleaned.get("place_name", "").strip() and "place_name" not in self.errors:
            self.add_error("place_name", _("Choose a place, or write the name of a new one."))
        return cleaned

    def new_place(self) -> list[forms.BoundField]:
        """What is asked of a place that is not here yet."""
        return [self[name] for name in ("place_name", "place_address", "computers")]

    def seat(self) -> Seat:
        """Call it after is_valid()."""
        said = self.cleaned_data
        place = said.get("place") or PlaceData(
            name=said["place_name"],
            address=said["place_address"],
            computers=said["computers"] or 0,
            capacity=said["capacity"] or 0,
        )
        return Seat(place=place, capacity=said["capacity"], contact=said["contact"])


class NewCentreForm(SeatForm):
    """Everything a centre needs to take part: its name, who answers for it, and its place."""

    name = forms.CharField(
        label=gettext_lazy("Name of your centre"),
        max_length=200,
        help_text=gettext_lazy("In full: it stands on your report."),
    )
    where = forms.CharField(
        label=gettext_lazy("Where it is"),
        max_length=200,
        help_text=gettext_lazy("Ward or commune, and province. Old names are understood."),
        widget=Combobox(url=reverse_lazy("reference:communes")),
    )
    address = forms.CharField(label=gettext_lazy("House and street"), max_length=300, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Hotline"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", **SHORT})
    )
    display_name = forms.CharField(label=gettext_lazy("Your full name"), max_length=120)
    username = forms.RegexField(
        r"^[\w.-]+$",
        label=gettext_lazy("User name to sign in with"),
        max_length=60,
        help_text=gettext_lazy("Letters, digits, dots; for example lan.nguyen"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", **SHORT}),
        error_messages={"invalid": gettext_lazy("Use letters, digits, dots, hyphens; no spaces.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=gettext_lazy("At least ten characters. Three or four words together are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"}),
    )
    commune: Commune

    def __init__(self, *args: Any, invitation: SiteInvitation, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": invitation.name, **kwargs.get("initial", {})}
        super().__init__(*args, session=invitation.session, **kwargs)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions in three parts, as the page shows them."""
        return [
            (_("Your centre"), [self[name] for name in ("name", "where", "address", "phone")]),
            (_("You, who answer for it here"), [self[n] for n in ("display_name", "username", "password", "again")]),
            (
                _("Where you receive people"),
                [self[name] for name in ("place_name", "place_address", "computers", "capacity", "contact")],
            ),
        ]

    def clean_where(self) -> str:
        typed: str = self.cleaned_data["where"]
        self.commune = commune_of(typed, picked(self, "where"))
        return typed

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        password_validation.validate_password(typed, User(username=self.data.get("username", "")))
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned

    def centre_data(self) -> NewCentre:
        said = self.cleaned_data
        province, commune = self.commune.province, self.commune
        where = {name: str(said[name]) for name in ("name", "address", "phone")}
        return NewCentre(province=province, commune=commune, **where)

    def first(self) -> FirstColleague:
        return FirstColleague(**{name: self.cleaned_data[name] for name in ("username", "display_name", "password")})


def commune_of(typed: str, chosen: str) -> Commune:
    """What was picked from the list, or the one commune that the words mean. Raises ValidationError."""
    communes = Commune.objects.select_related("province")
    if chosen and (row := communes.filter(pk=chosen).first()):
        return row
    codes = {code for place in understand_place(typed).places for code in place.communes}
    found = list(communes.filter(pk__in=codes).order_by("sort_key")[:9])
    if len(found) == 1:
        return found[0]
    if not found or len(found) > 8:
        raise ValidationError(_("Write the ward or commune and the province, or choose from the list."))
    names = "; ".join(f"{one.label}, {one.province.label}" for one in found)
    raise ValidationError(_("Several communes are meant. Write one of these: %(names)s") % {"names": names})
