"""A try of camera, microphone and network: what it means, how long it says something."""

from datetime import timedelta
from typing import Any

import pytest

from nhipcau.interviews.actions import note_check
from nhipcau.interviews.models import LineCheck, Verdict
from nhipcau.interviews.queries import last_check
from nhipcau.interviews.rules.checks import LASTS, Measured, advice_is_needed, verdict
from tests.conftest import NOON
from tests.seekers.factories import SeekerFactory, seeker_user

WELL: dict[str, Any] = {"camera": True, "microphone": True, "heard": True, "relayed": True}
FAST: dict[str, Any] = {"rate": 420, "rtt": 60, "loss": 0.0}


@pytest.mark.parametrize(
    ("changed", "means"),
    [
        ({}, Verdict.GOOD),
        ({"heard": None}, Verdict.GOOD),
        ({"camera": False}, Verdict.SMALL),
        ({"rate": 120}, Verdict.SMALL),
        ({"loss": 0.1}, Verdict.SMALL),
        ({"rate": 40}, Verdict.WEAK),
        ({"rtt": 1500}, Verdict.WEAK),
        ({"loss": 0.3}, Verdict.WEAK),
        ({"rate": None}, Verdict.CLOSED),
        ({"rate": 0}, Verdict.CLOSED),
        ({"microphone": False}, Verdict.SILENT),
        ({"heard": False}, Verdict.SILENT),
    ],
)
def test_what_was_measured_means_something_in_words(changed: dict[str, Any], means: Verdict) -> None:
    assert verdict(Measured(**{**WELL, **FAST, **changed})) == means


def test_only_who_cannot_be_heard_is_asked_to_come_to_a_meeting_point() -> None:
    assert [each for each in Verdict if advice_is_needed(each)] == [Verdict.WEAK, Verdict.CLOSED, Verdict.SILENT]


def test_the_newest_try_counts_for_two_weeks(db: None) -> None:
    seeker = SeekerFactory()
    by = seeker_user(seeker)
    assert last_check(seeker.pk, now=NOON) is None
    note_check(seeker=seeker, seen=Measured(**WELL), by=by, now=NOON - timedelta(days=1))
    newest = note_check(seeker=seeker, seen=Measured(**WELL, **FAST), by=by, now=NOON)

    assert last_check(seeker.pk, now=NOON) == newest
    assert last_check(seeker.pk, now=NOON + LASTS) is None
    assert LineCheck.objects.count() == 2
