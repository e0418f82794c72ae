"""A session like the last one: its sites and contacts, and whoever took part is asked again."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions.plan import SessionData, locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.models import (
    EnterpriseInvitation,
    FairSession,
    Participation,
    SessionSite,
    SessionState,
    SiteInvitation,
)
from nhipcau.fairs.queries.invitations import took_part
from nhipcau.fairs.queries.series import drafts_of
from nhipcau.fairs.rules import inviting
from nhipcau.fairs.rules import session as rules
from nhipcau.foundation.audit import api as audit


@transaction.atomic
def copy_session(
    *, session: FairSession, data: SessionData, enterprises: Collection[int], by: User, now: datetime
) -> FairSession:
    """A draft for another day, or the one that its series has made for that day, filled. Copied again, such as by a
    second click, it is the one that was made.

    `enterprises`: ids of those to ask again; they hear of it when the session is announced. Sites of other centres
    are not copied but invited: they come when they say yes.
    """
    require(by, "fairs.plan_session", session)
    session = locked(session)
    copies = FairSession.objects.filter(copied_from=session, starts=data.starts)
    if already := copies.exclude(state=SessionState.CANCELLED).first():
        return already
    refuse(rules.reasons_against_times(data.starts, data.ends, now=now) or _reasons_against_title(data))
    made = _filled_draft(session, data) or FairSession.objects.create(
        centre=session.centre, copied_from=session, is_demo=session.is_demo, **vars(data)
    )
    sites = list(session.sites.select_related("centre__province").order_by("pk"))
    _own_sites(made, [site for site in sites if site.centre_id == session.centre_id])
    _invite_centres(made, [site for site in sites if site.centre_id != session.centre_id], by=by, now=now)
    asked = took_part(session, day=localdate(data.starts)).filter(employer_id__in=enterprises)
    invite_enterprises(session=made, last=asked, by=by, now=now)
    audit.record(by=by, action="session.copy", target=made, at=now, details={"from": session.pk})
    return made


def _filled_draft(session: FairSession, data: SessionData) -> FairSession | None:
    """The untouched draft of the same series on this day, with what was said of the copy."""
    if session.series_id is None:
        return None
    drafts = drafts_of(session.series_id).select_for_update(of=("self",))
    draft = drafts.filter(starts__date=localdate(data.starts)).order_by("pk").first()
    if draft is None:
        return None
    for name, value in vars(data).items():
        setattr(draft, name, value)
    draft.copied_from, draft.edition = session, draft.edition + 1
    draft.save(update_fields=[*vars(data), "copied_from", "edition"])
    return draft


def _reasons_against_title(data: SessionData) -> list[str]:
    return [] if data.title.strip() else [_("Give the session a title.")]


def _own_sites(session: FairSession, sites: Iterable[SessionSite]) -> None:
    same = ("centre_id", "place_id", "role", "capacity", "contact")
    SessionSite.objects.filter(session=session, centre_id=session.centre_id).delete()
    again = [SessionSite(session=session, **{name: getattr(site, name) for name in same}) for site in sites]
    SessionSite.objects.bulk_create(again)


def _invite_centres(session: FairSession, sites: Iterable[SessionSite], *, by: User, now: datetime) -> None:
    """Each linked centre once, unless it is in the session already. Nobody holds the secret of its link yet: it gets one when the link is sent."""
    reached = {one.site_id: one for one in SiteInvitation.objects.filter(site__in=[site.pk for site in sites])}
    invited: dict[int, SiteInvitation] = {}
    joined = set(session.sites.values_list("centre_id", flat=True))
    for site in sites:
        if site.centre_id in joined:
            continue
        before = reached.get(site.pk)
        invited.setdefault(
            site.centre_id,
            SiteInvitation(
                session=session,
                name=site.centre.name,
                province=site.centre.province,
                centre=site.centre,
                email=before.email if before else "",
                phone=before.phone if before else "",
                digest=inviting.digest_of(inviting.new_secret()),
                invited_by=by,
                invited_at=now,
                expires_at=inviting.ends_at(session),
            ),
        )
    SiteInvitation.objects.bulk_create(invited.values())


def invite_enterprises(*, session: FairSession, last: Iterable[Participation], by: User, now: datetime) -> None:
    asked = [
        EnterpriseInvitation(session=session, employer_id=one.employer_id, last=one, invited_by=by, invited_at=now)
        for one in last
    ]
    EnterpriseInvitation.objects.bulk_create(asked, ignore_conflicts=True)
