"""One factory per model. By default: a table in a hall, a person waiting for it, and that person called."""

from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from nhipcau.interviews.models import (
    CallPage,
    Channel,
    Desk,
    Interview,
    InterviewState,
    Outcome,
    QueueTicket,
    RoomMessage,
    Side,
    Stage,
    TicketState,
)
from tests.accounts.factories import UserFactory
from tests.centres.factories import PlaceFactory
from tests.employers.factories import EmployerFactory
from tests.seekers.factories import SeekerFactory

NOON = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class DeskFactory(DjangoModelFactory):
    class Meta:
        model = Desk

    class Params:
        online = factory.Trait(channel=Channel.ONLINE, place=None)

    occasion_kind = "fair"
    occasion_id = 1
    employer = factory.SubFactory(EmployerFactory)
    centre = factory.SelfAttribute("employer.centre")
    place = factory.SubFactory(PlaceFactory, centre=factory.SelfAttribute("..centre"))
    channel = Channel.ONSITE
    number = factory.Sequence(lambda n: n + 1)
    interviewer = "Chị Lan"


class QueueTicketFactory(DjangoModelFactory):
    """`QueueTicketFactory(desk=desk)` waits for that desk; `booked_at=desk, due_at=…, lasts=…` has an appointment."""

    class Meta:
        model = QueueTicket
        exclude = ["desk"]
        rename = {"booked_at": "desk"}

    class Params:
        away = factory.Trait(
            state=TicketState.AWAY, reconnect_until=datetime(2026, 3, 10, 5, 10, tzinfo=ZoneInfo("UTC"))
        )

    desk = factory.SubFactory(DeskFactory)
    occasion_kind = factory.SelfAttribute("desk.occasion_kind")
    occasion_id = factory.SelfAttribute("desk.occasion_id")
    employer = factory.SelfAttribute("desk.employer")
    channel = factory.SelfAttribute("desk.channel")
    place = factory.SelfAttribute("desk.place")
    seeker = factory.SubFactory(SeekerFactory)
    number = factory.Sequence(lambda n: n + 1)
    position = factory.SelfAttribute("number")
    joined_at = NOON
    booked_at = None


class InterviewFactory(DjangoModelFactory):
    """Called at noon. `talking` and `done` go on from there."""

    class Meta:
        model = Interview
        exclude = ["ticket_state"]

    class Params:
        talking = factory.Trait(state=InterviewState.IN_PROGRESS, started_at=NOON, ticket_state=TicketState.SERVING)
        done = factory.Trait(state=InterviewState.DONE, started_at=NOON, ended_at=NOON, ticket_state=TicketState.SERVED)

    ticket_state = TicketState.CALLED
    desk = factory.SubFactory(DeskFactory)
    ticket = factory.SubFactory(
        QueueTicketFactory,
        desk=factory.SelfAttribute("..desk"),
        state=factory.SelfAttribute("..ticket_state"),
    )
    occasion_kind = factory.SelfAttribute("desk.occasion_kind")
    occasion_id = factory.SelfAttribute("desk.occasion_id")
    seeker = factory.SelfAttribute("ticket.seeker")
    employer = factory.SelfAttribute("desk.employer")
    vacancy = factory.SelfAttribute("ticket.vacancy")
    called_by = factory.SubFactory(UserFactory)
    called_at = NOON
    room = factory.LazyAttribute(lambda o: f"room{o.ticket.pk}" if o.desk.channel == Channel.ONLINE else "")


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    interview = factory.SubFactory(InterviewFactory, done=True)
    stage = Stage.MET
    by = factory.SelfAttribute("interview.called_by")
    at = NOON


class RoomMessageFactory(DjangoModelFactory):
    class Meta:
        model = RoomMessage

    interview = factory.SubFactory(InterviewFactory, talking=True, desk__online=True)
    by = factory.SelfAttribute("interview.called_by")
    from_person = False
    words = "Chào bạn."
    at = NOON


class CallPageFactory(DjangoModelFactory):
    class Meta:
        model = CallPage

    interview = factory.SubFactory(InterviewFactory, desk__online=True, acknowledged_at=NOON)
    by = factory.SubFactory(UserFactory)
    side = Side.PERSON
    name = "Nguyễn Thị H."
    joined_at = told_at = NOON
