"""What a recruiter fills in: after a talk only what the result needs; to whom a person is handed over."""

import datetime as days
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.interviews.models import Desk, Reason, Stage
from nhipcau.interviews.rules import outcomes

NEXT_DAYS = 2  # the day proposed for a direct interview


class HandOverForm(forms.Form):
    """`desks` are those of colleagues who are free."""

    to = forms.ModelChoiceField(label=_("Table of the colleague"), queryset=Desk.objects.none(), empty_label=None)
    note = forms.CharField(label=_("Note for the colleague"), max_length=300, required=False)

    def __init__(self, *args: Any, desks: QuerySet[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset, to.label_from_instance = desks, name_of


def name_of(desk: Desk) -> str:
    words = _("Table %(number)s") if desk.place_id else _("Online room %(number)s")
    table = words % {"number": desk.number}
    return f"{table} · {desk.interviewer}" if desk.interviewer else table


class OutcomeForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why?"), choices=Reason, widget=forms.RadioSelect)
    date = forms.DateField(label=_("Which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, stage: Stage, today: days.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stage not in outcomes.NEEDS_REASON:
            del self.fields["reason"]
        if stage not in outcomes.NEEDS_DAY:
            del self.fields["date"]
        elif stage == Stage.SECOND_INTERVIEW:
            self.fields["date"].initial = today + days.timedelta(days=NEXT_DAYS)
        else:
            self.fields["date"].initial = today

    def answer(self) -> dict[str, Any]:
        """The arguments of the use case."""
        return {name: self.cleaned_data[name] for name in self.fields}
