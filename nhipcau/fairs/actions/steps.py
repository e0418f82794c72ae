"""Taking a session from draft to ready, or putting it off."""

from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions import telling
from nhipcau.fairs.actions.appointing import void_times
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import SessionAnnounced, SessionCancelled, SessionPostponed
from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.fairs.rules import session as rules
from nhipcau.fairs.rules import telling as telling_rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox


def announce(*, session: FairSession, by: User, now: datetime) -> FairSession:
    """Show the session to everybody; enterprises may apply. A postponed one is announced with its new day."""
    return _step(session, SessionState.ANNOUNCED, "plan_session", "announce", by=by, now=now)


def open_registration(*, session: FairSession, by: User, now: datetime) -> FairSession:
    """People may register from now on."""
    return _step(session, SessionState.REGISTRATION_OPEN, "plan_session", "open_registration", by=by, now=now)


def get_ready(*, session: FairSession, by: User, now: datetime) -> FairSession:
    """Everything stands: what is left is to open the doors."""
    return _step(session, SessionState.READY, "run_session", "get_ready", by=by, now=now)


def postpone_session(*, session: FairSession, by: User, now: datetime, note: str = "") -> FairSession:
    """Not on that day. People keep their registrations; announced anew, they are told the new day."""
    return _step(session, SessionState.POSTPONED, "plan_session", "postpone", by=by, now=now, note=note)


def cancel_session(*, session: FairSession, by: User, now: datetime, note: str = "") -> FairSession:
    """It will not take place at all."""
    return _step(session, SessionState.CANCELLED, "plan_session", "cancel", by=by, now=now, note=note)


FACTS: dict[str, type[Any]] = {
    SessionState.ANNOUNCED: SessionAnnounced,
    SessionState.POSTPONED: SessionPostponed,
    SessionState.CANCELLED: SessionCancelled,
}


@transaction.atomic
def _step(
    session: FairSession,
    to: SessionState,
    permission: str,
    word: str,
    *,
    by: User,
    now: datetime,
    note: str = "",
) -> FairSession:
    """One step of the plan. A second click finds it done; an illegal one raises Refused."""
    require(by, f"fairs.{permission}", session)
    session = locked(session)
    if session.state == to:
        return session
    reasons = rules.reasons_not_to_step(session, to)
    if not reasons and to == SessionState.ANNOUNCED:
        reasons = rules.reasons_not_to_announce(session, list(session.sites.all()), now=now)
    refuse(reasons)
    news = telling_rules.news_of(session.state, to)
    session.state, session.note = to, note or session.note
    session.edition += 1
    session.save(update_fields=["state", "note", "edition"])
    audit.record(by=by, action=f"session.{word}", target=session, at=now)
    if to in (SessionState.POSTPONED, SessionState.CANCELLED):
        void_times(session, by=by, now=now)
    if news:
        telling.spread_change(session=session, kind=news, now=now)
    if to == SessionState.ANNOUNCED:
        telling.ask_enterprises(session=session, now=now)
    if fact := FACTS.get(to):
        outbox.publish(fact(session_id=session.pk, at=now))
    live.touch(f"fair:{session.pk}")
    return session
