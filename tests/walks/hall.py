"""The running fair of a party: tables, rooms, queues, calls and talks in every state."""

from datetime import timedelta
from typing import Any

from nhipcau.interviews.models import Desk, InterviewState, Side, Stage, TicketState
from tests.conftest import NOON
from tests.interviews.factories import (
    CallPageFactory,
    DeskFactory,
    InterviewFactory,
    OutcomeFactory,
    QueueTicketFactory,
    RoomMessageFactory,
)
from tests.walks.party import Party

EARLIER = NOON - timedelta(minutes=20)
TABLES = ("table", "called", "reminded", "talking", "done")
ROOMS = ("room", "at_home", "in_room")


def desks(party: Party) -> None:
    """One for each call below: a desk and a person have one talk at a time."""
    said = {
        "employer": party.thing("employer_id.verified"),
        "occasion_id": party.ids["session_id"]["running"],
        "interviewer": party.private("phỏng vấn"),
    }
    for number, name in enumerate(TABLES, 1):
        party.keep("desk_id", name, DeskFactory(place=party.thing("place_id.hall"), number=number, **said))
    for number, name in enumerate(ROOMS, 1):
        party.keep("desk_id", name, DeskFactory(online=True, number=number, **said))
    away = said | {"employer": party.thing("employer_id.second")}
    party.keep("desk_id", "second", DeskFactory(place=party.thing("place_id.hall"), number=20, **away))
    party.keep("desk_id", "paused", DeskFactory(online=True, number=9, paused_at=NOON, **said))


def calls(party: Party) -> None:
    _queues(party)
    _call(party, "called", acknowledged_at=None, called_at=NOON)
    _call(party, "reminded", called_at=EARLIER, reminded_at=EARLIER + timedelta(minutes=1))
    talking = _call(party, "talking", talking=True, acknowledged_at=EARLIER)
    _call(party, "at_home", called_at=NOON)
    room = _call(party, "in_room", called_at=EARLIER, acknowledged_at=EARLIER)
    for name, stage in (("done", Stage.MET), ("invited", Stage.OFFER_ACCEPTED)):
        over = _call(party, name, desk="done", done=True)
        OutcomeFactory(interview=over, stage=stage, note=party.private("nhận xét"))
    for writer, from_person in ((party.users["recruiter"], False), (party.users["in_room"], True)):
        RoomMessageFactory(interview=room, by=writer, from_person=from_person, words=party.private("lời trong phòng"))
    party.things["talk"] = talking
    CallPageFactory(interview=room, by=party.users["recruiter"], side=Side.ENTERPRISE, name=party.private("bên kia"))
    party.keep("page", "in_room", CallPageFactory(interview=room, by=party.users["in_room"]))
    party.ids["room"] = {name: party.things[f"interview_id.{name}"].room for name in ("in_room", "at_home")}


def _queues(party: Party) -> None:
    table, second = party.thing("desk_id.table"), party.thing("desk_id.second")
    for name, person, desk, state in (
        ("waiting", "seeker", table, TicketState.WAITING),
        ("next", "waits", table, TicketState.WAITING),
        ("lost", "in_line", table, TicketState.EXPIRED),
    ):
        _ticket(party, name, person, desk, state=state)
    _ticket(party, "away", "seeker", second, away=True)


def _ticket(party: Party, name: str, person: str, desk: Desk, **more: Any) -> Any:
    opening = party.thing("vacancy_id.open") if desk.employer_id == party.ids["employer_id"]["verified"] else None
    row = QueueTicketFactory(desk=desk, seeker=party.people[person], vacancy=opening, **more)
    return party.keep("ticket_id", name, row)


def _call(party: Party, name: str, *, desk: str = "", **more: Any) -> Any:
    at = party.thing(f"desk_id.{desk or name}")
    state = {"talking": TicketState.SERVING, "done": TicketState.SERVED}
    served = next((state[word] for word in state if more.get(word)), TicketState.CALLED)
    ticket = _ticket(party, name, name, at, state=served)
    said = {"state": InterviewState.CALLED, "called_by": party.users["recruiter"], "vacancy": ticket.vacancy}
    if "talking" in more or "done" in more:
        del said["state"]
    row = InterviewFactory(desk=at, ticket=ticket, seeker=ticket.seeker, **said | more)
    return party.keep("interview_id", name, row)
