"""The fairs of a party: a draft, one people register for, one that runs now, one that is over."""

from datetime import datetime, timedelta
from typing import Any

from nhipcau.fairs.models import (
    FairSession,
    ParticipationState,
    RegistrationState,
    SessionSite,
    SessionState,
)
from nhipcau.foundation.crypto.codes import new_code
from tests.conftest import NOON
from tests.fairs.factories import (
    AttendanceFactory,
    FairSeriesFactory,
    FairSessionFactory,
    ParticipationFactory,
    RegistrationFactory,
    SessionSiteFactory,
    SessionVacancyFactory,
    WishFactory,
)
from tests.walks.party import Party

MORNING = NOON.replace(hour=7, minute=30)
P, R, S = ParticipationState, RegistrationState, SessionState


def sessions(party: Party) -> None:
    series = FairSeriesFactory(centre=party.centre, title=party.private("chuỗi"), place=party.thing("place_id.hall"))
    party.keep("series_id", "weekly", series)
    coming, before = NOON + timedelta(days=2), NOON - timedelta(days=7)
    _session(party, "draft", party.private("phiên nháp"), coming, state=S.DRAFT)
    _session(party, "announced", party.public("phiên sẽ mở"), coming, state=S.ANNOUNCED)
    _session(party, "coming", party.public("phiên tới"), coming, state=S.REGISTRATION_OPEN)
    _session(party, "running", party.public("phiên hôm nay"), NOON, state=S.RUNNING, opened_at=MORNING)
    _session(party, "closed", party.public("phiên qua"), before, state=S.CLOSED, opened_at=before, closed_at=before)


def _session(party: Party, name: str, title: str, day: datetime, **more: Any) -> FairSession:
    """With the hall, a free meeting point and, from anywhere, online."""
    starts = day.replace(hour=7, minute=30)
    session: FairSession = FairSessionFactory(
        centre=party.centre, title=title, starts=starts, ends=starts + timedelta(hours=10), **more
    )
    party.keep("session_id", name, session)
    said = {"session": session, "contact": party.private("người trực"), "opened_at": session.opened_at}
    hall = SessionSiteFactory(place=party.thing("place_id.hall"), **said)
    online = SessionSiteFactory(online=True, **said)
    point = SessionSiteFactory(
        place=party.thing("place_id.meeting_point"), role=SessionSite.Role.MEETING_POINT, **said | {"opened_at": None}
    )
    for kind, site in (("hall", hall), ("online", online), ("point", point)):
        party.keep("site_id", f"{name}_{kind}", site)
    return session


def enterprises(party: Party) -> None:
    """Waiting for an answer, there, expected, and gone home."""
    for name, employer, state in (
        ("coming", "verified", P.APPLIED),
        ("running", "verified", P.PRESENT),
        ("closed", "verified", P.LEFT),
        ("running", "second", P.APPROVED),
        ("coming", "second", P.APPROVED),
    ):
        row = ParticipationFactory(
            session=party.thing(f"session_id.{name}"),
            employer=party.thing(f"employer_id.{employer}"),
            site=party.thing(f"site_id.{name}_hall"),
            online=True,
            state=state,
        )
        party.keep("participation_id", f"{name}_{employer}", row)
        opening = party.thing("vacancy_id.open") if employer == "verified" else party.things["second_opening"]
        brought = SessionVacancyFactory(participation=row, vacancy=opening)
        party.keep("opening_id", f"{name}_{employer}", brought)


def tickets(party: Party) -> None:
    """Of people who are expected, here, at home, and on the waiting list."""
    for name, person, site, state in (
        ("expected", "seeker", "coming_hall", R.CONFIRMED),
        ("here", "seeker", "running_hall", R.CHECKED_IN),
        ("at_home", "at_home", "running_online", R.CONFIRMED),
        ("late", "waits", "running_hall", R.CONFIRMED),
        ("listed", "in_room", "coming_hall", R.WAITLISTED),
        ("was", "seeker", "closed_hall", R.LEFT),
    ):
        row = RegistrationFactory(
            site=party.thing(f"site_id.{site}"), seeker=party.people[person], state=state, code=new_code()
        )
        party.keep("registration_id", name, row)
        wanted = party.thing(f"opening_id.{site.split('_')[0]}_verified")
        WishFactory(registration=row, session_vacancy=wanted)
        if state in (R.CHECKED_IN, R.LEFT):
            AttendanceFactory(registration=row, first_at=row.session.starts, last_at=row.session.starts)
