"""A centre is invited to one session: a link is made, told, renewed or taken back by the host; declined by who was asked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.api import Centre
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.models import FairSession, SiteInvitation
from nhipcau.fairs.rules import inviting as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.text.api import fold, tidy
from nhipcau.foundation.ui.words import day_words, moment_words, span_words
from nhipcau.messaging import api as messaging
from nhipcau.reference.models import Province

PLAN, JOIN = "fairs.plan_session", "fairs.join_session"


@transaction.atomic
def invite_centre(
    *,
    session: FairSession,
    by: User,
    now: datetime,
    centre: Centre | None = None,
    name: str = "",
    province: Province | None = None,
    email: str = "",
    phone: str = "",
) -> tuple[SiteInvitation, str]:
    """A centre that is known here, or a new one by its name. Answers the invitation and the secret of its link, once.

    Raises Refused with every reason, or PermissionDenied.
    """
    require(by, PLAN, session)
    session = locked(session)
    name = centre.name if centre is not None else tidy(name)
    refuse(_reasons_not_to_invite(session, centre, name, now=now))
    secret = rules.new_secret()
    invitation = SiteInvitation.objects.create(
        session=session,
        name=name,
        province=centre.province if centre is not None else province,
        email=email,
        phone=phone,
        digest=rules.digest_of(secret),
        centre=centre,
        invited_by=by,
        invited_at=now,
        expires_at=rules.ends_at(session),
    )
    audit.record(by=by, action="site_invitation.make", target=session, at=now, details={"invitation": invitation.pk})
    return invitation, secret


def _reasons_not_to_invite(session: FairSession, centre: Centre | None, name: str, *, now: datetime) -> list[str]:
    waiting = [one for one in session.invitations.all() if rules.state_of(one, now=now) == "open"]
    same = [
        one.centre_id == centre.pk if centre else one.centre_id is None and fold(one.name) == fold(name)
        for one in waiting
    ]
    reasons = rules.reasons_not_to_invite(
        session,
        host=centre is not None and centre.pk == session.centre_id,
        joined=centre is not None and session.sites.filter(centre=centre).exists(),
        waiting=any(same),
        now=now,
    )
    if not name:
        reasons.append(_("Choose a centre, or write the name of the one you invite."))
    return reasons


@transaction.atomic
def renew_link(*, invitation: SiteInvitation, by: User, now: datetime) -> tuple[SiteInvitation, str]:
    """Another link for the same invitation; the one before opens nothing any more."""
    require(by, PLAN, invitation.session)
    invitation = held(invitation)
    refuse(rules.reasons_not_to_answer(invitation, now=now))
    secret = rules.new_secret()
    invitation.digest, invitation.expires_at = rules.digest_of(secret), rules.ends_at(invitation.session)
    invitation.save(update_fields=["digest", "expires_at"])
    audit.record(
        by=by, action="site_invitation.renew", target=invitation.session, at=now, details={"invitation": invitation.pk}
    )
    return invitation, secret


def tell_invited(*, invitation: SiteInvitation, link: str, by: User, now: datetime) -> list[str]:
    """Send the link where an e-mail address or a mobile number was given. Answers the addresses that took it."""
    require(by, PLAN, invitation.session)
    session, told = invitation.session, []
    facts = {
        "centre": invitation.name,
        "host": session.centre.name,
        "session": session.title,
        "day": day_words(session.starts),
        "span": span_words(session.starts, session.ends),
        "link": link,
        "end": moment_words(invitation.expires_at),
    }
    if invitation.email:
        subject = _("Invitation to join the session of %(day)s") % facts
        words = _letter() % facts
        sent = messaging.send_email(
            to=invitation.email, subject=subject, words=words, purpose="site-invitation", now=now
        )
        told += [invitation.email] if sent.state == sent.State.SENT else []
    if invitation.phone:
        words = _("%(host)s invites your centre to the session of %(day)s: %(link)s") % facts
        message = messaging.send_sms(to=invitation.phone, words=words, purpose="site-invitation", now=now)
        told += [invitation.phone] if message.state == message.State.SENT else []
    return told


def _letter() -> str:
    return _(
        "Dear colleagues of %(centre)s,\n\n%(host)s invites you to join “%(session)s” (%(day)s, %(span)s) with your own "
        "people, computers and enterprises. Your computers need nothing but a browser; whoever answers also needs a phone "
        "with an app that shows six digits, which protects the account. Open this link, it serves once:\n\n%(link)s\n\n"
        "It is good until %(end)s. Whoever has it can join in your name: do not pass it on."
    )


@transaction.atomic
def revoke_invitation(*, invitation: SiteInvitation, by: User, now: datetime) -> SiteInvitation:
    """The host takes it back. Once is enough; what was taken stays, its site is taken out on the list of sites."""
    require(by, PLAN, invitation.session)
    invitation = held(invitation)
    if invitation.revoked_at is not None:
        return invitation
    refuse(rules.reasons_not_to_answer(invitation, now=now))
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    audit.record(
        by=by, action="site_invitation.revoke", target=invitation.session, at=now, details={"invitation": invitation.pk}
    )
    return invitation


@transaction.atomic
def decline_invitation(
    *, invitation: SiteInvitation, reason: str, by: User | None, now: datetime, secret: str = ""
) -> SiteInvitation:
    """By a colleague of the invited centre, or by whoever holds the link. The host reads the reason."""
    if by is not None:
        require(by, JOIN, invitation)
    invitation = held(invitation)
    if by is None and rules.digest_of(secret) != invitation.digest:
        refuse([_("This link is not known here.")])
    if invitation.declined_at is not None:
        return invitation
    refuse(rules.reasons_not_to_answer(invitation, now=now))
    invitation.declined_at, invitation.reason = now, tidy(reason)[:300]
    invitation.save(update_fields=["declined_at", "reason"])
    audit.record(
        by=by,
        action="site_invitation.decline",
        target=invitation.session,
        at=now,
        details={"invitation": invitation.pk},
    )
    live.touch(f"fair:{invitation.session_id}")
    return invitation


def held(invitation: SiteInvitation) -> SiteInvitation:
    """As it is now: the session first, so that nobody waits for each other, then the row."""
    locked(invitation.session)
    rows = SiteInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("session__centre", "centre", "province", "site").get(pk=invitation.pk)
