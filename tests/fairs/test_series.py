from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.centres.models import Centre, Role
from nhipcau.fairs import recurrence
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.actions.series import SeriesData, keep_day, materialise, materialise_all, plan_series, skip_day
from nhipcau.fairs.models import FairSeries, FairSession, SessionSite
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import FairSeriesFactory, SessionSiteFactory

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = timedelta(days=1)
UNTIL = TODAY + recurrence.HORIZON
LIBERATION = date(2026, 4, 30)  # a Thursday


def data(centre: Centre, **changes: Any) -> SeriesData:
    said: dict[str, Any] = {
        "title": "Phiên thứ Năm",
        "kind": "periodic",
        "mode": "hybrid",
        "scope": "linked",
        "rrule": "FREQ=WEEKLY;BYDAY=TH",
        "first_on": date(2026, 3, 12),
        "starts_at": time(7, 30),
        "ends_at": time(11, 30),
        "place": PlaceFactory(centre=centre, capacity=200),
    }
    return SeriesData(**(said | changes))


def test_a_planned_series_has_its_sessions_eight_weeks_ahead_with_hall_and_online_site() -> None:
    centre = CentreFactory()
    operator = staff(Role.OPERATOR, centre)

    series = plan_series(centre=centre, data=data(centre), by=operator, now=NOON)

    days = [day.date() for day in series.sessions.order_by("starts").values_list("starts", flat=True)]
    assert days == [date(2026, 3, 12) + timedelta(weeks=n) for n in range(7)]  # 30 April is asked about
    first = series.sessions.get(recurrence_day=date(2026, 3, 12))
    assert list(first.sites.order_by("pk").values_list("role", "capacity")) == [
        ("host", 200),
        ("online", None),
    ]


def test_making_the_sessions_again_makes_nothing_twice_and_leaves_edited_ones_alone() -> None:
    series = FairSeriesFactory()
    operator = staff(Role.OPERATOR, series.centre)
    made = materialise(series=series, until=UNTIL, by=operator, now=NOON)
    FairSession.objects.filter(pk=made[0].pk).update(
        title="Phiên dời ngày", starts=made[0].starts + DAY, ends=made[0].ends + DAY
    )

    again = materialise(series=series, until=UNTIL, by=operator, now=NOON)

    assert again == []
    assert series.sessions.count() == len(made)
    made[0].refresh_from_db()
    assert made[0].title == "Phiên dời ngày"


def test_a_holiday_gets_a_session_only_when_somebody_says_so() -> None:
    series = FairSeriesFactory()
    operator = staff(Role.OPERATOR, series.centre)
    materialise(series=series, until=UNTIL, by=operator, now=NOON)
    assert not series.sessions.filter(recurrence_day=LIBERATION).exists()

    keep_day(series=series, day=LIBERATION, by=operator, now=NOON)
    [made] = materialise(series=series, until=UNTIL, by=operator, now=NOON)

    assert made.recurrence_day == LIBERATION


def test_a_skipped_day_stays_free_until_it_is_kept_after_all() -> None:
    series = FairSeriesFactory()
    operator = staff(Role.OPERATOR, series.centre)
    day = date(2026, 3, 19)

    series = skip_day(series=series, day=day, by=operator, now=NOON)
    materialise(series=series, until=UNTIL, by=operator, now=NOON)

    assert series.skipped_days == [day]
    assert not series.sessions.filter(recurrence_day=day).exists()
    series = keep_day(series=series, day=day, by=operator, now=NOON)
    assert (series.skipped_days, series.kept_days) == ([], [day])


def test_a_day_with_a_session_is_not_skipped_silently() -> None:
    series = FairSeriesFactory()
    operator = staff(Role.OPERATOR, series.centre)
    materialise(series=series, until=UNTIL, by=operator, now=NOON)

    with pytest.raises(Refused):
        skip_day(series=series, day=date(2026, 3, 12), by=operator, now=NOON)

    series.refresh_from_db()
    assert series.skipped_days == []


def test_own_places_come_again_and_linked_centres_only_by_their_own_word() -> None:
    series = FairSeriesFactory()
    operator = staff(Role.OPERATOR, series.centre)
    [first] = materialise(series=series, until=date(2026, 3, 12), by=operator, now=NOON)
    role = SessionSite.Role.MEETING_POINT
    SessionSiteFactory(session=first, centre=CentreFactory(), role=role)
    own = SessionSiteFactory(session=first, centre=series.centre, role=role)

    [second] = materialise(series=series, until=date(2026, 3, 19), by=operator, now=NOON)

    assert second.sites.filter(role="meeting_point").values_list("place_id", "capacity").get() == (
        own.place_id,
        100,
    )


def test_a_series_that_makes_no_sense_is_refused_with_every_reason() -> None:
    centre = CentreFactory()
    wrong = data(centre, rrule="sometimes", ends_at=time(7, 30), place=PlaceFactory())

    with pytest.raises(Refused) as refusal:
        plan_series(centre=centre, data=wrong, by=staff(Role.OPERATOR, centre), now=NOON)

    assert len(refusal.value.reasons) == 3
    assert not FairSeries.objects.exists()


def test_another_centres_operator_plans_nothing_here() -> None:
    series = FairSeriesFactory()
    stranger = staff(Role.OPERATOR)

    with pytest.raises(PermissionDenied):
        materialise(series=series, until=UNTIL, by=stranger, now=NOON)
    with pytest.raises(PermissionDenied):
        skip_day(series=series, day=date(2026, 3, 19), by=stranger, now=NOON)

    assert not FairSession.objects.exists()


def test_every_night_every_series_reaches_eight_weeks_ahead() -> None:
    series = FairSeriesFactory.create_batch(2)

    made = materialise_all(now=NOON)

    assert made == sum(one.sessions.count() for one in series) == 14
    assert materialise_all(now=NOON) == 0
    assert materialise_all(now=NOON + timedelta(weeks=1)) == 2


def test_a_session_that_ends_after_midnight_ends_on_the_next_day() -> None:
    series = FairSeriesFactory(starts_at=time(21), ends_at=time(1))

    materialise(series=series, until=date(2026, 3, 12), by=staff(Role.OPERATOR, series.centre), now=NOON)

    session = series.sessions.get()
    assert session.ends - session.starts == timedelta(hours=4)
