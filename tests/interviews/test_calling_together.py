"""Thirty desks at the same moment: nobody is called twice, and the control shows that it could happen."""

from collections import Counter

import pytest

from bench.calls import QUEUES, fill, one_round, read_then_update, whole_use_case
from nhipcau.interviews.models import ACTIVE, Desk, Interview, QueueTicket
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory

PEOPLE, MOST = 200, 10_000


@pytest.mark.django_db(transaction=True)
def test_thirty_desks_call_everybody_once() -> None:
    called, _times = one_round(fill(PEOPLE), whole_use_case, MOST)

    assert (len(called), len(set(called))) == (PEOPLE, PEOPLE)
    assert Interview.objects.count() == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_people_are_called_twice() -> None:
    """The control of the test above: it fails as soon as the guard is taken away."""
    called, _times = one_round(fill(PEOPLE), read_then_update, MOST)

    assert len(called) > len(set(called))


def call_once(desk: Desk) -> int | None:
    """The desk keeps the person it called."""
    if Interview.objects.filter(desk=desk, state__in=ACTIVE).exists():
        return None
    return whole_use_case_without_end(desk)


def whole_use_case_without_end(desk: Desk) -> int | None:
    from nhipcau.interviews.actions import call_next
    from tests.conftest import NOON

    interview = call_next(desk=desk, by=desk.recruiter, now=NOON)  # type: ignore[arg-type]
    return None if interview is None else interview.ticket_id


@pytest.mark.django_db(transaction=True)
def test_a_person_in_ten_queues_is_called_by_one_enterprise() -> None:
    desks = [DeskFactory() for _ in range(QUEUES)]
    people = [SeekerFactory() for _ in range(3)]
    for desk in desks:
        desk.recruiter = recruiter(desk.employer)
        for person in people:
            QueueTicketFactory(desk=desk, seeker=person)

    one_round(desks, call_once, MOST)

    active = Counter(Interview.objects.filter(state__in=ACTIVE).values_list("seeker_id", flat=True))
    assert active == {person.pk: 1 for person in people}
    assert QueueTicket.objects.filter(state="called").count() == len(people)
