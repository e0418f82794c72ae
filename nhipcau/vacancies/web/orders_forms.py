"""An order as a person fills it in, one group of questions a screen, and what is said about it afterwards."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.centres.models import Centre
from nhipcau.employers.models import Employer
from nhipcau.reference.models import Province
from nhipcau.vacancies.models import LabourOrder, OrderState, PayKind, Shift, Vacancy
from nhipcau.vacancies.rules.orders import OrderData
from nhipcau.vacancies.rules.pay import amount, typed_amount
from nhipcau.vacancies.web.forms import DAY, SHORT, choices

OWN, ANY, SOME = "own", "any", "some"
COUNT = {**SHORT, "inputmode": "numeric"}


class Group(forms.Form):
    """One screen of the order. `of` is what its fields show, `put` writes them into what was said already."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    legend: ClassVar[Any]

    @classmethod
    def of(cls, order: LabourOrder) -> dict[str, Any]:
        return {name: getattr(order, name) for name in cls.base_fields}

    def put(self, data: OrderData) -> OrderData:
        said = {name: value for name, value in self.cleaned_data.items() if name != "edition"}
        return replace(data, **said)


class WorkGroup(Group):
    legend = _("What for, how many, by when")
    title = forms.CharField(
        label=_("What the people are needed for"), max_length=200, help_text=_("For example: sewing workers, one line.")
    )
    headcount = forms.IntegerField(label=_("People needed"), min_value=1, widget=forms.NumberInput(attrs=COUNT))
    due_on = forms.DateField(label=_("Needed by"), widget=DAY)


class NewOrderForm(WorkGroup):
    """The first screen of a new order; `employer` is asked only of who orders for several."""

    employer = forms.ModelChoiceField(label=_("Enterprise"), queryset=Employer.objects.none())
    field_order = ("employer", "title", "headcount", "due_on")

    def __init__(self, *args: Any, employers: QuerySet[Employer] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if employers is None:
            del self.fields["employer"]
        else:
            field: Any = self.fields["employer"]
            field.queryset = employers

    def data_for(self, employer: Employer) -> OrderData:
        return OrderData(
            title=self.cleaned_data["title"],
            headcount=self.cleaned_data["headcount"],
            due_on=self.cleaned_data["due_on"],
            contact_name=employer.contact_name,
            contact_phone=employer.contact_phone,
        )


class WhereGroup(Group):
    legend = _("Where the people may come from")
    where = forms.ChoiceField(
        label=_("People may come from"),
        choices=[(ANY, _("any province")), (SOME, _("these provinces")), (OWN, _("this province only"))],
        widget=forms.RadioSelect,
    )
    provinces = forms.ModelMultipleChoiceField(
        label=_("Provinces"),
        queryset=Province.objects.order_by("sort_key"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick some only if it may not be any province."),
    )

    @classmethod
    def of(cls, order: LabourOrder) -> dict[str, Any]:
        chosen = list(order.provinces.all())
        where = SOME if chosen else ANY if order.outside_province else OWN
        return {"where": where, "provinces": chosen, "edition": order.edition}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("where") == SOME and not said.get("provinces"):
            self.add_error("provinces", _("Tick the provinces, or say that it may be any."))
        return said

    def put(self, data: OrderData) -> OrderData:
        where = self.cleaned_data["where"]
        chosen = tuple(self.cleaned_data["provinces"]) if where == SOME else ()
        return replace(data, outside_province=where != OWN, provinces=chosen)


class TermsGroup(Group):
    legend = _("What you offer")
    pay_from = forms.CharField(
        label=_("Pay from"),
        required=False,
        max_length=20,
        help_text=_("By the month in million: 9 or 9,5."),
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "decimal"}),
    )
    pay_to = forms.CharField(
        label=_("Pay up to"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "decimal"}),
    )
    shift = forms.ChoiceField(label=_("Shift"), choices=choices(Shift.choices), required=False)
    has_bus = forms.BooleanField(label=_("There is a shuttle bus"), required=False)
    has_dormitory = forms.BooleanField(label=_("There is a dormitory"), required=False)
    conditions = forms.CharField(
        label=_("What else matters"),
        max_length=500,
        required=False,
        help_text=_("Experience, health, papers, the first day of work."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, order: LabourOrder) -> dict[str, Any]:
        pay = {name: typed_amount(getattr(order, name), PayKind.MONTH) for name in ("pay_from", "pay_to")}
        return super().of(order) | pay

    def clean_pay_from(self) -> int | None:
        return self._pay("pay_from")

    def clean_pay_to(self) -> int | None:
        return self._pay("pay_to")

    def _pay(self, name: str) -> int | None:
        typed = self.cleaned_data[name]
        if not typed:
            return None
        said = amount(typed, PayKind.MONTH)
        if said is None:
            raise forms.ValidationError(_("We cannot read this amount. Write for example 9 or 9,5."))
        return said


class ContactGroup(Group):
    legend = _("Who the centre calls")
    contact_name = forms.CharField(label=_("Contact person"), max_length=120)
    contact_phone = forms.CharField(
        label=_("Contact phone"), max_length=20, widget=forms.TextInput(attrs={**SHORT, "inputmode": "tel"})
    )


GROUPS: dict[str, type[Group]] = {
    "viec": WorkGroup,
    "noi-o": WhereGroup,
    "dieu-kien": TermsGroup,
    "lien-he": ContactGroup,
}


class ReturnForm(forms.Form):
    note = forms.CharField(label=_("What must be mended"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ChangeForm(forms.Form):
    headcount = forms.IntegerField(label=_("People needed"), min_value=1, widget=forms.NumberInput(attrs=COUNT))
    due_on = forms.DateField(label=_("Needed by"), widget=DAY)
    reason = forms.CharField(label=_("Why"), max_length=300)


class CloseForm(forms.Form):
    how = forms.ChoiceField(label=_("What became of the order"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("What there is to say"), max_length=500, required=False)

    def __init__(self, *args: Any, by_centre: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = (OrderState.FULFILLED, OrderState.ENDED, OrderState.WITHDRAWN) if by_centre else (OrderState.WITHDRAWN,)
        field: Any = self.fields["how"]
        field.choices = [(way.value, way.label) for way in ways]
        if not by_centre:
            field.initial = OrderState.WITHDRAWN


class UnderForm(forms.Form):
    vacancy = forms.ModelChoiceField(label=_("Opening"), queryset=Vacancy.objects.none())

    def __init__(self, *args: Any, openings: QuerySet[Vacancy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["vacancy"]
        field.queryset = openings
        field.label_from_instance = lambda row: f"{row.title} ({row.headcount})"


class AskForm(forms.Form):
    centre = forms.ModelChoiceField(label=_("Centre"), queryset=Centre.objects.none())
    people = forms.IntegerField(label=_("People asked for"), min_value=1, widget=forms.NumberInput(attrs=COUNT))
    words = forms.CharField(label=_("A word to them"), max_length=300, required=False)

    def __init__(self, *args: Any, centres: QuerySet[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["centre"]
        field.queryset = centres
        field.label_from_instance = lambda row: row.name


class AnswerAskForm(forms.Form):
    can_send = forms.IntegerField(
        label=_("People you can send"),
        min_value=0,
        help_text=_("0 if you cannot send anybody."),
        widget=forms.NumberInput(attrs=COUNT),
    )
    by_day = forms.DateField(label=_("By which day"), required=False, widget=DAY)
    words = forms.CharField(label=_("A word to them"), max_length=300, required=False)
