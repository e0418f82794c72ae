"""The timetable of a party's coming fair: one that was sent, a newer one that waits, a time that somebody is proposed."""

from datetime import timedelta
from typing import Any

from nhipcau.fairs.models import Appointment, Timetable
from tests.conftest import NOON
from tests.interviews.factories import DeskFactory
from tests.walks.can import Can, asks, reads, sends
from tests.walks.party import Party

WANTED = {
    "slot_minutes": "15",
    "pause_minutes": "0",
    "gap_minutes": "5",
    "way_minutes": "30",
    "most": "3",
    "floor": "100",
}


def hours(party: Party) -> dict[str, Any]:
    prefix = f"ban-{party.things['coming_desk'].pk}"
    told = party.ids["appointment_id"]["proposed"]
    return {
        f"{prefix}-starts": "08:00",
        f"{prefix}-ends": "09:00",
        f"{prefix}-slot_minutes": "20",
        "given_up": str(told),
    }


TIMETABLE: dict[str, Can] = {
    "fairs:confirm-times": Can("seeker", "expected", lambda party: {"time": party.ids["appointment_id"]["proposed"]}),
    "fairs:decline-time": sends("seeker", "proposed", because="time"),
    "fairs:desk-hours": Can("recruiter", "coming_verified", hours),
    "fairs:enterprise-hours": Can("operator", "coming_verified", hours),
    "fairs:free-hours": sends("seeker", "expected", since="08:00"),
    "fairs:our-times": asks("front_desk", "coming", q="Kinbimat"),
    "fairs:send-timetable": sends("operator", "coming", number="2"),
    "fairs:timetable": sends("operator", "coming", **WANTED),
    "fairs:timetable-enterprise": reads("operator", "coming_verified"),
    "fairs:timetable-enterprises": reads("operator", "coming"),
    "fairs:timetable-people": reads("operator", "coming"),
    "fairs:timetable-person": reads("front_desk", "expected"),
}


def timetable(party: Party) -> None:
    session, participation = party.thing("session_id.coming"), party.thing("participation_id.coming_verified")
    by = {"asked_by": party.users["operator"], "asked_at": NOON, "made_at": NOON}
    sent = Timetable.objects.create(session=session, number=1, state="sent", sent_at=NOON, **by)
    Timetable.objects.create(session=session, number=2, state="made", certificate={}, **by)
    desk = DeskFactory(
        occasion_id=session.pk, employer=participation.employer, place=party.thing("place_id.hall"), number=1
    )
    party.things["coming_desk"] = desk
    row = Appointment.objects.create(
        timetable=sent,
        registration=party.thing("registration_id.expected"),
        participation=participation,
        session_vacancy=party.thing("opening_id.coming_verified"),
        desk=desk,
        starts=session.starts,
        ends=session.starts + timedelta(minutes=15),
        weight=500,
        wished=True,
        state=Appointment.State.PROPOSED,
    )
    party.keep("appointment_id", "proposed", row)
