"""Form 03a as a person fills it in: what matters to seekers first, the rest behind it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from nhipcau.employers.api import Located, locate, place_words
from nhipcau.employers.models import Employer
from nhipcau.foundation.ui.forms import Combobox, picked
from nhipcau.reference.api import find_occupations, occupation_of_title
from nhipcau.reference.models import Country, GeneralEducation, Occupation, Qualification
from nhipcau.vacancies.models import AgeGround, Complaint, Contract, Experience, LabourOrder, PayKind, Shift, Vacancy
from nhipcau.vacancies.rules import BENEFITS, CONDITIONS, HIRING_WAYS, MUSTS, WELCOMES, VacancyData
from nhipcau.vacancies.rules.data import LISTS, NAMES
from nhipcau.vacancies.rules.pay import amount, typed_amount

SHORT = {"class": "short"}
DAY = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
UNSAID = ("", _("not said"))


def choices(named: Any) -> list[tuple[str, Any]]:
    return [UNSAID, *named]


class FirstThings(forms.Form):
    """Pay, place, shift, bus, dormitory, start, headcount."""

    title = forms.CharField(label=_("Job title"), max_length=200)
    headcount = forms.IntegerField(label=_("People needed"), min_value=1, widget=forms.NumberInput(attrs=SHORT))
    pay_kind = forms.ChoiceField(label=_("Pay is"), choices=PayKind.choices, initial=PayKind.MONTH)
    pay_from = forms.CharField(
        label=_("Pay from"),
        required=False,
        max_length=20,
        help_text=_("By the month in million: 9 or 9,5. By the day or hour in đồng: 300000."),
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "decimal"}),
    )
    pay_to = forms.CharField(
        label=_("Pay up to"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "decimal"}),
    )
    place = forms.CharField(
        label=_("Where the work is"),
        max_length=200,
        help_text=_("Ward or commune and province, or the industrial park. Old names are understood."),
        widget=Combobox(url=reverse_lazy("reference:places")),
    )
    workplace = forms.CharField(label=_("Street, plot or gate"), max_length=300, required=False)
    shift = forms.ChoiceField(label=_("Shift"), choices=choices(Shift.choices), required=False)
    has_bus = forms.BooleanField(label=_("There is a shuttle bus"), required=False)
    has_dormitory = forms.BooleanField(label=_("There is a dormitory"), required=False)
    has_meals = forms.BooleanField(label=_("Meals are given"), required=False)
    starts_on = forms.DateField(label=_("Work starts on"), required=False, widget=DAY)
    closes_on = forms.DateField(label=_("Last day to apply"), required=False, widget=DAY)


class TheRest(forms.Form):
    """The rest of form 03a."""

    country = forms.ChoiceField(
        label=_("Country"),
        choices=[("", _("Việt Nam")), *Country.choices],
        required=False,
        help_text=_("For work abroad choose the country; a ward or commune is not needed then."),
    )
    abroad_papers = forms.CharField(
        label=_("Licence and approval, for work abroad"),
        max_length=120,
        required=False,
        help_text=_("Number of the licence to send workers abroad, and of the approval of this order."),
    )
    occupation = forms.CharField(
        label=_("Occupation"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty and it is read from the title."),
        widget=Combobox(url=reverse_lazy("reference:occupations")),
    )
    description = forms.CharField(
        label=_("The work"), required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 4})
    )
    requirements = forms.CharField(
        label=_("What is asked for"),
        required=False,
        max_length=6000,
        help_text=_("The law forbids asking for a sex, an origin, a family state. Say what the work demands."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    education = forms.ChoiceField(
        label=_("School education"), choices=choices(GeneralEducation.choices), required=False
    )
    qualification = forms.ChoiceField(
        label=_("Vocational training"), choices=choices(Qualification.choices), required=False
    )
    experience = forms.ChoiceField(label=_("Experience"), choices=choices(Experience.choices), required=False)
    contract = forms.ChoiceField(label=_("Contract"), choices=choices(Contract.choices), required=False)
    age_from = forms.IntegerField(label=_("Age from"), required=False, widget=forms.NumberInput(attrs=SHORT))
    age_to = forms.IntegerField(label=_("Age up to"), required=False, widget=forms.NumberInput(attrs=SHORT))
    age_reason = forms.CharField(
        label=_("Why the age matters"),
        max_length=200,
        required=False,
        help_text=_("An age limit turns people away. The law allows it only where the work demands it."),
    )
    age_ground = forms.ChoiceField(
        label=_("The law that sets this age, if one does"),
        choices=choices(AgeGround.choices),
        required=False,
        help_text=_("Without it the age is shown and nobody is left out because of it."),
    )
    languages = forms.CharField(label=_("Languages"), max_length=120, required=False)
    benefits = forms.MultipleChoiceField(
        label=_("Benefits"), choices=BENEFITS.items(), required=False, widget=forms.CheckboxSelectMultiple
    )
    conditions = forms.MultipleChoiceField(
        label=_("Working conditions"),
        choices=CONDITIONS.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    welcomes = forms.MultipleChoiceField(
        label=_("Especially welcome"),
        choices=WELCOMES.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    musts = forms.MultipleChoiceField(
        label=_("Must have"),
        choices=MUSTS.items(),
        required=False,
        help_text=_("Who does not have it is not suggested. Without a tick it only counts for less."),
        widget=forms.CheckboxSelectMultiple,
    )
    hiring_way = forms.ChoiceField(
        label=_("How people are chosen"), choices=choices(HIRING_WAYS.items()), required=False
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=120, required=False)
    contact_phone = forms.CharField(
        label=_("Contact phone"), max_length=20, required=False, widget=forms.TextInput(attrs=SHORT)
    )


class VacancyForm(TheRest, FirstThings):  # Django reads the fields of the last one first
    """Both parts; `first` and `rest` are shown apart. `employer` is asked only of who enters for several."""

    employer = forms.ModelChoiceField(label=_("Enterprise"), queryset=Employer.objects.none())
    order = forms.ModelChoiceField(
        label=_("Belongs to the order"), queryset=LabourOrder.objects.none(), required=False, empty_label="–"
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    located: Located

    def __init__(
        self,
        *args: Any,
        employers: QuerySet[Employer] | None = None,
        orders: QuerySet[LabourOrder] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.abroad = bool((self.data if self.is_bound else self.initial).get("country"))
        self.fields["place"].required, self.fields["abroad_papers"].required = not self.abroad, self.abroad
        if employers is None:
            del self.fields["employer"]
        else:
            self.field("employer").queryset = employers
        if orders is None or not orders.exists():
            del self.fields["order"]
        else:
            self.field("order").queryset = orders
            self.field("order").label_from_instance = lambda order: f"{order.title} ({order.headcount})"
        self.order_fields(["employer"])

    def field(self, name: str) -> Any:
        return self.fields[name]

    @classmethod
    def of(cls, vacancy: Vacancy) -> dict[str, Any]:
        """The initial values of an opening that stands already."""
        said = {name: getattr(vacancy, name) for name in NAMES}
        pay = {name: typed_amount(said[name], vacancy.pay_kind) for name in ("pay_from", "pay_to")}
        trade = str(vacancy.occupation) if vacancy.occupation else ""
        more = {"place": place_words(vacancy), "occupation": trade, "edition": vacancy.edition}
        return said | pay | more

    @classmethod
    def place_and_contact(cls, employer: Employer) -> dict[str, Any]:
        """What a new opening of an enterprise begins with."""
        contact = {"contact_name": employer.contact_name, "contact_phone": employer.contact_phone}
        return contact | {"place": place_words(employer)}

    @property
    def first(self) -> list[forms.BoundField]:
        names = [*FirstThings.base_fields]
        return [self[name] for name in ("employer", *names, "order") if name in self.fields]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in TheRest.base_fields]

    @property
    def rest_is_open(self) -> bool:
        return any(field.errors for field in self.rest)

    def clean_place(self) -> str:
        typed: str = self.cleaned_data["place"]
        if self.abroad:
            self.located = Located()
            return typed
        self.located = locate(typed, picked=picked(self, "place"))
        if self.located.doubt:
            raise forms.ValidationError(self.located.doubt)
        return typed

    def clean_occupation(self) -> Occupation | None:
        typed = self.cleaned_data["occupation"]
        if not typed:
            return occupation_of_title(self.cleaned_data.get("title", ""))
        row = Occupation.objects.filter(pk=picked(self, "occupation")).first()
        row = row or next(iter(find_occupations(typed, limit=1)), None)
        if row is None:
            raise forms.ValidationError(_("Choose an occupation from the suggestions, or leave it empty."))
        return row

    def clean_pay_from(self) -> int | None:
        return self._pay("pay_from")

    def clean_pay_to(self) -> int | None:
        return self._pay("pay_to")

    def _pay(self, name: str) -> int | None:
        typed = self.cleaned_data[name]
        if not typed or self.cleaned_data.get("pay_kind") == PayKind.AGREED:
            return None
        read = amount(typed, self.cleaned_data.get("pay_kind", PayKind.MONTH))
        if read is None:
            raise forms.ValidationError(_("Write a number: 9 for nine million, or 9000000."))
        return read

    @property
    def data_said(self) -> VacancyData:
        """Call it after is_valid()."""
        said = {name: self.cleaned_data[name] for name in NAMES if name in self.cleaned_data}
        lists = {name: tuple(said[name]) for name in LISTS}
        where = self.located
        return VacancyData(**said | lists, province=where.province, commune=where.commune, park=where.park)


class ReturnForm(forms.Form):
    note = forms.CharField(label=_("What must be mended"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ComplaintForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is wrong with it"), choices=Complaint.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What happened"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact = forms.CharField(label=_("Phone or e-mail, if you want an answer"), required=False, max_length=120)
