from datetime import timedelta

import pytest
import time_machine
from django.test import override_settings

from nhipcau.foundation.clock import api as clock
from tests.conftest import NOON


def test_without_a_shown_time_it_is_what_the_real_clock_says(db: None) -> None:
    assert clock.now() == NOON


def test_a_shown_time_runs_on_at_its_rate(db: None) -> None:
    morning = NOON - timedelta(hours=5)
    clock.show(morning, rate=60)

    with time_machine.travel(NOON + timedelta(seconds=30), tick=False):
        assert clock.now() == morning + timedelta(minutes=30)


def test_a_real_centre_refuses_to_have_its_clock_set(db: None) -> None:
    with override_settings(DEMO=False), pytest.raises(RuntimeError):
        clock.show(NOON)
    assert clock.now() == NOON


def test_a_play_that_was_stopped_goes_on_where_it_stood(db: None) -> None:
    clock.show(NOON, rate=60)
    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        clock.wake()
        assert clock.now() == NOON


def test_time_that_ran_at_its_own_pace_is_left_alone(db: None) -> None:
    clock.show(NOON)
    with time_machine.travel(NOON + timedelta(hours=3), tick=False):
        clock.wake()
        assert clock.now() == NOON + timedelta(hours=3)
