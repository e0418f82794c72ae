"""Draft to reported: every legal way through, and no other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.centres.models import Role
from nhipcau.fairs import api as fairs
from nhipcau.fairs.actions.refusals import Refused
from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.fairs.rules import session as rules
from nhipcau.foundation.outbox.models import OutboxMessage
from tests.centres.factories import staff
from tests.conftest import NOON
from tests.fairs.factories import FairSessionFactory, SessionSiteFactory

pytestmark = pytest.mark.django_db
LEGAL = {
    "draft": {"announced", "postponed", "cancelled"},
    "announced": {"registration_open", "postponed", "cancelled"},
    "registration_open": {"ready", "postponed", "cancelled"},
    "ready": {"running", "postponed", "cancelled"},
    "running": {"closing"},
    "closing": {"closed", "running"},
    "closed": {"reported"},
    "reported": set(),
    "postponed": {"announced", "cancelled"},
    "cancelled": set(),
}


def run(*, session: FairSession, by: Any, now: datetime) -> FairSession:
    """The doors open once; calls that were stopped go on."""
    session = FairSession.objects.get(pk=session.pk)
    stopped = session.state == SessionState.CLOSING
    return (fairs.call_again if stopped else fairs.open_session)(session=session, by=by, now=now)


STEPS: dict[str, Callable[..., FairSession]] = {
    "announced": fairs.announce,
    "registration_open": fairs.open_registration,
    "ready": fairs.get_ready,
    "running": run,
    "closing": fairs.begin_closing,
    "closed": fairs.close_session,
    "postponed": fairs.postpone_session,
    "cancelled": fairs.cancel_session,
    "reported": lambda *, session, by, now: fairs.mark_reported(session=session, now=now),
}


def kinds() -> list[str]:
    return [kind.rsplit(".", 1)[1] for kind in OutboxMessage.objects.order_by("pk").values_list("kind", flat=True)]


def test_the_rules_know_the_legal_steps_and_no_other() -> None:
    assert {str(state): {str(step) for step in steps} for state, steps in rules.STEPS.items()} == LEGAL
    assert all(rules.in_words(state) for state in SessionState)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.sampled_from(sorted(STEPS)), max_size=14))
def test_any_walk_stays_on_legal_steps_and_a_refusal_changes_nothing(walk: list[str]) -> None:
    session = FairSessionFactory(draft=True)
    SessionSiteFactory(session=session)
    operator = staff(Role.OPERATOR, session.centre)
    at = "draft"
    for wanted in walk:
        before = FairSession.objects.filter(pk=session.pk).values().get()
        if wanted in LEGAL[at]:
            STEPS[wanted](session=session, by=operator, now=NOON)
            at = wanted
        elif wanted == at:
            STEPS[wanted](session=session, by=operator, now=NOON)
            assert FairSession.objects.filter(pk=session.pk).values().get() == before
        else:
            with pytest.raises(Refused) as refusal:
                STEPS[wanted](session=session, by=operator, now=NOON)
            assert refusal.value.reasons[0] == rules.in_words(at)
            assert FairSession.objects.filter(pk=session.pk).values().get() == before
    session.refresh_from_db()
    assert session.state == at


def test_the_whole_way_announces_opens_and_closes_once_each() -> None:
    session = FairSessionFactory(draft=True)
    SessionSiteFactory(session=session)
    operator = staff(Role.OPERATOR, session.centre)

    for step in ("announced", "registration_open", "ready", "running", "closing", "closed"):
        for _click in range(2):
            session = STEPS[step](session=session, by=operator, now=NOON)

    assert kinds() == ["SessionAnnounced", "SessionOpened", "SessionClosed"]
    assert (session.opened_at, session.closed_at) == (NOON, NOON)


def test_a_session_without_a_site_is_not_announced() -> None:
    session = FairSessionFactory(draft=True)

    with pytest.raises(Refused) as refusal:
        fairs.announce(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON)

    assert len(refusal.value.reasons) == 1
    session.refresh_from_db()
    assert session.state == "draft"
    assert kinds() == []


def test_a_cancelled_session_says_why_and_calendars_hear_of_it() -> None:
    session = FairSessionFactory()

    session = fairs.cancel_session(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON, note="Bão số 3")

    assert (session.state, session.note, session.edition) == ("cancelled", "Bão số 3", 2)
    assert kinds() == ["SessionCancelled"]


@pytest.mark.parametrize("step", sorted(set(STEPS) - {"reported"}))
def test_another_centre_takes_no_step(step: str) -> None:
    session = FairSessionFactory(draft=True)
    stranger: Any = staff(Role.OPERATOR)

    with pytest.raises(PermissionDenied):
        STEPS[step](session=session, by=stranger, now=NOON)

    session.refresh_from_db()
    assert session.state == "draft"
    assert kinds() == []


@pytest.mark.parametrize(
    ("state", "step"),
    [("closing", fairs.open_session), ("ready", fairs.call_again), ("closed", fairs.call_again)],
)
def test_the_doors_open_once_and_only_stopped_calls_go_on(state: str, step: Callable[..., FairSession]) -> None:
    session = FairSessionFactory(**{state: True})

    with pytest.raises(Refused) as refusal:
        step(session=session, by=staff(Role.OPERATOR, session.centre), now=NOON)

    assert refusal.value.reasons[0] == rules.in_words(state)
    session.refresh_from_db()
    assert session.state == state
    assert kinds() == []
