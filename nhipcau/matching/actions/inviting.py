"""An enterprise invites somebody whom an opening suits; the person answers, and may change their mind.

The enterprise learns who it is when the person says yes. Answers come from the person's own account only.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.matching import queries, rules
from nhipcau.matching.actions.referring import Refused
from nhipcau.matching.events import InvitationAnswered, InvitationSent, InvitationWithdrawn
from nhipcau.matching.models import Invitation, NotForMe
from nhipcau.matching.suitability import suitability
from nhipcau.seekers.models import Seeker
from nhipcau.vacancies.api import shown_on_board
from nhipcau.vacancies.models import Vacancy


@transaction.atomic
def see_whom_it_suits(
    *, vacancy: Vacancy, by: User, now: datetime, without: Collection[int] = ()
) -> queries.WhomItSuits:
    """The best people to invite, without names; the book keeps who looked. Raises PermissionDenied."""
    require(by, "matching.invite", vacancy)
    found = queries.to_invite(vacancy, now=now, without=without)
    shown = {"people": found.people, "shown": len(found.first)}
    audit.record(by=by, action="opening.see_people", target=vacancy, at=now, details=shown)
    return found


@transaction.atomic
def invite_to(
    *,
    vacancy: Vacancy,
    seeker: Seeker,
    occasion_kind: str,
    occasion_id: int,
    until: datetime,
    by: User,
    now: datetime,
) -> Invitation:
    """Ask this person to the enterprise's table; asking again gives the same invitation.

    One that was withdrawn stands again, and one whose time was over, when the occasion was put off.
    Raises Refused with every reason, or PermissionDenied.
    """
    require(by, "matching.invite", vacancy)
    vacancy = Vacancy.objects.select_for_update(of=("self",), no_key=True).get(pk=vacancy.pk)
    seeker = Seeker.objects.select_for_update(of=("self",), no_key=True).get(pk=seeker.pk)
    whom = {"seeker": seeker, "employer_id": vacancy.employer_id}
    before = Invitation.objects.filter(**whom, occasion_kind=occasion_kind, occasion_id=occasion_id).first()
    if before is not None and before.vacancy_id != vacancy.pk and before.withdrawn_at is None:
        raise Refused([_("Your enterprise has invited this person to this day already, for another opening.")])
    if before is not None and (before.answer or (before.withdrawn_at is None and before.until > now)):
        return before
    asking = _asking(vacancy, seeker, occasion_kind, occasion_id, now)
    if reasons := rules.reasons_not_to_invite(asking, until=until, now=now):
        raise Refused(reasons)
    invitation = before or Invitation(**whom, occasion_kind=occasion_kind, occasion_id=occasion_id)
    invitation.vacancy, invitation.until, invitation.withdrawn_at = vacancy, until, None
    invitation.made_by, invitation.made_at = by, now
    invitation.save()
    audit.record(by=by, action="invitation.make", target=invitation, at=now, details={"vacancy": vacancy.pk})
    outbox.publish(_sent(invitation, now))
    live.touch(f"seeker:{seeker.pk}")
    return invitation


def _asking(vacancy: Vacancy, seeker: Seeker, occasion_kind: str, occasion_id: int, now: datetime) -> rules.Asking:
    invited = queries.invited_to(occasion_kind, occasion_id).filter(vacancy=vacancy).exclude(seeker=seeker)
    return rules.Asking(
        on_board=shown_on_board(localdate(now)).filter(pk=vacancy.pk).exists(),
        welcome=_welcome(vacancy, seeker, now),
        places=vacancy.headcount,
        invited=invited.count(),
        unanswered=queries.unanswered([seeker.pk], now=now).get(seeker.pk, 0),
    )


def _welcome(vacancy: Vacancy, seeker: Seeker, now: datetime) -> bool:
    """No gate is shut, and the person has neither switched suggestions off nor turned this opening down."""
    preference = queries.preference_of(seeker)
    if preference is not None and not preference.suggestions:
        return False
    if NotForMe.objects.filter(seeker=seeker, vacancy=vacancy).exists() or not queries.can_hear([seeker.pk]):
        return False
    day = localdate(now)
    person = queries.person_facts([seeker], today=day)[seeker.pk]
    return not suitability(person, queries.opening_facts([vacancy], today=day)[vacancy.pk]).shut


def _sent(invitation: Invitation, now: datetime) -> InvitationSent:
    return InvitationSent(
        invitation_id=invitation.pk,
        seeker_id=invitation.seeker_id,
        vacancy_id=invitation.vacancy_id,
        employer_id=invitation.employer_id,
        occasion_kind=invitation.occasion_kind,
        occasion_id=invitation.occasion_id,
        at=now,
    )


@transaction.atomic
def answer_invitation(*, invitation: Invitation, comes: bool, by: User, now: datetime) -> Invitation:
    """By the person's own account, until the last moment, and otherwise again. The same answer changes nothing.

    Raises Refused, or PermissionDenied.
    """
    require(by, "seekers.own", invitation)
    invitation = _locked(invitation)
    answer = Invitation.Answer.YES if comes else Invitation.Answer.NO
    if invitation.answer == answer and invitation.withdrawn_at is None:
        return invitation
    if reasons := rules.reasons_not_to_answer(invitation, now=now):
        raise Refused(reasons)
    invitation.answer, invitation.answered_at = answer, now
    invitation.save(update_fields=["answer", "answered_at"])
    audit.record(by=by, action="invitation.answer", target=invitation, at=now, details={"answer": answer})
    outbox.publish(
        InvitationAnswered(
            invitation_id=invitation.pk,
            seeker_id=invitation.seeker_id,
            vacancy_id=invitation.vacancy_id,
            employer_id=invitation.employer_id,
            comes=comes,
            at=now,
        )
    )
    live.touch(f"seeker:{invitation.seeker_id}")
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, now: datetime) -> Invitation:
    """The enterprise takes it back while nobody counts on it. Withdrawn twice changes nothing.

    Raises Refused when the person has said yes, or PermissionDenied.
    """
    require(by, "matching.invite", invitation)
    invitation = _locked(invitation)
    if invitation.withdrawn_at is not None:
        return invitation
    if reasons := rules.reasons_not_to_withdraw(invitation):
        raise Refused(reasons)
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(by=by, action="invitation.withdraw", target=invitation, at=now)
    outbox.publish(InvitationWithdrawn(invitation_id=invitation.pk, at=now))
    live.touch(f"seeker:{invitation.seeker_id}")
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
