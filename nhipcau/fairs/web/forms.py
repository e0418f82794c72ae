"""What staff type when they plan: a series, a session, a site."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.centres.api import Centre, Place
from nhipcau.fairs import recurrence
from nhipcau.fairs.actions.plan import SessionData
from nhipcau.fairs.actions.series import SeriesData
from nhipcau.fairs.models import FairSession, Kind, Mode, Scope, SessionSite
from nhipcau.fairs.rules.inviting import role_at
from nhipcau.foundation.ui.words import DAYS

if TYPE_CHECKING:
    PlaceChoice = forms.ModelChoiceField[Place]
else:
    PlaceChoice = forms.ModelChoiceField


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Hour(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def day_typed(text: str) -> date | None:
    """A day as a browser sends it; nothing when there is no such day."""
    try:
        return parse_date(text)
    except ValueError:
        return None


class Basics(forms.Form):
    """What a series and a session have in common."""

    title = forms.CharField(label=gettext_lazy("title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=Kind.choices)
    mode = forms.ChoiceField(label=gettext_lazy("mode"), choices=Mode.choices, initial=Mode.HYBRID)
    scope = forms.ChoiceField(label=gettext_lazy("scope"), choices=Scope.choices)
    starts_at = forms.TimeField(label=gettext_lazy("from"), widget=Hour, initial="07:30")
    ends_at = forms.TimeField(label=gettext_lazy("to"), widget=Hour, initial="11:30")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The session must end after it starts."))
        return cleaned


class SeriesForm(Basics):
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("on which days of the week"),
        choices=list(enumerate(DAYS)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=[3],
    )
    interval = forms.IntegerField(
        label=gettext_lazy("every how many weeks"), min_value=1, max_value=recurrence.MOST_WEEKS, initial=1
    )
    first_on = forms.DateField(label=gettext_lazy("first day"), widget=Day)
    place = PlaceChoice(
        label=gettext_lazy("hall"),
        queryset=Place.objects.none(),
        required=False,
        help_text=gettext_lazy("Leave it empty for a series that is online only."),
    )
    field_order = (
        "title",
        "kind",
        "mode",
        "scope",
        "weekdays",
        "interval",
        "first_on",
        "starts_at",
        "ends_at",
        "place",
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        halls = Place.objects.filter(centre=centre).select_related("centre").order_by("name")
        self.fields["place"].queryset = halls  # type: ignore[attr-defined]

    def said(self) -> SeriesData:
        cleaned = self.cleaned_data
        names = ("title", "kind", "mode", "scope", "first_on", "starts_at", "ends_at", "place")
        rule = recurrence.weekly(cleaned["weekdays"], interval=cleaned["interval"])
        return SeriesData(rrule=rule, **{name: cleaned[name] for name in names})


class SessionForm(Basics):
    theme = forms.CharField(
        label=gettext_lazy("theme"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For a thematic session: whom it is for."),
    )
    day = forms.DateField(label=gettext_lazy("day"), widget=Day)
    most_wishes = forms.IntegerField(
        label=gettext_lazy("wishes a person may rank"), min_value=1, max_value=20, initial=5
    )
    note = forms.CharField(label=gettext_lazy("what people should know"), max_length=300, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    field_order = (
        "title",
        "theme",
        "kind",
        "mode",
        "scope",
        "day",
        "starts_at",
        "ends_at",
        "most_wishes",
        "note",
    )

    def said(self) -> SessionData:
        cleaned = self.cleaned_data
        names = ("title", "theme", "kind", "mode", "scope", "most_wishes", "note")
        return SessionData(
            starts=make_aware(datetime.combine(cleaned["day"], cleaned["starts_at"])),
            ends=make_aware(datetime.combine(cleaned["day"], cleaned["ends_at"])),
            **{name: cleaned[name] for name in names},
        )


def session_as_typed(session: FairSession) -> dict[str, Any]:
    """What the form shows of a session that is there already."""
    starts, ends = localtime(session.starts), localtime(session.ends)
    names = ("title", "theme", "kind", "mode", "scope", "most_wishes", "note", "edition")
    shown = {name: getattr(session, name) for name in names}
    return shown | {"day": starts.date(), "starts_at": starts.time(), "ends_at": ends.time()}


class SeatsForm(forms.Form):
    """How many may register at a site, and whom to call."""

    capacity = forms.IntegerField(
        label=gettext_lazy("people who can register"),
        min_value=1,
        required=False,
        help_text=gettext_lazy("Leave it empty for no limit."),
    )
    contact = forms.CharField(label=gettext_lazy("contact on the day"), max_length=120, required=False)


class SiteForm(SeatsForm):
    """A hall or a meeting point of the host; without a place it is the online site."""

    place = PlaceChoice(
        label=gettext_lazy("place"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=gettext_lazy("Online, from anywhere"),
    )
    field_order = ("place", "capacity", "contact")

    def __init__(self, *args: Any, session: FairSession, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        place = self.cleaned_data["place"]
        return {
            "place": place,
            "centre": self.session.centre,
            "role": role_at(place.kind, of_host=True) if place else SessionSite.Role.ONLINE,
            "capacity": self.cleaned_data["capacity"],
            "contact": self.cleaned_data["contact"],
        }
