"""An enterprise that was asked to come says yes with one tap, or no."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.actions.taking_part import apply
from nhipcau.fairs.models import EnterpriseInvitation, FairSession, Mode, Participation, SessionSite
from nhipcau.fairs.queries.invitations import still_open
from nhipcau.fairs.rules.taking_part import AGAIN
from nhipcau.foundation.audit import api as audit


@transaction.atomic
def come_again(*, invitation: EnterpriseInvitation, by: User, now: datetime) -> Participation:
    """Ask to take part with what is still open of last time. A second tap finds it asked already."""
    invitation = _held(invitation, by)
    session, employer = invitation.session, invitation.employer
    known = Participation.objects.filter(session=session, employer=employer).exclude(state__in=AGAIN).first()
    if known:
        return known
    brought = still_open(invitation)
    if not brought:
        refuse([_("None of your openings of last time is still open. Put in openings first, then take part.")])
    site = _site(session, invitation.last)
    return apply(
        session=session,
        employer=employer,
        vacancies=brought,
        site=site,
        online=site is None or (invitation.last.online if invitation.last else session.mode == Mode.HYBRID),
        interviewers=invitation.last.interviewers if invitation.last else 1,
        by=by,
        now=now,
    )


@transaction.atomic
def stay_away(*, invitation: EnterpriseInvitation, by: User, now: datetime) -> EnterpriseInvitation:
    """Not this time. It may still apply by itself."""
    invitation = _held(invitation, by)
    if invitation.declined_at is None:
        invitation.declined_at = now
        invitation.save(update_fields=["declined_at"])
        audit.record(by=by, action="participation.decline", target=invitation, at=now)
    return invitation


def _held(invitation: EnterpriseInvitation, by: User) -> EnterpriseInvitation:
    require(by, "fairs.take_part", invitation)
    rows = EnterpriseInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("session__centre", "employer", "last__site").get(pk=invitation.pk)


def _site(session: FairSession, last: Participation | None) -> SessionSite | None:
    """The same hall as last time; where another centre's does not join again, online. Else the host's hall."""
    halls = session.sites.exclude(role=SessionSite.Role.ONLINE)
    if last is not None:
        same = halls.filter(place=last.site.place_id).first() if last.site else None
        if same or last.site is None or last.site.centre_id != session.centre_id:
            return same
    return halls.filter(centre=session.centre_id).order_by("pk").first()
