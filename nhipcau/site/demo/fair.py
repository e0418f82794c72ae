"""The demo's session: planned, announced, filled with enterprises and openings through the use cases of its people."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from nhipcau.accounts.api import User
from nhipcau.centres.api import Centre
from nhipcau.employers.models import Employer
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, Participation, SessionSite
from nhipcau.reference.api import occupation_of_title
from nhipcau.site.demo import abroad, openings, orders
from nhipcau.site.demo.cast import Cast, sector_of
from nhipcau.site.demo.size import Size
from nhipcau.vacancies import api as vacancies
from nhipcau.vacancies.models import LabourOrder, Vacancy

LINES: Final = (1, 2, 2, 3, 3, 4)
HALL_PLACES, SITE_PLACES = 420, 150


def hold(chance: Random, cast: Cast, size: Size, *, starts: datetime) -> FairSession:
    """Everything up to the morning itself: the session is ready and about to open, and Thursdays follow."""
    asked = starts - timedelta(days=14)
    session = fairs.create_session(
        centre=cast.host,
        data=fairs.SessionData(
            title="Phiên giao dịch việc làm kết nối 9 tỉnh", kind="periodic", mode="hybrid", scope="linked",
            starts=starts, ends=starts + timedelta(hours=size.hours),
        ),
        by=cast.operator, now=asked,
    )  # fmt: skip
    FairSession.objects.filter(pk=session.pk).update(is_demo=True)
    sites = _sites(session, cast, now=asked)
    _thursdays(cast, starts=starts, now=asked)
    for step in (fairs.announce, fairs.open_registration):
        session = step(session=session, by=cast.operator, now=asked + timedelta(hours=1))
    kinds = {
        employer.pk: openings.lines_of(chance, sector_of(employer), chance.choice(LINES))
        for employer in [*cast.local, *cast.linked]
    }
    lines = [(employer, kind) for employer in [*cast.local, *cast.linked] for kind in kinds[employer.pk]]
    counts = openings.headcounts(chance, [kind for _, kind in lines], size.openings - size.order)
    brought: dict[int, list[tuple[Vacancy, int]]] = {}
    for (employer, kind), count in zip(lines, counts, strict=True):
        vacancy = _opening(chance, cast, employer, kind, count, starts=starts)
        brought.setdefault(employer.pk, []).append((vacancy, count))
    ordered = _order(chance, cast, size.order, starts=starts)
    brought[ordered.employer_id].append((ordered, size.order))
    orders.place_others(cast, starts=starts)
    abroad.place(cast, starts=starts)
    for number, employer in enumerate([*cast.local, *cast.linked]):
        _takes_part(cast, session, employer, brought[employer.pk], sites, number, now=asked + timedelta(days=3))
    return fairs.get_ready(session=session, by=cast.operator, now=starts - timedelta(hours=16))


def _thursdays(cast: Cast, *, starts: datetime, now: datetime) -> None:
    """The weekly series of the hall, from the next Thursday on; the first one already takes people."""
    first = starts + timedelta(days=(3 - starts.weekday()) % 7 or 7)
    series = fairs.plan_series(
        data=fairs.SeriesData(
            title="Phiên giao dịch việc làm thứ Năm", kind="periodic", mode="hybrid", scope="province",
            rrule="FREQ=WEEKLY;BYDAY=TH", first_on=first.date(), starts_at=time(7, 30), ends_at=time(11, 30),
            place=cast.host.places.get(), kept_days=(first.date(),),
        ),
        centre=cast.host, by=cast.operator, now=now,
    )  # fmt: skip
    fairs.materialise(series=series, until=first.date() + timedelta(days=28), by=cast.operator, now=now)
    coming = series.sessions.order_by("starts").first()
    assert coming is not None  # noqa: S101
    if not coming.sites.exists():
        fairs.add_site(
            session=coming, centre=cast.host, place=cast.host.places.get(), role=SessionSite.Role.HOST,
            capacity=HALL_PLACES, by=cast.operator, now=now,
        )  # fmt: skip
    for step in (fairs.announce, fairs.open_registration):
        coming = step(session=coming, by=cast.operator, now=now)


def _sites(session: FairSession, cast: Cast, *, now: datetime) -> dict[int, SessionSite]:
    """The host's hall, a meeting point at each linked centre, and online from anywhere (under the host)."""
    sites = {site.centre_id: site for site in session.sites.all() if site.place_id}
    if cast.host.pk not in sites:
        sites[cast.host.pk] = fairs.add_site(
            session=session, centre=cast.host, place=cast.host.places.get(), role=SessionSite.Role.HOST,
            capacity=HALL_PLACES, by=cast.operator, now=now,
        )  # fmt: skip
    for centre in cast.centres:
        if centre.pk not in sites:
            sites[centre.pk] = _joined(session, centre, cast, now=now)
    if not session.sites.filter(role=SessionSite.Role.ONLINE).exists():
        fairs.add_site(
            session=session,
            centre=cast.host,
            place=None,
            role=SessionSite.Role.ONLINE,
            capacity=None,
            by=cast.operator,
            now=now,
        )
    return sites


