"""What the review desk does to an opening, and how it leaves the board."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import tidy
from nhipcau.vacancies import rules
from nhipcau.vacancies.actions import search_jobs
from nhipcau.vacancies.actions.writing import ENTER
from nhipcau.vacancies.events import VacancyClosed, VacancyPublished, VacancyReturned
from nhipcau.vacancies.models import Status, Vacancy

REVIEW = "vacancies.review_vacancy"


class CannotPublish(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class CannotReturn(CannotPublish):
    pass


def _locked(vacancy: Vacancy) -> Vacancy:
    rows = Vacancy.objects.select_for_update(of=("self",)).select_related("employer")
    return rows.get(pk=vacancy.pk)


@transaction.atomic
def publish_vacancy(*, vacancy: Vacancy, by: User, now: datetime) -> Vacancy:
    """Put an opening on the public board and tell the rest of the centre.

    Publishing an open one changes nothing, so a double click is harmless.
    Raises CannotPublish with every reason, or PermissionDenied.
    """
    require(by, REVIEW, vacancy)
    vacancy = _locked(vacancy)
    if vacancy.status == Status.OPEN:
        return vacancy
    if reasons := rules.reasons_not_to_publish(vacancy, today=localdate(now)):
        raise CannotPublish(reasons)
    vacancy.status, vacancy.published_at, vacancy.review_note = Status.OPEN, now, ""
    vacancy.save(update_fields=["status", "published_at", "review_note"])
    audit.record(by=by, action="vacancy.publish", target=vacancy, at=now)
    outbox.publish(VacancyPublished(vacancy_id=vacancy.pk, at=now))
    return vacancy


@transaction.atomic
def return_vacancy(*, vacancy: Vacancy, note: str, by: User, now: datetime) -> Vacancy:
    """Send an opening back to the enterprise, or take it off the board, saying what must be mended.

    Raises CannotReturn with the reason, or PermissionDenied.
    """
    require(by, REVIEW, vacancy)
    vacancy = _locked(vacancy)
    if not (note := tidy(note)):
        raise CannotReturn([_("Say what must be mended, so that the enterprise can do it.")])
    if vacancy.status == Status.RETURNED and vacancy.review_note == note[:500]:
        return vacancy
    if vacancy.status == Status.CLOSED:
        raise CannotReturn([_("This opening is closed already.")])
    vacancy.status, vacancy.review_note = Status.RETURNED, note[:500]
    vacancy.save(update_fields=["status", "review_note"])
    audit.record(by=by, action="vacancy.return", target=vacancy, at=now)
    outbox.publish(VacancyReturned(vacancy_id=vacancy.pk, note=vacancy.review_note, at=now))
    return vacancy


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, by: User, now: datetime) -> Vacancy:
    """Its enterprise, or the desk, takes an opening off the board for good. Closing twice changes nothing."""
    if not (may(by, ENTER, vacancy) or may(by, REVIEW, vacancy)):
        raise PermissionDenied(ENTER)
    vacancy = _locked(vacancy)
    if vacancy.status == Status.CLOSED:
        return vacancy
    vacancy.status = Status.CLOSED
    vacancy.save(update_fields=["status"])
    audit.record(by=by, action="vacancy.close", target=vacancy, at=now)
    outbox.publish(VacancyClosed(vacancy_id=vacancy.pk, at=now))
    return vacancy


@transaction.atomic
def offer_online(*, vacancy_ids: Iterable[int], until: datetime, by: User, now: datetime) -> int:
    """These openings are interviewed for online at a fair until then: the board has a filter for it.

    The fair that opens calls this for all it shows, whichever centre keeps them.
    """
    require(by, "fairs.run_session")
    offered = Vacancy.objects.filter(pk__in=list(vacancy_ids)).update(online_until=until)
    search_jobs.follow_soon()
    return offered
