"""Planning a series: its rule, the holidays a person decides on, and its sessions eight weeks ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre, Place
from nhipcau.fairs import recurrence
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.models import FairSeries, FairSession, Mode, SessionSite
from nhipcau.fairs.queries.series import plan_of_series
from nhipcau.foundation.audit import api as audit


@dataclass(frozen=True, kw_only=True)
class SeriesData:
    title: str
    kind: str
    mode: str
    scope: str
    rrule: str
    first_on: date
    starts_at: time
    ends_at: time
    place: Place | None
    kept_days: Sequence[date] = ()


@transaction.atomic
def plan_series(*, centre: Centre, data: SeriesData, by: User, now: datetime) -> FairSeries:
    """Plan a series and make its sessions of the next eight weeks. Holidays wait for a person's word."""
    require(by, "fairs.plan_session", centre)
    reasons = recurrence.reasons_against_rule(data.rrule)
    if data.ends_at == data.starts_at:
        reasons.append(_("The session must end after it starts."))
    if data.place is not None and data.place.centre_id != centre.pk:
        reasons.append(_("This hall belongs to another centre."))
    if data.place is None and data.mode != Mode.ONLINE:
        reasons.append(_("Choose the hall."))
    refuse(reasons)
    series = FairSeries.objects.create(centre=centre, **{**vars(data), "kept_days": list(data.kept_days)})
    audit.record(by=by, action="series.plan", target=series, at=now)
    materialise(series=series, until=localdate(now) + recurrence.HORIZON, by=by, now=now)
    return series


@transaction.atomic
def skip_day(*, series: FairSeries, day: date, by: User, now: datetime) -> FairSeries:
    """No fair on this day. A session that was already made is cancelled or postponed by itself."""
    return _decide(series, day, held=False, by=by, now=now)


@transaction.atomic
def keep_day(*, series: FairSeries, day: date, by: User, now: datetime) -> FairSeries:
    """Hold the fair though it is a holiday, or hold it after all."""
    return _decide(series, day, held=True, by=by, now=now)


def _decide(series: FairSeries, day: date, *, held: bool, by: User, now: datetime) -> FairSeries:
    require(by, "fairs.plan_session", series)
    series = FairSeries.objects.select_for_update().get(pk=series.pk)
    if not recurrence.days_of(series.rrule, first=series.first_on, since=day, until=day):
        refuse([_("The series has no fair on this day.")])
    if not held and series.sessions.filter(recurrence_day=day).exists():
        refuse([_("The session of this day is already planned: cancel or postpone it instead.")])
    series.kept_days = sorted({*series.kept_days, day} if held else {*series.kept_days} - {day})
    series.skipped_days = sorted({*series.skipped_days} - {day} if held else {*series.skipped_days, day})
    series.save(update_fields=["kept_days", "skipped_days"])
    word = "series.keep_day" if held else "series.skip_day"
    audit.record(by=by, action=word, target=series, at=now, details={"day": day.isoformat()})
    return series


@transaction.atomic
def materialise(*, series: FairSeries, until: date, by: User, now: datetime) -> list[FairSession]:
    """Make the sessions that are still missing up to a day, and give those that were made.

    Repeating it makes nothing twice; a session that was edited or moved stays as it is.
    """
    require(by, "fairs.plan_session", series)
    return _make(series, until, by=by, now=now)


def materialise_all(*, now: datetime) -> int:
    """Every night: the next eight weeks of every series. How many sessions were made."""
    until = localdate(now) + recurrence.HORIZON
    count = 0
    for series in FairSeries.objects.order_by("pk"):
        with transaction.atomic():
            count += len(_make(series, until, by=None, now=now))
    return count


def _make(series: FairSeries, until: date, *, by: User | None, now: datetime) -> list[FairSession]:
    series = FairSeries.objects.select_for_update(of=("self",)).select_related("place").get(pk=series.pk)
    made = set(series.sessions.values_list("recurrence_day", flat=True))
    held = plan_of_series(series, since=localdate(now), until=until).held
    others = _other_sites(series)
    starts = {day: make_aware(datetime.combine(day, series.starts_at)) for day in held if day not in made}
    sessions = [_session_of(series, day, at, others) for day, at in starts.items() if at > now]
    if sessions:
        details = {"made": len(sessions)}
        audit.record(by=by, action="series.materialise", target=series, at=now, details=details)
    return sessions


def _session_of(series: FairSeries, day: date, starts: datetime, others: list[SessionSite]) -> FairSession:
    """A session that ends before it starts ends on the next day."""
    past_midnight = timedelta(days=int(series.ends_at < series.starts_at))
    session = FairSession.objects.create(
        series=series,
        recurrence_day=day,
        centre_id=series.centre_id,
        title=series.title,
        kind=series.kind,
        mode=series.mode,
        scope=series.scope,
        starts=starts,
        ends=make_aware(datetime.combine(day + past_midnight, series.ends_at)),
    )
    SessionSite.objects.bulk_create(_sites_of(series, session, others))
    return session


def _sites_of(series: FairSeries, session: FairSession, others: list[SessionSite]) -> list[SessionSite]:
    own = {"session": session, "centre_id": series.centre_id}
    sites = []
    if series.place is not None:
        role, seats = SessionSite.Role.HOST, series.place.capacity or None
        sites.append(SessionSite(**own, place=series.place, role=role, capacity=seats))
    for site in others:
        again = {name: getattr(site, name) for name in ("centre_id", "place_id", "role", "capacity", "contact")}
        sites.append(SessionSite(session=session, **again))
    if series.mode != Mode.ONSITE:
        sites.append(SessionSite(**own, role=SessionSite.Role.ONLINE))
    return sites


def _other_sites(series: FairSeries) -> list[SessionSite]:
    """The centre's further places in the newest session. Linked centres join each session by their own word."""
    newest = series.sessions.order_by("-starts").first()
    if newest is None:
        return []
    sites = newest.sites.filter(centre_id=series.centre_id).exclude(role=SessionSite.Role.ONLINE).order_by("pk")
    return [site for site in sites if site.place_id != series.place_id]
