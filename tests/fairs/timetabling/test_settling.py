"""At the close no time waits for an answer any more."""

import pytest

from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import Appointment, SessionSite
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.models import Interview
from tests.fairs.factories import ENDS
from tests.fairs.timetabling.fair import booked, desk_of, hall, oclock, operator_of, person, table
from tests.interviews.factories import InterviewFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SessionSite:
    return hall(running=True)


def test_who_talked_came_and_who_said_nothing_let_the_time_pass(site: SessionSite) -> None:
    brought = table(site)
    times = [booked(person(site, brought), brought, oclock(8, 15 * n)) for n in range(4)]
    came, silent, yes, no = times
    for one, state in ((yes, "confirmed"), (no, "declined")):
        Appointment.objects.filter(pk=one.pk).update(state=state, because="time" if state == "declined" else "")
    desk = desk_of(brought)
    ticket = QueueTicketFactory(desk=desk, seeker=came.registration.seeker, state="served")
    InterviewFactory(desk=desk, ticket=ticket, done=True)
    fairs.begin_closing(session=site.session, by=operator_of(site), now=ENDS)
    assert Interview.objects.get().seeker == came.registration.seeker

    fairs.close_session(session=site.session, by=operator_of(site), now=ENDS)

    said = {one.pk: (one.state, one.because) for one in Appointment.objects.all()}
    assert [said[one.pk] for one in (came, silent, yes, no)] == [
        ("confirmed", ""),
        ("withdrawn", "over"),
        ("confirmed", ""),
        ("declined", "time"),
    ]
    book = AuditRecord.objects.get(action="session.close").details
    assert (book["times_came"], book["times_passed"]) == (1, 1)
