"""Enterprises in a session: asking to come, the centre's answer, and being there."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.employers.models import Employer
from nhipcau.fairs.actions.plan import locked
from nhipcau.fairs.actions.refusals import refuse
from nhipcau.fairs.actions.seating import give_seats
from nhipcau.fairs.events import ParticipationApproved, ParticipationRejected
from nhipcau.fairs.models import (
    FairSession,
    Participation,
    ParticipationState,
    SessionSite,
    SessionState,
    SessionVacancy,
    Wish,
)
from nhipcau.fairs.rules import session as sessions
from nhipcau.fairs.rules import taking_part as rules
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.vacancies.models import Vacancy

Brought = Sequence[tuple[Vacancy, int]]


@transaction.atomic
def apply(
    *,
    session: FairSession,
    employer: Employer,
    vacancies: Brought,
    site: SessionSite | None,
    online: bool,
    interviewers: int,
    by: User,
    now: datetime,
) -> Participation:
    """A recruiter asks to take part with openings and interviewers; staff may ask for an enterprise.

    Until it is answered the application can be sent again with changes. Raises Refused with every reason.
    """
    if not may(by, "fairs.approve_participation", session):
        require(by, "fairs.take_part", employer)
    session = locked(session)
    known = Participation.objects.filter(session=session, employer=employer).first()
    reasons = rules.reasons_not_to_apply(session, employer)
    if known and known.state not in (ParticipationState.APPLIED, *rules.AGAIN):
        reasons.append(rules.in_words(known.state))
    reasons += rules.reasons_against_openings(employer, vacancies, day=localdate(session.starts))
    reasons += rules.reasons_against_seat(session, site, online=online, interviewers=interviewers)
    reasons += _reasons_against_leaving_out(known, vacancies)
    refuse(reasons)
    said = {
        "centre_id": _centre_of(session, employer, site),
        "site": site,
        "online": online,
        "interviewers": interviewers,
        "state": ParticipationState.APPLIED,
        "reason": "",
        "applied_at": now,
    }
    participation, _made = Participation.objects.update_or_create(session=session, employer=employer, defaults=said)
    _bring(participation, vacancies)
    audit.record(by=by, action="participation.apply", target=participation, at=now)
    live.touch(f"fair:{session.pk}")
    return participation


@transaction.atomic
def approve_participation(*, participation: Participation, by: User, now: datetime) -> Participation:
    """Give the enterprise its table numbers and online rooms. Approving twice gives nothing twice."""
    _require_to_answer(by, participation)
    session = locked(participation.session)
    participation = _held(participation)
    if participation.state in rules.TAKES_PART:
        return participation
    reasons = rules.reasons_not_to_step(participation, ParticipationState.APPROVED)
    if session.state not in (*sessions.TAKES_ENTERPRISES, SessionState.RUNNING):
        reasons.append(sessions.in_words(session.state))
    refuse(reasons)
    give_seats(participation, by=by, now=now)
    _answer(participation, ParticipationState.APPROVED, by=by, now=now)
    outbox.publish(
        ParticipationApproved(
            participation_id=participation.pk,
            session_id=session.pk,
            employer_id=participation.employer_id,
            at=now,
        )
    )
    return participation


@transaction.atomic
def reject_participation(*, participation: Participation, reason: str, by: User, now: datetime) -> Participation:
    """Say no, and why: the enterprise reads the reason and may apply again."""
    _require_to_answer(by, participation)
    participation = _held(participation)
    if participation.state == ParticipationState.REJECTED:
        return participation
    reasons = rules.reasons_not_to_step(participation, ParticipationState.REJECTED)
    if not reason.strip():
        reasons.append(_("Say why: the enterprise reads it."))
    refuse(reasons)
    _answer(participation, ParticipationState.REJECTED, reason=reason.strip(), by=by, now=now)
    outbox.publish(
        ParticipationRejected(
            participation_id=participation.pk,
            session_id=participation.session_id,
            employer_id=participation.employer_id,
            reason=reason.strip(),
            at=now,
        )
    )
    return participation


def _answer(
    participation: Participation, state: ParticipationState, *, by: User, now: datetime, reason: str = ""
) -> None:
    participation.state, participation.reason = state, reason
    participation.decided_by, participation.decided_at = by, now
    participation.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    word = "approve" if state == ParticipationState.APPROVED else "reject"
    audit.record(by=by, action=f"participation.{word}", target=participation, at=now)
    live.touch(f"fair:{participation.session_id}")


def _require_to_answer(by: User, participation: Participation) -> None:
    """The host answers every enterprise; a linked centre answers those of its own site."""
    if not may(by, "fairs.approve_participation", participation):
        require(by, "fairs.approve_participation", participation.session)


def _held(participation: Participation) -> Participation:
    locked_rows = Participation.objects.select_for_update(of=("self",))
    return locked_rows.select_related("session__centre", "employer", "site__place", "centre").get(pk=participation.pk)


def _bring(participation: Participation, vacancies: Brought) -> None:
    for vacancy, headcount in vacancies:
        shown = {"headcount": headcount, "pay_from": vacancy.pay_from, "pay_to": vacancy.pay_to}
        SessionVacancy.objects.update_or_create(participation=participation, vacancy=vacancy, defaults=shown)
    brought = [vacancy.pk for vacancy, _headcount in vacancies]
    participation.vacancies.exclude(vacancy_id__in=brought).delete()


def _reasons_against_leaving_out(known: Participation | None, vacancies: Brought) -> list[str]:
    """An enterprise that comes back cannot drop an opening that people have put on their lists."""
    if known is None:
        return []
    brought = [vacancy.pk for vacancy, _headcount in vacancies]
    wished = Wish.objects.filter(session_vacancy__participation=known)
    titles = wished.exclude(session_vacancy__vacancy_id__in=brought).values_list(
        "session_vacancy__vacancy__title", flat=True
    )
    words = _("People have already chosen “%(title)s”: bring it again.")
    return [words % {"title": title} for title in sorted(set(titles))]


def _centre_of(session: FairSession, employer: Employer, site: SessionSite | None) -> int:
    """Who looks after it: its site's centre; online, its own centre when that one joins; else the host."""
    if site is not None:
        return site.centre_id
    joins = session.sites.filter(centre_id=employer.centre_id).exists()
    return employer.centre_id if joins else session.centre_id