def _joined(session: FairSession, centre: Centre, cast: Cast, *, now: datetime) -> SessionSite:
    """The host invites, the linked centre's own operator accepts."""
    invitation, _secret = fairs.invite_centre(session=session, centre=centre, by=cast.operator, now=now)
    keeper = User.objects.get(username=f"dieu-hanh-{centre.code}")
    seat = fairs.Seat(place=centre.places.get(), capacity=SITE_PLACES)
    return fairs.accept_invitation(invitation=invitation, centre=centre, seat=seat, by=keeper, now=now)


def _opening(
    chance: Random,
    cast: Cast,
    employer: Employer,
    kind: openings.Kind,
    count: int,
    *,
    starts: datetime,
    order: LabourOrder | None = None,
) -> Vacancy:
    """Written by the enterprise, read and put on the board by its centre."""
    data = vacancies.VacancyData(
        **openings.first_things(chance, kind, far=employer.centre_id != cast.host.pk),
        occupation=occupation_of_title(kind.title),
        headcount=count,
        order=order,
        province=employer.province,
        commune=employer.commune,
        park=employer.park,
        workplace=employer.address,
        starts_on=(starts + timedelta(days=chance.choice((4, 7, 11, 18)))).date(),
        closes_on=(starts + timedelta(days=chance.choice((14, 30, 39)))).date(),
        benefits=("insurance", *chance.sample(("bonus", "housing", "fuel", "seniority"), k=2)),
        contact_name=employer.contact_name,
        contact_phone=employer.contact_phone,
    )
    asked = starts - timedelta(days=chance.randint(3, 20), minutes=chance.randint(0, 400))
    recruiter = cast.recruiters[employer.pk]
    vacancy = vacancies.submit_vacancy(employer=employer, data=data, by=recruiter, now=asked)
    vacancy = vacancies.publish_vacancy(
        vacancy=vacancy, by=orders.keeper_of(employer.centre), now=asked + timedelta(minutes=chance.randint(20, 600))
    )
    Vacancy.objects.filter(pk=vacancy.pk).update(is_demo=True)
    return vacancy


def _order(chance: Random, cast: Cast, heads: int, *, starts: datetime) -> Vacancy:
    """One enterprise asked the centre for 550 people before the year's end, from inside and outside the province."""
    employer = cast.local[0]
    order = orders.place(cast, heads, starts=starts)
    kind = openings.SECTORS[sector_of(employer)][0]
    return _opening(chance, cast, employer, kind, heads, starts=starts, order=order)


def _takes_part(
    cast: Cast,
    session: FairSession,
    employer: Employer,
    brought: list[tuple[Vacancy, int]],
    sites: dict[int, SessionSite],
    number: int,
    *,
    now: datetime,
) -> Participation:
    """Local enterprises have a table in the hall and a room; the others interview online."""
    here = employer.centre_id == cast.host.pk
    participation = fairs.apply(
        session=session,
        employer=employer,
        vacancies=brought,
        site=sites[cast.host.pk] if here else None,
        online=True,
        interviewers=4 if number == 0 else (2 if here else 1),
        by=cast.recruiters[employer.pk],
        now=now,
    )
    approved = fairs.approve_participation(participation=participation, by=cast.operator, now=now + timedelta(hours=5))
    return fairs.set_up(participation=approved, by=cast.recruiters[employer.pk], now=now + timedelta(days=2))
