"""What an enterprise is asked, and what a recruiter needs to sign in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from nhipcau.centres.models import Centre
from nhipcau.employers import rules
from nhipcau.employers.actions import AccountData
from nhipcau.employers.models import Employer, LegalForm
from nhipcau.employers.queries import Located, locate, place_words
from nhipcau.employers.rules import EmployerData
from nhipcau.foundation.ui.forms import Combobox, picked
from nhipcau.reference.api import find_industries
from nhipcau.reference.models import Industry

PASSWORD = {"autocomplete": "new-password"}


class NameAndPlace(forms.Form):
    """The questions that every form about an enterprise begins with."""

    name = forms.CharField(label=_("Name of the enterprise"), max_length=250)
    tax_code = forms.CharField(
        label=_("Tax code"),
        max_length=20,
        help_text=_("10 digits, or 13 for a branch. The centre checks the licence by it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    place = forms.CharField(
        label=_("Where it is"),
        max_length=200,
        help_text=_("Ward or commune and province, or the industrial park. Old names are understood."),
        widget=Combobox(url=reverse_lazy("reference:places")),
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=120)
    contact_phone = forms.CharField(
        label=_("Phone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "class": "short"})
    )
    located: Located

    def clean_tax_code(self) -> str:
        code = rules.plain_tax_code(self.cleaned_data["tax_code"])
        if code and (reasons := rules.reasons_against_tax_code(code)):
            raise forms.ValidationError(reasons)
        return code

    def clean_place(self) -> str:
        typed: str = self.cleaned_data["place"]
        self.located = locate(typed, picked=picked(self, "place"))
        if self.located.doubt:
            raise forms.ValidationError(self.located.doubt)
        return typed

    def data_from(self, **more: Any) -> EmployerData:
        """Call it after is_valid()."""
        where = self.located
        said = {name: self.cleaned_data[name] for name in ("name", "tax_code", "contact_name", "contact_phone")}
        return EmployerData(province=where.province, commune=where.commune, park=where.park, **said, **more)


class EmployerForm(NameAndPlace):
    """Form 02: the whole file."""

    legal_form = forms.ChoiceField(label=_("Legal form"), choices=LegalForm.choices)
    industry = forms.CharField(
        label=_("Main line of business"),
        max_length=300,
        required=False,
        widget=Combobox(url=reverse_lazy("reference:industries")),
    )
    address = forms.CharField(label=_("Street and number, or plot"), max_length=300, required=False)
    workers = forms.IntegerField(
        label=_("People employed"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    about = forms.CharField(
        label=_("About the enterprise"),
        required=False,
        max_length=4000,
        help_text=_("A few plain sentences that people who look for work will read."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = ("name", "tax_code", "legal_form", "industry", "place", "address", "workers")

    @classmethod
    def of(cls, employer: Employer) -> dict[str, Any]:
        """The initial values of a file that stands already."""
        kept = ("name", "legal_form", "address", "workers", "contact_name", "contact_phone", "contact_email", "about")
        said = {name: getattr(employer, name) for name in kept}
        industry = str(employer.industry) if employer.industry else ""
        return said | {"tax_code": employer.tax_code or "", "industry": industry, "place": place_words(employer)}

    def clean_industry(self) -> Industry | None:
        typed = self.cleaned_data["industry"]
        if not typed:
            return None
        row = Industry.objects.filter(pk=picked(self, "industry")).first()
        row = row or next(iter(find_industries(typed, limit=1)), None)
        if row is None:
            raise forms.ValidationError(_("Choose a line of business from the suggestions, or leave it empty."))
        return row

    @property
    def data_said(self) -> EmployerData:
        more = ("legal_form", "industry", "address", "workers", "contact_email", "about")
        return self.data_from(**{name: self.cleaned_data[name] for name in more})


class AccountForm(forms.Form):
    """How a recruiter will sign in."""

    display_name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("E-mail you sign in with"), max_length=150)
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. At the first sign-in you also set up a code on your phone."),
        widget=forms.PasswordInput(attrs=PASSWORD),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    @property
    def account(self) -> AccountData:
        said = self.cleaned_data
        return AccountData(email=said["email"], password=said["password"], display_name=said["display_name"])


class ColleagueForm(AccountForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].label = _("Name of the colleague")
        self.fields["email"].label = _("E-mail they sign in with")
        self.fields["password"].label = _("First password, which you tell them")


class SignUpForm(NameAndPlace, AccountForm):
    """The shortest way in: the rest of the file can be filled in later."""

    centre = forms.ModelChoiceField(
        label=_("Employment service centre"),
        queryset=Centre.objects.order_by("name", "pk"),
        help_text=_("The centre of your province. It checks your file, usually within a working day."),
        empty_label=None,
    )
    field_order = ("name", "tax_code", "place", "centre", "contact_name", "contact_phone", "email", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["display_name"]
        self.fields["contact_name"].label = _("Your name")
        self.fields["contact_phone"].label = _("Your phone")

    @property
    def account(self) -> AccountData:
        said = self.cleaned_data
        return AccountData(email=said["email"], password=said["password"], display_name=said["contact_name"])

    @property
    def data_said(self) -> EmployerData:
        return self.data_from(contact_email=self.cleaned_data["email"])


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong, and what the enterprise should do"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
