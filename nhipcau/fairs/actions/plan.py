"""Planning one session: making it, changing it, and the sites it joins."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.centres.api import Centre, Place
from nhipcau.fairs.actions.appointing import void_times
from nhipcau.fairs.actions.refusals import EditedMeanwhile, refuse
from nhipcau.fairs.models import FairSession, Participation, Registration, SessionSite
from nhipcau.fairs.queries.invitations import waiting_centres
from nhipcau.fairs.rules import inviting
from nhipcau.fairs.rules import session as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live


@dataclass(frozen=True, kw_only=True)
class SessionData:
    title: str
    kind: str
    mode: str
    scope: str
    starts: datetime
    ends: datetime
    theme: str = ""
    note: str = ""
    most_wishes: int = 5


@transaction.atomic
def create_session(*, centre: Centre, data: SessionData, by: User, now: datetime) -> FairSession:
    """A single session outside any series. Its sites are added next."""
    require(by, "fairs.plan_session", centre)
    refuse(rules.reasons_against_times(data.starts, data.ends, now=now))
    session = FairSession.objects.create(centre=centre, **vars(data))
    audit.record(by=by, action="session.create", target=session, at=now)
    return session


@transaction.atomic
def edit_session(*, session: FairSession, data: SessionData, edition: int, by: User, now: datetime) -> FairSession:
    """Change a session that was read at `edition`. Raises EditedMeanwhile when it has changed since."""
    require(by, "fairs.plan_session", session)
    session = locked(session)
    if session.edition != edition:
        raise EditedMeanwhile([_("Somebody else changed this session a moment ago. Look at it again, then save.")])
    reasons = rules.reasons_not_to_edit(session)
    refuse(reasons or rules.reasons_not_to_move(session, data.starts, data.ends, now=now))
    before = {name: getattr(session, name) for name in vars(data)}
    changed = [name for name, value in vars(data).items() if before[name] != value]
    if not changed:
        return session
    for name in changed:
        setattr(session, name, getattr(data, name))
    session.edition += 1
    session.save(update_fields=[*changed, "edition"])
    if {"starts", "ends"} & set(changed):
        void_times(session, by=by, now=now)
    if "ends" in changed:
        waiting_centres(session).update(expires_at=inviting.ends_at(session))
    audit.record(by=by, action="session.edit", target=session, at=now, details={"fields": changed})
    live.touch(f"fair:{session.pk}")
    return session


@transaction.atomic
def add_site(
    *,
    session: FairSession,
    centre: Centre,
    place: Place | None,
    role: str,
    capacity: int | None,
    by: User,
    now: datetime,
    contact: str = "",
) -> SessionSite:
    """The host's hall, mobile site or online site; of a linked centre a further place, once it has joined by its word.

    Joining the same place again changes nothing.
    """
    of_host = centre.pk == session.centre_id
    require(by, "fairs.plan_session" if of_host else "fairs.join_session", session if of_host else centre)
    session = locked(session)
    if already := session.sites.filter(place=place).first():
        return already
    reasons = rules.reasons_against_site(session, role, has_place=place is not None)
    if not of_host:
        joined = session.sites.filter(centre=centre).exists()
        reasons += rules.reasons_against_joining(session, role, joined=joined)
    if place is not None and place.centre_id != centre.pk:
        reasons.append(_("This place belongs to another centre."))
    refuse(reasons)
    site = SessionSite.objects.create(
        session=session, centre=centre, place=place, role=role, capacity=capacity, contact=contact
    )
    audit.record(by=by, action="session.add_site", target=site, at=now)
    live.touch(f"fair:{session.pk}")
    return site


@transaction.atomic
def change_site(*, site: SessionSite, capacity: int | None, contact: str, by: User, now: datetime) -> SessionSite:
    """How many may register at a site, and whom to call there: the host's word, or its own centre's."""
    session = locked(site.session)
    _require_to_plan(by, site, session)
    site = SessionSite.objects.select_for_update().get(pk=site.pk)
    reasons = rules.reasons_not_to_edit(session)
    if capacity is not None and capacity < site.taken:
        reasons.append(_("%(taken)s people have already registered here.") % {"taken": site.taken})
    refuse(reasons)
    site.capacity, site.contact = capacity, contact
    site.save(update_fields=["capacity", "contact"])
    audit.record(by=by, action="session.change_site", target=site, at=now, details={"fields": ["capacity", "contact"]})
    return site


@transaction.atomic
def remove_site(*, site: SessionSite, by: User, now: datetime) -> None:
    """Take a site out of a session, unless people or enterprises already count on it. Its own centre may leave, too."""
    session = locked(site.session)
    _require_to_plan(by, site, session)
    reasons = rules.reasons_not_to_edit(session)
    if Registration.objects.filter(site=site).exists():
        reasons.append(_("People have already registered at this site."))
    if Participation.objects.filter(site=site).exists():
        reasons.append(_("Enterprises have already applied at this site."))
    refuse(reasons)
    audit.record(by=by, action="session.remove_site", target=site, at=now)
    site.delete()
    live.touch(f"fair:{session.pk}")


def _require_to_plan(by: User, site: SessionSite, session: FairSession) -> None:
    if not may(by, "fairs.join_session", site):
        require(by, "fairs.plan_session", session)


def locked(session: FairSession) -> FairSession:
    """The session as it is now, held until the end of the transaction."""
    return FairSession.objects.select_for_update(of=("self",)).select_related("centre").get(pk=session.pk)
