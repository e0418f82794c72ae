"""Talks held by a printed sheet without network are noted by their numbers, once, and their results go in like others."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from nhipcau.interviews import actions
from nhipcau.interviews.actions import OnPaper, note_paper_talks
from nhipcau.interviews.models import Desk, Interview, InterviewState, TicketState
from nhipcau.interviews.queries.waits import _talk_times
from tests.accounts.signing import sign_in
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.factories import DeskFactory, InterviewFactory, QueueTicketFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    made: Desk = DeskFactory()
    return made


def test_numbers_become_talks_with_results_and_again_change_nothing(desk: Desk) -> None:
    by = recruiter(desk.employer)
    first, second = (QueueTicketFactory(desk=desk, number=number) for number in (12, 45))
    assert note_paper_talks(desk=desk, numbers=[12, 45, 101, 12], by=by, now=NOON) == OnPaper((12, 45), (), (101,))
    assert note_paper_talks(desk=desk, numbers=[12, 45], by=by, now=NOON) == OnPaper((), (12, 45), ())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, Interview.objects.count()) == (TicketState.SERVED, TicketState.SERVED, 2)
    talk = first.interviews.get()
    actions.record_outcome(interview=talk, stage="pool", reason="", date=None, note="", seen=None, by=by, now=NOON)
    assert talk.outcomes.get().stage == "pool"


def test_somebody_who_is_before_another_table_just_now_may_have_been_met_on_paper(desk: Desk) -> None:
    elsewhere = InterviewFactory(talking=True)
    QueueTicketFactory(desk=desk, number=7, seeker=elsewhere.seeker, state=TicketState.BUSY_ELSEWHERE)
    assert note_paper_talks(desk=desk, numbers=[7], by=recruiter(desk.employer), now=NOON).noted == (7,)
    elsewhere.refresh_from_db()
    assert elsewhere.state == InterviewState.IN_PROGRESS


def test_another_enterprise_notes_nothing(desk: Desk) -> None:
    ticket = QueueTicketFactory(desk=desk, number=12)
    with pytest.raises(PermissionDenied):
        note_paper_talks(desk=desk, numbers=[12], by=recruiter(), now=NOON)
    ticket.refresh_from_db()
    assert (ticket.state, Interview.objects.count()) == (TicketState.WAITING, 0)


def test_a_talk_whose_time_nobody_knows_does_not_shorten_the_waits_that_are_told(desk: Desk) -> None:
    before = _talk_times(desk.occasion)
    QueueTicketFactory(desk=desk, number=12)
    note_paper_talks(desk=desk, numbers=[12], by=recruiter(desk.employer), now=NOON)
    assert _talk_times(desk.occasion) == before


def test_the_sheet_takes_numbers_and_says_which_it_does_not_know(desk: Desk, client: Client) -> None:
    QueueTicketFactory(desk=desk, number=12)
    me = sign_in(client, recruiter(desk.employer))
    page = reverse("interviews:on-paper", args=[desk.pk])
    text = me.post(page, {"numbers": "12, 101"}, follow=True).text
    assert "Đã ghi 1 cuộc phỏng vấn." in text
    assert "101" in text
    assert "Hãy gõ các số" in me.post(page, {"numbers": "abc"}, follow=True).text
    assert Interview.objects.count() == 1
