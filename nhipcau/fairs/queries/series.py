"""Series, and what the coming weeks of one look like."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs import recurrence
from nhipcau.fairs.models import FairSeries, FairSession, SessionState
from nhipcau.reference import api as reference


def planned_by(user: Visitor) -> QuerySet[FairSeries]:
    """The series of the centres where this user plans."""
    mine = centres_where(user, "fairs.plan_session")
    return FairSeries.objects.filter(centre_id__in=mine).select_related("centre", "place").order_by("title", "pk")


def holiday_on(day: date) -> str:
    """The name of the holiday, or nothing. The days around Tết count too: people travel home."""
    language = "en" if get_language() == "en" else "vi"
    name = reference.public_holidays(day.year, language=language).get(day, "")
    return name or (_("Tết week") if reference.is_tet_week(day) else "")


def plan_of_series(series: FairSeries, *, since: date, until: date) -> recurrence.Plan:
    """The days of a series: held, skipped, and those a person is asked about."""
    return recurrence.plan_of(
        recurrence.days_of(series.rrule, first=series.first_on, since=since, until=until),
        skipped=series.skipped_days,
        kept=series.kept_days,
        holiday_on=holiday_on,
    )


def days_taken(centre_id: int, *, since: date, series_id: int | None = None) -> set[date]:
    """Days on which the centre has a session already. Untouched drafts of this series wait to be filled."""
    coming = FairSession.objects.filter(centre_id=centre_id, starts__date__gte=since)
    coming = coming.exclude(state=SessionState.CANCELLED)
    if series_id is not None:
        coming = coming.exclude(pk__in=drafts_of(series_id))
    return set(coming.values_list("starts__date", flat=True))


def drafts_of(series_id: int) -> QuerySet[FairSession]:
    """Sessions that the series has made and nobody has filled yet."""
    return FairSession.objects.filter(series_id=series_id, state=SessionState.DRAFT, copied_from=None)
