"""An enterprise calls people whom its opening suits to a session; they come, with a ticket, or say no."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhipcau.accounts.api import User, require
from nhipcau.consents import api as consents
from nhipcau.fairs.actions import registering
from nhipcau.fairs.actions.refusals import Refused, refuse
from nhipcau.fairs.actions.ticket_by_sms import without_accents
from nhipcau.fairs.models import FairSession, Registration, SessionSite, SessionVacancy, SignUp
from nhipcau.fairs.queries import calling_people as queries
from nhipcau.fairs.queries import people
from nhipcau.fairs.queries.occasion import KIND
from nhipcau.fairs.rules import calling_people as rules
from nhipcau.fairs.rules.people import TAKES_PEOPLE
from nhipcau.fairs.rules.telling import is_quiet
from nhipcau.matching import api as matching
from nhipcau.matching.api import Invitation, NotForMe
from nhipcau.messaging import api as messaging
from nhipcau.messaging.models import SmsMessage
from nhipcau.seekers.api import Seeker, subject_of

NAME: Final = 40  # letters of an enterprise's name in a text message


def call(*, brought: SessionVacancy, seeker: Seeker, by: User, now: datetime) -> Invitation:
    """Ask this person to the enterprise's table; they may answer until the session begins. Repeating changes nothing.

    Raises Refused with every reason, or PermissionDenied.
    """
    require(by, "matching.invite", brought.vacancy)
    refuse(rules.reasons_not_to_call(brought.participation, now=now))
    session = brought.participation.session
    try:
        return matching.invite_to(
            vacancy=brought.vacancy,
            seeker=seeker,
            occasion_kind=KIND,
            occasion_id=session.pk,
            until=session.starts,
            by=by,
            now=now,
        )
    except matching.Refused as refusal:
        raise Refused(refusal.reasons) from refusal


@transaction.atomic
def come(*, invitation: Invitation, site: SessionSite | None, by: User, now: datetime) -> Registration:
    """Yes: a ticket with this job on it. Who has a ticket keeps it, and `site` is not asked; the job joins the list.

    Raises Refused with every reason, or PermissionDenied; then the answer is not kept either.
    """
    invitation = _answer(invitation, comes=True, by=by, now=now)
    session = FairSession.objects.get(pk=invitation.occasion_id)
    brought = queries.brought_to(session, invitation)
    if brought is None or session.state not in TAKES_PEOPLE:
        raise Refused(rules.reasons_not_to_come(session))
    if mine := people.registration_in(session, invitation.seeker):
        wishes = [wish.session_vacancy for wish in people.wishes_of(mine)]
        if brought not in wishes:
            refuse(rules.reasons_list_is_full(session, len(wishes)))
            registering.change_wishes(registration=mine, wishes=[*wishes, brought], by=by, now=now)
        return mine
    if site is None:
        raise Refused([_("Choose one place.")])
    return registering.register(
        session=session, seeker=invitation.seeker, site=site, wishes=[brought], channel=SignUp.WEB, by=by, now=now
    )


@transaction.atomic
def decline(*, invitation: Invitation, because: str, by: User, now: datetime) -> Invitation:
    """No. The job leaves the person's list; with a reason it is not suggested again. A ticket stays a ticket.

    Raises Refused with every reason, or PermissionDenied.
    """
    invitation = _answer(invitation, comes=False, by=by, now=now)
    if because in NotForMe.Because.values:
        matching.say_not_for_me(seeker=invitation.seeker, vacancy=invitation.vacancy, because=because, by=by, now=now)
    session = FairSession.objects.get(pk=invitation.occasion_id)
    if mine := people.registration_in(session, invitation.seeker):
        wishes = [wish.session_vacancy for wish in people.wishes_of(mine)]
        left = [wish for wish in wishes if wish.vacancy_id != invitation.vacancy_id]
        if len(left) < len(wishes):
            registering.change_wishes(registration=mine, wishes=left, by=by, now=now)
    return invitation


def _answer(invitation: Invitation, *, comes: bool, by: User, now: datetime) -> Invitation:
    try:
        return matching.answer_invitation(invitation=invitation, comes=comes, by=by, now=now)
    except matching.Refused as refusal:
        raise Refused(refusal.reasons) from refusal


def tell(*, invitation_id: int, now: datetime) -> bool:
    """Was a text message sent? Once, by day, to whoever agreed to messages; the account shows it in any case."""
    found = Invitation.objects.select_related("seeker", "employer", "vacancy").get(pk=invitation_id)
    purpose = f"invitation-{found.pk}"
    if found.answer or found.withdrawn_at is not None or not found.seeker.phone or found.until <= now or is_quiet(now):
        return False
    if not consents.has_consent(subject_of(found.seeker), consents.Purpose.MESSAGES):
        return False
    if SmsMessage.objects.filter(purpose=purpose).exists():
        return False
    session = FairSession.objects.select_related("centre").get(pk=found.occasion_id)
    with override(settings.LANGUAGE_CODE):
        words = without_accents(_words_of(found, session))
    messaging.send_sms(to=found.seeker.phone, words=words, purpose=purpose, now=now)
    return True


def tell_those_of_the_night(*, now: datetime) -> int:
    """Those called while people slept hear of it in the morning. How many messages left."""
    waiting = Invitation.objects.filter(occasion_kind=KIND, answer="", withdrawn_at=None, until__gt=now)
    return sum(tell(invitation_id=one.pk, now=now) for one in waiting.order_by("pk"))


def _words_of(invitation: Invitation, session: FairSession) -> str:
    said = _("%(centre)s: %(enterprise)s invites %(name)s to the job fair %(time)s, %(job)s. Yes or no: %(address)s")
    return said % {
        "centre": session.centre.short_name,
        "enterprise": invitation.employer.name[:NAME],
        "name": invitation.seeker.full_name,
        "time": f"{localtime(session.starts):%H:%M %d/%m}",
        "job": invitation.vacancy.title[:NAME],
        "address": messaging.full_address(reverse("fairs:invited", args=[invitation.pk])),
    }
