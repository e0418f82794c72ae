"""Somebody says that an opening is false; the desk answers."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import tidy
from nhipcau.vacancies.actions.reviewing import REVIEW
from nhipcau.vacancies.models import Complaint, Vacancy

MOST_AN_HOUR = 20  # about one opening; more is a machine or a campaign, and the desk has heard


class CannotComplain(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def complain(*, vacancy: Vacancy, kind: str, words: str, contact: str, now: datetime) -> Complaint:
    """Anybody may, without an account. Raises CannotComplain with the reason."""
    if kind not in Complaint.Kind.values:
        raise CannotComplain([_("Say what is wrong with this opening.")])
    lately = Complaint.objects.filter(vacancy=vacancy, made_at__gt=now - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        raise CannotComplain([_("Many people have reported this opening. The centre is looking at it now.")])
    return Complaint.objects.create(
        vacancy=vacancy, kind=kind, words=words.strip()[:2000], contact=tidy(contact)[:120], made_at=now
    )


@transaction.atomic
def answer_complaint(*, complaint: Complaint, answer: str, by: User, now: datetime) -> Complaint:
    """The desk has looked and says what was done. Raises CannotComplain, or PermissionDenied."""
    if not may(by, REVIEW, complaint.vacancy):
        raise PermissionDenied(REVIEW)
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("vacancy").get(pk=complaint.pk)
    if complaint.handled_at is not None:
        return complaint
    if not tidy(answer):
        raise CannotComplain([_("Say what was done about it.")])
    complaint.handled_at, complaint.handled_by, complaint.answer = now, by, tidy(answer)[:500]
    complaint.save(update_fields=["handled_at", "handled_by", "answer"])
    audit.record(by=by, action="complaint.answer", target=complaint.vacancy, at=now)
    return complaint
