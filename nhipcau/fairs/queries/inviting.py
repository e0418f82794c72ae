"""Invitations: those a host has sent, those a centre has got, and the one a link opens. Reads only."""

from datetime import datetime

from django.db.models import QuerySet

from nhipcau.accounts.api import User, Visitor
from nhipcau.centres.api import Centre, Place, centres_where
from nhipcau.fairs.models import FairSession, SessionSite, SiteInvitation
from nhipcau.fairs.rules import inviting as rules
from nhipcau.fairs.rules.session import OVER

JOIN = "fairs.join_session"
SHOWN = ("session__centre", "centre", "province", "site__place", "invited_by")


def sent_for(session: FairSession) -> QuerySet[SiteInvitation]:
    """The newest first; a host invites some dozens at most."""
    return session.invitations.select_related(*SHOWN).order_by("-invited_at", "-pk")


def of_hosts(user: Visitor) -> QuerySet[SiteInvitation]:
    """Those a planner of the host may renew or take back."""
    mine = centres_where(user, "fairs.plan_session")
    return SiteInvitation.objects.filter(session__centre_id__in=mine).select_related(*SHOWN)


def got_by(user: Visitor) -> QuerySet[SiteInvitation]:
    """Those addressed to the centres for which this user may answer, the next session first."""
    mine = centres_where(user, JOIN)
    got = SiteInvitation.objects.filter(centre_id__in=mine, revoked_at=None)
    return got.select_related(*SHOWN).order_by("-session__starts", "-pk")


def waiting_for(user: Visitor, now: datetime) -> QuerySet[SiteInvitation]:
    """Not answered yet, and still good."""
    open_ones = got_by(user).filter(accepted_at=None, declined_at=None, expires_at__gt=now)
    return open_ones.exclude(session__state__in=OVER)


def by_link(secret: str) -> SiteInvitation | None:
    return SiteInvitation.objects.select_related(*SHOWN).filter(digest=rules.digest_of(secret)).first()


def centres_to_invite(session: FairSession) -> QuerySet[Centre]:
    """Known here, neither the host nor in the session already."""
    joined = SessionSite.objects.filter(session=session).values("centre_id")
    others = Centre.objects.exclude(pk__in=joined).exclude(pk=session.centre_id)
    return others.select_related("province").order_by("province__sort_key", "short_name", "pk")


def centres_that_answer(user: User) -> QuerySet[Centre]:
    return Centre.objects.filter(pk__in=centres_where(user, JOIN)).order_by("short_name", "pk")


def places_free(centre: Centre, session: FairSession) -> QuerySet[Place]:
    """Of one centre, those that are not in the session yet."""
    joined = SessionSite.objects.filter(session=session, place__isnull=False).values("place_id")
    return Place.objects.filter(centre=centre).exclude(pk__in=joined).order_by("name", "pk")
