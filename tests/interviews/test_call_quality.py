"""How the calls of a day went, counted from what their pages told."""

from datetime import timedelta
from typing import Any

import pytest

from nhipcau.interviews.models import Desk, Interview, Occasion, Side
from nhipcau.interviews.queries import CallQuality, call_quality
from tests.conftest import NOON
from tests.interviews.factories import CallPageFactory, InterviewFactory

pytestmark = pytest.mark.django_db


def sides(call: Interview, person: dict[str, Any], enterprise: dict[str, Any]) -> None:
    CallPageFactory(interview=call, side=Side.PERSON, **person)
    CallPageFactory(interview=call, side=Side.ENTERPRISE, **enterprise)


def at(seconds: float) -> Any:
    return NOON + timedelta(seconds=seconds)


def of(call: Interview) -> CallQuality:
    return call_quality(Occasion(call.occasion_kind, call.occasion_id))


def test_seconds_run_from_the_later_side_to_sound_both_ways(room: Desk) -> None:
    soon = InterviewFactory(desk=room, state="done", started_at=NOON)
    sides(soon, {"joined_at": at(0), "heard_at": at(52)}, {"joined_at": at(40), "heard_at": at(55)})
    late = InterviewFactory(desk=room, state="done", started_at=NOON)
    sides(late, {"joined_at": at(0), "heard_at": at(56)}, {"joined_at": at(40), "heard_at": at(50)})

    found = of(soon)

    assert (found.met, found.heard, found.soon, found.soon_percent) == (2, 2, 1, 50)


def test_who_never_heard_counts_against_us_and_who_came_alone_not_at_all(room: Desk) -> None:
    deaf = InterviewFactory(desk=room, state="done", started_at=NOON)
    sides(deaf, {"heard_at": at(2)}, {"heard_at": None})
    alone = InterviewFactory(desk=room, state="done", started_at=NOON)
    CallPageFactory(interview=alone, side=Side.PERSON)

    found = of(deaf)

    assert (found.met, found.heard, found.soon) == (1, 0, 0)


def test_a_page_opened_anew_does_not_begin_the_seconds_again(room: Desk) -> None:
    call = InterviewFactory(desk=room, state="done", started_at=NOON)
    sides(call, {"joined_at": at(0), "left_at": at(20)}, {"joined_at": at(0), "heard_at": at(25)})
    CallPageFactory(interview=call, side=Side.PERSON, joined_at=at(21), heard_at=at(24))

    assert of(call).soon == 0


def test_relays_breaks_and_weak_lines_are_counted_once_a_call(room: Desk) -> None:
    call = InterviewFactory(desk=room, state="done", started_at=NOON)
    sides(
        call,
        {"heard_at": at(1), "relayed": True, "drops": 3, "rung": "sound"},
        {"heard_at": at(1), "relayed": True, "drops": 1, "rung": "full"},
    )

    found = of(call)

    assert (found.relayed, found.broken, found.weak) == (1, 1, 1)


def test_without_calls_there_is_no_share(room: Desk) -> None:
    found = call_quality(Occasion(room.occasion_kind, room.occasion_id))

    assert (found.met, found.soon_percent) == (0, None)


def test_the_number_of_calls_costs_no_statements(room: Desk, django_assert_num_queries: Any) -> None:
    for _number in range(3):
        call = InterviewFactory(desk=room, state="done", started_at=NOON)
        sides(call, {"heard_at": at(1)}, {"heard_at": at(1)})

    with django_assert_num_queries(1):
        assert of(call).met == 3
