"""The morning itself: opening, the sites, the end of calls, closing."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, may, require
from nhipcau.fairs.actions.appointing import settle_times
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.events import SessionClosed, SessionOpened
from nhipcau.fairs.models import (
    FairSession,
    Registration,
    RegistrationState,
    SessionSite,
    SessionState,
    SessionVacancy,
)
from nhipcau.fairs.queries.devices import holding_up
from nhipcau.fairs.queries.occasion import occasion_of
from nhipcau.fairs.rules import offline
from nhipcau.fairs.rules import session as rules
from nhipcau.fairs.rules.taking_part import TAKES_PART
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.interviews import api as interviews
from nhipcau.vacancies import api as vacancies


@transaction.atomic
def open_session(*, session: FairSession, by: User, now: datetime) -> FairSession:
    """The doors open: the host's own sites at once, every linked site when its officer says so."""
    session, done = _begin(session, SessionState.RUNNING, by, reasons=rules.reasons_not_to_open)
    if done:
        return session
    session.state, session.opened_at = SessionState.RUNNING, now
    session.save(update_fields=["state", "opened_at"])
    session.sites.filter(centre_id=session.centre_id, opened_at=None).update(opened_at=now)
    online = SessionVacancy.objects.filter(participation__session=session, participation__online=True)
    ids = online.filter(participation__state__in=TAKES_PART).values_list("vacancy_id", flat=True)
    vacancies.offer_online(vacancy_ids=ids, until=session.ends, by=by, now=now)
    audit.record(by=by, action="session.open", target=session, at=now)
    outbox.publish(SessionOpened(session_id=session.pk, at=now))
    live.touch(f"fair:{session.pk}")
    return session


@transaction.atomic
def open_site(*, site: SessionSite, by: User, now: datetime) -> SessionSite:
    """A linked centre opens its meeting point; it may do so a little before the host."""
    if not may(by, "fairs.run_site", site):
        require(by, "fairs.run_session", site.session)
    session = locked(site.session)
    site = SessionSite.objects.select_for_update(of=("self",)).select_related("session").get(pk=site.pk)
    if site.opened_at is not None:
        return site
    refuse([] if session.state in (SessionState.READY, SessionState.RUNNING) else [rules.in_words(session.state)])
    site.opened_at = now
    site.save(update_fields=["opened_at"])
    audit.record(by=by, action="session.open_site", target=site, at=now)
    live.touch(f"fair:{session.pk}")
    return site


@transaction.atomic
def begin_closing(*, session: FairSession, by: User, now: datetime) -> FairSession:
    """Nobody is called any more; talks that are on are finished."""
    session, done = _begin(session, SessionState.CLOSING, by)
    if done:
        return session
    session.state = SessionState.CLOSING
    session.save(update_fields=["state"])
    interviews.stop_calls(occasion=occasion_of(session.pk), by=by, now=now)
    audit.record(by=by, action="session.begin_closing", target=session, at=now)
    live.touch(f"fair:{session.pk}")
    return session


@transaction.atomic
def call_again(*, session: FairSession, by: User, now: datetime) -> FairSession:
    """The end was begun too early, or by a slip: every desk that is still open calls again. Nobody lost a place."""
    session, done = _begin(session, SessionState.RUNNING, by, reasons=rules.reasons_not_to_call_again)
    if done:
        return session
    session.state = SessionState.RUNNING
    session.save(update_fields=["state"])
    interviews.resume_calls(occasion=occasion_of(session.pk), by=by)
    audit.record(by=by, action="session.call_again", target=session, at=now)
    live.touch(f"fair:{session.pk}")
    return session


@transaction.atomic
def close_session(*, session: FairSession, by: User, now: datetime) -> FairSession:
    """End the queues, and note who registered and was never seen. The report is counted from here on."""
    session, done = _begin(session, SessionState.CLOSED, by)
    if done:
        return session
    refuse(offline.reasons_not_to_close(holding_up(session, now), now=now))
    interviews.close_occasion(occasion=occasion_of(session.pk), by=by, now=now)
    unseen = Registration.objects.filter(
        session=session, state=RegistrationState.CONFIRMED, attendance=None, scans=None
    )
    settled = settle_times(session, now=now)
    absent = Registration.objects.filter(pk__in=unseen.values("pk")).update(state=RegistrationState.NO_SHOW)
    session.state, session.closed_at = SessionState.CLOSED, now
    session.save(update_fields=["state", "closed_at"])
    audit.record(by=by, action="session.close", target=session, at=now, details={"no_shows": absent} | settled)
    outbox.publish(SessionClosed(session_id=session.pk, at=now))
    live.touch(f"fair:{session.pk}")
    return session


@transaction.atomic
def mark_reported(*, session: FairSession, now: datetime) -> FairSession:
    """The report is fixed (statistics says so after freezing it): nothing of the session changes any more."""
    session = locked(session)
    if session.state == SessionState.REPORTED:
        return session
    refuse(rules.reasons_not_to_step(session, SessionState.REPORTED))
    session.state, session.frozen_at = SessionState.REPORTED, now
    session.save(update_fields=["state", "frozen_at"])
    audit.record(by=None, action="session.report", target=session, at=now)
    live.touch(f"fair:{session.pk}")
    return session


def _begin(
    session: FairSession,
    to: SessionState,
    by: User,
    *,
    reasons: Callable[[FairSession], list[str]] | None = None,
) -> tuple[FairSession, bool]:
    """May they, as it is now, and is it done already? Raises Refused with the current state."""
    require(by, "fairs.run_session", session)
    session = locked(session)
    if session.state == to:
        return session, True
    refuse(reasons(session) if reasons else rules.reasons_not_to_step(session, to))
    return session, False
