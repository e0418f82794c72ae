"""What boards, queues and a person's day say, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from nhipcau.accounts.models import User
from nhipcau.foundation.live import api as live
from nhipcau.interviews import api, queries
from nhipcau.interviews.models import Desk, Occasion, QueueTicket
from nhipcau.interviews.queries.queue import line_ends
from nhipcau.interviews.rules.waits import Wait as Minutes
from tests.conftest import NOON
from tests.employers.factories import recruiter
from tests.interviews.conftest import Wait
from tests.interviews.factories import DeskFactory, InterviewFactory, OutcomeFactory, QueueTicketFactory
from tests.seekers.factories import SeekerFactory, seeker_user

FAIR = Occasion("fair", 1)


@pytest.mark.parametrize("many", [1, 3])
def test_the_board_costs_the_same_for_one_desk_or_many(many: int, db: None, django_assert_num_queries) -> None:
    for desk in [DeskFactory() for _ in range(many)]:
        InterviewFactory(desk=desk)
        QueueTicketFactory(desk=desk)

    with django_assert_num_queries(3):
        lines = api.board(FAIR, now=NOON)
        shown = [(line.desk.number, line.place, line.employer, line.number) for line in lines]

    assert len(shown) == many


def test_the_board_shows_who_is_called_where_and_who_is_next(table: Desk, room: Desk, wait: Wait) -> None:
    InterviewFactory(desk=room, talking=True, ticket__number=5)
    call = InterviewFactory(desk=table, ticket__number=9)
    for number in (21, 22, 23, 24):
        wait(number=number)
    break_ = DeskFactory(employer=table.employer, place=table.place, paused_at=NOON)
    DeskFactory(closed_at=NOON), DeskFactory(occasion_id=2)

    lines = {line.desk.pk: line for line in api.board(FAIR, now=NOON)}

    assert list(lines) == [table.pk, room.pk, break_.pk]
    called = lines[table.pk]
    assert (called.state, called.number, called.since, called.place) == ("called", 9, call.called_at, table.place.name)
    assert (called.waiting, called.next_numbers) == (4, (21, 22, 23))
    assert (lines[room.pk].state, lines[room.pk].number, lines[room.pk].waiting) == ("in_progress", 5, 0)
    assert lines[break_.pk].state == "paused"


def test_a_queue_is_listed_in_the_order_of_its_calls(table: Desk, wait: Wait) -> None:
    first, second = wait(), wait()
    away, ahead = wait(away=True), wait(priority=True)

    assert api.queue_of(FAIR, table.employer, now=NOON) == [ahead, first, second, away]
    InterviewFactory(desk=table, done=True, ticket__priority=True)
    assert queries.line_of(table, now=NOON) == [first, second, ahead, away]


def test_the_end_of_a_queue_is_told_without_the_person_who_asks(table: Desk, wait: Wait) -> None:
    mine, _other = wait(), wait()
    key = (table.employer_id, table.channel, table.place_id)

    assert line_ends(FAIR, {table.employer_id}, seeker_id=mine.seeker_id, now=NOON)[key].waiting == 1
    assert line_ends(FAIR, {table.employer_id}, seeker_id=SeekerFactory().pk, now=NOON)[key].waiting == 2


@pytest.mark.parametrize("queues", [1, 3])
def test_my_day_costs_the_same_for_one_queue_or_many(queues: int, db: None, django_assert_num_queries) -> None:
    seeker = SeekerFactory()
    for desk in [DeskFactory() for _ in range(queues)]:
        QueueTicketFactory(desk=desk)
        OutcomeFactory(interview__desk=desk, interview__ticket__seeker=seeker)

    with django_assert_num_queries(7):
        turns = api.my_day(FAIR, seeker, now=NOON)
        shown = [(turn.ticket.employer.name, turn.wait, turn.desks) for turn in turns]

    assert len(shown) == queues


def test_my_day_says_who_is_before_me_and_how_long(table: Desk, wait: Wait) -> None:
    for n in range(8, 0, -1):
        began, ended = NOON - timedelta(minutes=6 * n), NOON - timedelta(minutes=6 * n - 6)
        InterviewFactory(desk=table, done=True, called_at=began, started_at=began, ended_at=ended)
    InterviewFactory(desk=table, talking=True)
    wait(), wait()
    mine = wait()

    (turn,) = api.my_day(FAIR, mine.seeker, now=NOON)

    assert (turn.ahead, turn.wait, turn.desks) == (2, Minutes(15, 21), (table,))


def test_my_day_puts_the_call_first_and_the_result_last(table: Desk) -> None:
    seeker = SeekerFactory()
    over = OutcomeFactory(interview__desk=DeskFactory(), interview__ticket__seeker=seeker, stage="pool")
    waiting = QueueTicketFactory(desk=table, seeker=seeker)
    call = InterviewFactory(ticket__seeker=seeker)

    turns = api.my_day(FAIR, seeker, now=NOON)

    assert [turn.ticket for turn in turns] == [call.ticket, waiting, over.interview.ticket]
    assert turns[0].interview == call
    assert (turns[2].outcome, turns[2].wait) == (over, None)


def test_without_a_desk_at_work_nobody_promises_a_time(table: Desk, wait: Wait) -> None:
    mine = wait()
    table.paused_at = NOON
    table.save()

    (turn,) = api.my_day(FAIR, mine.seeker, now=NOON)

    assert (turn.wait, turn.desks) == (None, ())


def test_a_recruiter_finds_their_own_desk(table: Desk, room: Desk, lan: User) -> None:
    assert api.desk_of(lan, FAIR) == room if room.number < table.number else table
    room.recruiter = lan
    room.save()

    assert api.desk_of(lan, FAIR) == room
    assert api.desk_of(recruiter(), FAIR) is None


@pytest.mark.parametrize("many", [1, 3])
def test_statistics_read_interviews_with_the_result_in_force(many: int, db: None, django_assert_num_queries) -> None:
    for _ in range(many):
        first = OutcomeFactory(stage="met")
        OutcomeFactory(interview=first.interview, stage="not_suitable", reason="pay")

    with django_assert_num_queries(1):
        rows = [(row.stage, row.reason, row.seeker.sex, row.employer.name) for row in api.interviews_of(FAIR)]

    assert [row[:2] for row in rows] == [("not_suitable", "pay")] * many


def test_others_see_nothing(table: Desk, wait: Wait) -> None:
    ticket = wait()
    talk = InterviewFactory(desk=table)
    stranger, person = recruiter(), seeker_user(SeekerFactory())

    for user in (stranger, person):
        assert not queries.desks_visible_to(user).exists()
        assert not queries.interviews_visible_to(user).exists()
        assert not queries.tickets_visible_to(user).exists()
        assert not queries.rooms_of(user).exists()
    assert queries.tickets_visible_to(seeker_user(ticket.seeker)).get() == ticket
    assert QueueTicket.objects.count() == 2
    assert queries.interviews_visible_to(recruiter(table.employer)).get() == talk


def test_live_topics_are_watched_by_those_concerned(room: Desk, lan: User) -> None:
    call = InterviewFactory(desk=room)
    topics = {f"interview:{call.pk}", f"queue:{room.employer_id}"}

    assert {topic for topic in topics if live.may_watch(lan, topic)} == topics
    assert live.may_watch(seeker_user(call.seeker), f"interview:{call.pk}")
    assert not live.may_watch(seeker_user(call.seeker), f"queue:{room.employer_id}")
    for stranger in (recruiter(), seeker_user(SeekerFactory()), AnonymousUser()):
        assert not any(live.may_watch(stranger, topic) for topic in topics)
