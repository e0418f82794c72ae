"""A colleague goes on with a person; people who come next are told once."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from nhipcau.accounts.models import User
from nhipcau.foundation.audit.models import AuditRecord
from nhipcau.interviews.actions import CannotHandOver, call_next, finish_interview, hand_over, tell_near
from nhipcau.interviews.models import Desk
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.models import Seeker
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory
from tests.seekers.factories import SeekerFactory


@pytest.fixture
def colleague(table: Desk) -> Desk:
    made: Desk = DeskFactory(employer=table.employer, place=table.place)
    return made


def test_a_talk_goes_on_at_the_colleagues_table_with_a_note(table: Desk, colleague: Desk, lan: User) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    handed = hand_over(interview=talk, to=colleague, note="Biết may công nghiệp", by=lan, now=NOON)

    assert (handed.desk, handed.handed_from, handed.handed_note) == (colleague, table, "Biết may công nghiệp")
    assert AuditRecord.objects.get(action="interview.hand_over").details["to"] == colleague.pk
    hand_over(interview=talk, to=colleague, note="", by=lan, now=NOON)
    assert AuditRecord.objects.filter(action="interview.hand_over").count() == 1
    assert finish_interview(interview=talk, by=lan, now=NOON).state == "done"


def test_the_first_desk_calls_on(table: Desk, colleague: Desk, lan: User, wait: Wait) -> None:
    wait(), wait()
    first = call_next(desk=table, by=lan, now=NOON)
    assert first is not None

    hand_over(interview=first, to=colleague, note="", by=lan, now=NOON)

    second = call_next(desk=table, by=lan, now=NOON)
    assert second is not None
    assert second != first
    assert call_next(desk=colleague, by=lan, now=NOON) == first


@pytest.mark.parametrize("why", ["busy", "break", "other hall", "other enterprise", "over"])
def test_nobody_is_handed_to_who_cannot_take_them(table: Desk, colleague: Desk, lan: User, why: str) -> None:
    talk, to = InterviewFactory(desk=table, talking=True), colleague
    if why == "busy":
        InterviewFactory(desk=colleague)
    elif why == "break":
        Desk.objects.filter(pk=colleague.pk).update(paused_at=NOON)
    elif why == "other hall":
        to = DeskFactory(employer=table.employer)
    elif why == "other enterprise":
        to = DeskFactory(place=table.place)
    else:
        talk = InterviewFactory(desk=table, done=True)

    with pytest.raises(CannotHandOver):
        hand_over(interview=talk, to=to, note="", by=lan, now=NOON)

    talk.refresh_from_db()
    assert (talk.desk, talk.handed_from) == (table, None)


def test_only_the_enterprise_and_the_centre_hand_over(table: Desk, colleague: Desk, operator: User) -> None:
    talk = InterviewFactory(desk=table, talking=True)

    with pytest.raises(PermissionDenied):
        hand_over(interview=talk, to=colleague, note="", by=recruiter(DeskFactory().employer), now=NOON)
    talk.refresh_from_db()
    assert talk.desk == table
    assert hand_over(interview=talk, to=colleague, note="", by=operator, now=NOON).desk == colleague


def test_the_next_two_are_told_once_and_by_text_message_when_they_agreed(
    table: Desk, wait: Wait, agree: Callable[[Seeker, str], None]
) -> None:
    first, second, third = wait(seeker=SeekerFactory(phone="0912345678")), wait(), wait()
    agree(first.seeker, "messages")

    assert tell_near(desk_id=table.pk, now=NOON) == 2
    assert tell_near(desk_id=table.pk, now=NOON) == 0

    for ticket, told in ((first, True), (second, True), (third, False)):
        ticket.refresh_from_db()
        assert (ticket.near_at is not None) == told
    assert [message.purpose for message in SmsMessage.objects.all()] == [f"near:{first.pk}"]


def test_who_is_away_is_not_told_yet(table: Desk, wait: Wait) -> None:
    wait(away=True)

    assert tell_near(desk_id=table.pk, now=NOON) == 0
