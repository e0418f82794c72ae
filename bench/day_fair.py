"""The fair in which a morning is played: real registrations, wishes, confirmed times, tables and rooms."""

import importlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.day_people import DEAREST, MORNING, SLOT, STEP, Crowd

EIGHT = datetime(2026, 3, 10, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOON = EIGHT + MORNING * MINUTE


def factories(context: str) -> Any:
    return importlib.import_module(f"tests.{context}.factories")


@dataclass(frozen=True)
class Fair:
    """By number of the crowd: `recruiters` of enterprises, `desks` of tables, `people` (registrations) from 1 on."""

    session: Any
    clerk: Any
    operator: Any
    recruiters: list[Any]
    desks: dict[int, Any]
    people: dict[int, Any]


def hold(crowd: Crowd, *, stand_by: bool) -> Fair:
    """Without stand-by people wish only whom they have a time with."""
    fairs, staff = factories("fairs"), factories("centres").staff
    session = fairs.FairSessionFactory(running=True, starts=EIGHT, ends=NOON, opened_at=EIGHT)
    hall = fairs.SessionSiteFactory(session=session, capacity=None)
    home = fairs.SessionSiteFactory(session=session, online=True)
    operator = staff("operator", session.centre)
    brought, recruiters, desks = _enterprises(crowd, session, hall)
    people = _people(crowd, hall, home)
    _wishes(crowd, people, brought, stand_by=stand_by)
    _times(crowd, people, brought, desks, operator)
    return Fair(session, staff("front_desk", session.centre), operator, recruiters, desks, people)


def _enterprises(crowd: Crowd, session: Any, hall: Any) -> tuple[list[Any], list[Any], dict[int, Any]]:
    from nhipcau.interviews.models import Channel, Desk, Occasion

    fairs, employers = factories("fairs"), factories("employers")
    brought, recruiters, desks = [], [], {}
    for e, tables in enumerate(crowd.tables):
        online = e in crowd.online
        employer = employers.EmployerFactory(centre=session.centre)
        there = {"session": session, "employer": employer, "state": "present", "online": online}
        participation = fairs.ParticipationFactory(**there, site=None if online else hall)
        brought.append(fairs.SessionVacancyFactory(participation=participation))
        recruiters.append(employers.recruiter(employer))
        where = {"channel": Channel.ONLINE} if online else {"channel": "onsite", "place": hall.place}
        for table in tables:
            keys = {"centre": session.centre, "employer": employer, "number": table + 1, **where}
            desks[table] = Desk.objects.create(**Occasion("fair", session.pk).keys, **keys)
    return brought, recruiters, desks


def _people(crowd: Crowd, hall: Any, home: Any) -> dict[int, Any]:
    from nhipcau.fairs.models import Registration
    from nhipcau.foundation.crypto.codes import new_code
    from nhipcau.seekers.models import Seeker

    made = factories("seekers").SeekerFactory.build_batch(len(crowd.people), centre=hall.centre, citizen_index=None)
    seekers = Seeker.objects.bulk_create(made, batch_size=500)
    keys = {"session": hall.session, "centre": hall.centre, "channel": "web", "registered_at": EIGHT}
    rows = [
        Registration(
            **keys,
            site=home if person.wishes[0] in crowd.online else hall,
            seeker=seeker,
            code=new_code(),
            number=person.number,
        )
        for person, seeker in zip(crowd.people, seekers, strict=True)
    ]
    return {row.number: row for row in Registration.objects.bulk_create(rows, batch_size=500)}


def _wishes(crowd: Crowd, people: dict[int, Any], brought: list[Any], *, stand_by: bool) -> None:
    from nhipcau.fairs.models import Wish

    Wish.objects.bulk_create(
        [
            Wish(registration=people[person.number], session_vacancy=brought[e], rank=rank)
            for person in crowd.people
            for rank, e in enumerate(person.queues(stand_by=stand_by), start=1)
        ],
        batch_size=1000,
    )


def _times(crowd: Crowd, people: dict[int, Any], brought: list[Any], desks: dict[int, Any], operator: Any) -> None:
    from nhipcau.fairs.models import Appointment, Timetable

    session = brought[0].participation.session
    made = Timetable.objects.create(session=session, number=1, state="sent", asked_by=operator, asked_at=EIGHT)
    rows = []
    for person in crowd.people:
        for e, table, minute in person.appointments:
            rows.append(
                Appointment(
                    timetable=made,
                    registration=people[person.number],
                    participation=brought[e].participation,
                    session_vacancy=brought[e],
                    desk=desks[table],
                    starts=EIGHT + minute * MINUTE,
                    ends=EIGHT + (minute + SLOT) * MINUTE,
                    weight=DEAREST - STEP * person.wishes.index(e),
                    wished=True,
                    state=Appointment.State.CONFIRMED,
                )
            )
    Appointment.objects.bulk_create(rows, batch_size=1000)
