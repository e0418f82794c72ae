"""What people fill in: a gathering, an invitation, a paper, a result."""

import datetime as days
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from nhipcau.foundation.ui.forms import DayField
from nhipcau.gatherings.models import Gathering, Kind, PaperKind, PaperState
from nhipcau.gatherings.models.papers import SENSITIVE
from nhipcau.gatherings.rules.invites import LONGEST_NAME, ROLES
from nhipcau.gatherings.rules.planning import LONGEST, SHORTEST, USUAL, GatheringData
from nhipcau.gatherings.rules.times import ZONES
from nhipcau.interviews.api import NEEDS_DAY, NEEDS_REASON
from nhipcau.interviews.models import Reason, Stage
from nhipcau.vacancies.models import Vacancy

NEXT_DAYS = 2  # the day proposed for a direct interview
CODE = {"inputmode": "numeric", "autocomplete": "off", "class": "input code-input", "maxlength": "12"}


class GatheringForm(forms.Form):
    """`openings`: those it may be about. The kind is chosen once."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind, widget=forms.RadioSelect, initial=Kind.TALK)
    title = forms.CharField(label=_("Title"), max_length=150)
    about = forms.CharField(
        label=_("What it is about"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    vacancy = forms.ModelChoiceField(
        label=_("Opening"),
        help_text=_("For work abroad it must name the licence and the approval of the order."),
        queryset=Vacancy.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    day = DayField(label=_("On which day"))
    time = forms.TimeField(
        label=_("Begins at, Vietnam time"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=SHORTEST, max_value=LONGEST, initial=60)
    capacity = forms.IntegerField(
        label=_("How many places"),
        help_text=_("Who listens to a talk: up to 500. Candidates of a group interview: up to 8."),
        min_value=1,
        required=False,
    )
    partner_zone = forms.ChoiceField(label=_("Somebody takes part from abroad"), required=False)
    partner_language = forms.CharField(label=_("Language of the partner"), max_length=40, required=False)
    papers = forms.MultipleChoiceField(
        label=_("Papers that candidates bring"),
        help_text=_("Of a group interview only. Nothing ticked: what is usual for work abroad."),
        choices=PaperKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, openings: Sequence[Vacancy], kept: Gathering | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["vacancy"].queryset = Vacancy.objects.filter(pk__in=[one.pk for one in openings]).select_related(
            "employer"
        )
        fields["vacancy"].label_from_instance = named
        zones = [(zone, f"{place.label} ({zone})") for zone, place in ZONES.items()]
        fields["partner_zone"].choices = [("", _("Nobody")), *zones]
        self.kept = kept
        if kept is not None:
            del fields["kind"]
            if kept.kind == Kind.TALK:
                del fields["papers"]

    def said(self) -> GatheringData:
        known = self.cleaned_data
        kind = self.kept.kind if self.kept else known["kind"]
        here = ZoneInfo(settings.TIME_ZONE)
        return GatheringData(
            kind=kind,
            title=known["title"],
            about=known["about"],
            vacancy=known["vacancy"],
            starts_at=days.datetime.combine(known["day"], known["time"], tzinfo=here),
            minutes=known["minutes"],
            capacity=known["capacity"] or USUAL[Kind(kind)],
            partner_zone=known["partner_zone"],
            partner_language=known["partner_language"],
            papers=tuple(known.get("papers", ())) or None if kind == Kind.GROUP else None,
        )


def named(vacancy: Vacancy) -> str:
    return f"{vacancy.title} · {vacancy.employer.name}"


def as_planned(gathering: Gathering) -> dict[str, Any]:
    """What stands in the form when it is changed."""
    kept = ("title", "about", "vacancy", "minutes", "capacity", "partner_zone", "partner_language", "papers")
    begins = localtime(gathering.starts_at)
    return {name: getattr(gathering, name) for name in kept} | {"day": begins.date(), "time": begins.time()}


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name, as the others read it"), max_length=LONGEST_NAME)
    role = forms.ChoiceField(
        label=_("What they do"), choices=[(role.value, role.label) for role in ROLES], widget=forms.RadioSelect
    )


class EnterForm(forms.Form):
    k = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    code = forms.CharField(
        label=_("The six digits"),
        help_text=_("Whoever invited you tells them to you."),
        max_length=12,
        widget=forms.TextInput(attrs=CODE),
    )


class PaperForm(forms.Form):
    """One paper. Of health and of a criminal record nothing but the state is asked."""

    state = forms.ChoiceField(label=_("State"), choices=PaperState)
    valid_until = DayField(label=_("Valid until"), required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": kind, **kwargs})
        if kind in SENSITIVE:
            del self.fields["note"]

    def said(self) -> dict[str, Any]:
        known = self.cleaned_data
        return {"state": known["state"], "valid_until": known["valid_until"], "note": known.get("note", "")}


class ResultForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why?"), choices=Reason, widget=forms.RadioSelect)
    day = DayField(label=_("Which day?"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, stage: Stage, today: days.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stage not in NEEDS_REASON:
            del self.fields["reason"]
        if stage not in NEEDS_DAY:
            del self.fields["day"]
        else:
            self.fields["day"].initial = today + days.timedelta(days=NEXT_DAYS)

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}
