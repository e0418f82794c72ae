"""A small fair to share out: a hall, enterprises with tables, people with wishes. Thursday 7:30 to 11:30."""

from datetime import datetime, time, timedelta
from typing import Any

from nhipcau.accounts.models import User
from nhipcau.centres.models import Role
from nhipcau.fairs.actions.sending_times import propose_times, send_timetable
from nhipcau.fairs.actions.telling_times import tell_waiting
from nhipcau.fairs.actions.timetabling import Wanted, ask_timetable, make_timetable
from nhipcau.fairs.models import (
    Appointment,
    ParticipationState,
    Registration,
    SessionSite,
    SessionState,
    SessionVacancy,
    Timetable,
)
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.foundation.crypto.codes import new_code
from nhipcau.interviews.models import Channel, Desk
from tests.centres.factories import CentreFactory, PlaceFactory, staff
from tests.conftest import NOON
from tests.fairs.factories import (
    HANOI,
    THURSDAY,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.interviews.factories import DeskFactory
from tests.seekers.factories import SeekerFactory


def oclock(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(THURSDAY, time(hour, minute), HANOI)


def hall(**session: Any) -> SessionSite:
    site: SessionSite = SessionSiteFactory(session=FairSessionFactory(**session))
    return site


def table(site: SessionSite, *, desks: int = 1, online: bool = False) -> SessionVacancy:
    """An enterprise with so many tables in the hall, or rooms online, and one opening."""
    part = {"site": None, "online": True} if online else {"site": site}
    if site.session.state == SessionState.RUNNING:
        part["state"] = ParticipationState.PRESENT
    participation = ParticipationFactory(session=site.session, **part)
    for _each in range(desks):
        DeskFactory(
            **occasion_of(site.session_id).keys,
            employer=participation.employer,
            centre=participation.centre,
            channel=Channel.ONLINE if online else Channel.ONSITE,
            place=None if online else site.place,
        )
    brought: SessionVacancy = SessionVacancyFactory(participation=participation)
    return brought


def person(site: SessionSite, *wishes: SessionVacancy, **more: Any) -> Registration:
    seeker = more.pop("seeker", None) or SeekerFactory(centre=site.centre, with_account=True)
    registration: Registration = RegistrationFactory(site=site, seeker=seeker, code=new_code(), **more)
    for rank, wish in enumerate(wishes, 1):
        WishFactory(registration=registration, session_vacancy=wish, rank=rank)
    return registration


def operator_of(site: SessionSite) -> User:
    return staff(Role.OPERATOR, site.session.centre)


def made(site: SessionSite, *, now: datetime = NOON, **wanted: Any) -> Timetable:
    """Asked for by the operator and made, as the job does it."""
    asked = ask_timetable(
        session=site.session, wanted=Wanted(**{"recommends": False, **wanted}), by=operator_of(site), now=now
    )
    return make_timetable(timetable_id=asked.pk, now=now)


def sent(site: SessionSite, *, now: datetime = NOON, **wanted: Any) -> Timetable:
    """Made and sent, as the operator and the jobs do it."""
    return told(made(site, now=now, **wanted), site, now=now)


def told(timetable: Timetable, site: SessionSite, *, now: datetime = NOON) -> Timetable:
    send_timetable(timetable=timetable, by=operator_of(site), now=now)
    timetable = propose_times(timetable_id=timetable.pk, now=now)
    tell_waiting(now=now)
    return timetable


def desk_of(brought: SessionVacancy) -> Desk:
    return Desk.objects.get(
        **occasion_of(brought.participation.session_id).keys, employer_id=brought.participation.employer_id
    )


def other_site(site: SessionSite, *, computers: int) -> SessionSite:
    """A linked centre's meeting point."""
    centre = CentreFactory()
    place = PlaceFactory(centre=centre, computers=computers)
    made: SessionSite = SessionSiteFactory(
        session=site.session, centre=centre, place=place, role=SessionSite.Role.MEETING_POINT
    )
    return made


def booked(who: Registration, brought: SessionVacancy, starts: datetime, *, desk: Desk | None = None) -> Appointment:
    """A time that was sent, at the enterprise's only desk or the one given, without asking a solver."""
    by = {"state": "sent", "asked_by": operator_of(who.site), "asked_at": NOON, "made_at": NOON, "sent_at": NOON}
    timetable, _new = Timetable.objects.get_or_create(session=who.session, number=1, defaults=by)
    made: Appointment = Appointment.objects.create(
        timetable=timetable,
        registration=who,
        participation=brought.participation,
        session_vacancy=brought,
        desk=desk or desk_of(brought),
        starts=starts,
        ends=starts + timedelta(minutes=15),
        weight=500,
        wished=True,
        state=Appointment.State.PROPOSED,
    )
    return made
