"""Open orders call for an online session: proposed by itself, decided by a person."""

from datetime import datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.models import (
    EnterpriseInvitation,
    FairSession,
    Kind,
    Mode,
    Scope,
    SessionProposal,
    SessionSite,
)
from nhipcau.fairs.queries import orders as queries
from nhipcau.fairs.queries.orders import OpenOrder
from nhipcau.fairs.queries.series import days_taken
from nhipcau.fairs.rules import proposing as rules
from nhipcau.fairs.rules import session as sessions
from nhipcau.foundation.audit import api as audit
from nhipcau.reference import api as reference
from nhipcau.vacancies.models import LabourOrder

State = SessionProposal.State


def propose_all(*, now: datetime) -> int:
    """Every morning, for every centre. How many proposals are open then."""
    centres = Centre.objects.filter(joined_by_link=False).order_by("pk").values_list("pk", flat=True)
    return sum(propose(centre_id=pk, now=now) is not None for pk in centres)


def propose_for(*, order_id: int, now: datetime) -> SessionProposal | None:
    """When the centre has said yes to an order."""
    return propose(centre_id=LabourOrder.objects.get(pk=order_id).centre_id, now=now)


@transaction.atomic
def propose(*, centre_id: int, now: datetime) -> SessionProposal | None:
    """Make the proposal that open orders call for, or bring the open one up to date. Nothing when they call for none."""
    centre = Centre.objects.select_for_update(of=("self",)).get(pk=centre_id)
    missing = {one.order.pk: one.missing for one in queries.open_orders(centre_id, day=localdate(now))}
    missing = rules.uncovered(missing, queries.covered(centre_id, now=now))
    places = sum(missing.values())
    behind = [{"order": order, "missing": count} for order, count in missing.items()]
    decided = SessionProposal.objects.filter(centre=centre).exclude(state=State.PROPOSED).order_by("-pk").first()
    least = _least(decided, places)
    proposal = SessionProposal.objects.filter(centre=centre, state=State.PROPOSED).first()
    if not rules.calls_for_session(places, threshold=centre.order_threshold, least=least):
        if proposal:
            proposal.delete()
        return None
    if proposal is None:
        proposal = SessionProposal(centre=centre, made_at=now)
    if (proposal.open_places, proposal.orders, proposal.threshold) != (places, behind, centre.order_threshold):
        proposal.open_places, proposal.orders, proposal.threshold = places, behind, centre.order_threshold
        proposal.least = places
        proposal.save()
    return proposal


def _least(decided: SessionProposal | None, places: int) -> int | None:
    """From where the places are counted after a proposal was set aside: the fewest seen since."""
    if decided is None or decided.state != State.DISMISSED:
        return None
    if places < decided.least:
        decided.least = places
        decided.save(update_fields=["least"])
    return decided.least


@transaction.atomic
def set_aside(*, proposal: SessionProposal, by: User, now: datetime) -> SessionProposal:
    """Not now. It comes back when the open places have grown by another threshold."""
    proposal = _held(proposal, by)
    if proposal.state != State.PROPOSED:
        return proposal
    proposal.state, proposal.decided_by, proposal.decided_at = State.DISMISSED, by, now
    proposal.least = proposal.open_places
    proposal.save(update_fields=["state", "decided_by", "decided_at", "least"])
    audit.record(by=by, action="proposal.set_aside", target=proposal, at=now)
    return proposal


@transaction.atomic
def make_session(
    *, proposal: SessionProposal, title: str, starts: datetime, ends: datetime, by: User, now: datetime
) -> FairSession:
    """A draft online session; the enterprises of the orders are asked when it is announced. A second click finds it."""
    proposal = _held(proposal, by)
    if proposal.state == State.ACCEPTED and proposal.session:
        return proposal.session
    reasons = sessions.reasons_against_times(starts, ends, now=now)
    if proposal.state != State.PROPOSED:
        reasons.append(_("This proposal was set aside."))
    if not title.strip():
        reasons.append(_("Give the session a title."))
    refuse(reasons)
    behind = queries.orders_behind(proposal)
    session = _online_session(proposal, title.strip(), starts, ends, behind)
    asked = {one.order.employer_id for one in behind}
    EnterpriseInvitation.objects.bulk_create(
        EnterpriseInvitation(session=session, employer_id=pk, invited_by=by, invited_at=now) for pk in sorted(asked)
    )
    proposal.state, proposal.session = State.ACCEPTED, session
    proposal.decided_by, proposal.decided_at = by, now
    proposal.save(update_fields=["state", "session", "decided_by", "decided_at"])
    audit.record(by=by, action="proposal.accept", target=proposal, at=now, details={"session": session.pk})
    return session


def _online_session(
    proposal: SessionProposal, title: str, starts: datetime, ends: datetime, behind: list[OpenOrder]
) -> FairSession:
    elsewhere = any(one.order.outside_province for one in behind)
    session = FairSession.objects.create(
        centre=proposal.centre,
        title=title[:200],
        kind=Kind.THEMATIC,
        mode=Mode.ONLINE,
        scope=Scope.LINKED if elsewhere else Scope.PROVINCE,
        starts=starts,
        ends=ends,
        is_demo=proposal.centre.is_demo,
    )
    SessionSite.objects.create(session=session, centre=proposal.centre, role=SessionSite.Role.ONLINE)
    return session


def _held(proposal: SessionProposal, by: User) -> SessionProposal:
    require(by, "fairs.plan_session", proposal)
    rows = SessionProposal.objects.select_for_update(of=("self",)).select_related("centre", "session")
    return rows.get(pk=proposal.pk)


def hours_for(proposal: SessionProposal, *, now: datetime) -> tuple[datetime, datetime]:
    """The day and hours proposed: the first working day from a week ahead without another session."""
    today = localdate(now)
    taken = days_taken(proposal.centre_id, since=today)
    day = rules.day_for(today, taken=taken, is_working_day=reference.is_working_day)

    def at(hour: time) -> datetime:
        return make_aware(datetime.combine(day, hour))

    return at(rules.STARTS_AT), at(rules.ENDS_AT)
