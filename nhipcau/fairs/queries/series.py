"""Series, and what the coming weeks of one look like."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhipcau.accounts.api import Visitor
from nhipcau.centres.api import centres_where
from nhipcau.fairs import recurrence
from nhipcau.fairs.models import FairSeries
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
