"""An opening comes in, and is mended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.employers.models import Employer
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.vacancies import rules
from nhipcau.vacancies.events import VacancyChanged
from nhipcau.vacancies.models import OrderState, Status, Vacancy
from nhipcau.vacancies.rules import VacancyData
from nhipcau.vacancies.rules.data import LISTS, NAMES, plain

ENTER = "vacancies.enter_vacancy"


class CannotKeep(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Difference:
    """One field that two people changed: what stands now, and what the second one wanted."""

    field: str
    kept: Any
    wanted: Any


class ChangedMeanwhile(Exception):
    """Somebody else saved first. `differences` shows both values; nothing was overwritten."""

    def __init__(self, differences: list[Difference], vacancy: Vacancy) -> None:
        super().__init__(_("Somebody else has changed this opening meanwhile."))
        self.differences = differences
        self.vacancy = vacancy


@transaction.atomic
def submit_vacancy(*, employer: Employer, data: VacancyData, by: User, now: datetime, source_key: str = "") -> Vacancy:
    """An opening of this enterprise goes to the review desk of the centre that keeps its file.

    Raises CannotKeep with every reason, or PermissionDenied.
    """
    require(by, ENTER, employer)
    if reasons := rules.reasons_against(data, today=localdate(now)) + _against_order(data, employer, None):
        raise CannotKeep(reasons)
    vacancy = Vacancy(employer=employer, centre_id=employer.centre_id, submitted_at=now, source_key=source_key)
    rules.fill(vacancy, data)
    vacancy.is_demo = employer.is_demo
    vacancy.save()
    audit.record(by=by, action="vacancy.submit", target=vacancy, at=now)
    return vacancy


@transaction.atomic
def edit_vacancy(*, vacancy: Vacancy, data: VacancyData, edition: int, by: User, now: datetime) -> Vacancy:
    """Mend an opening that was read in this edition.

    A recruiter's change of what seekers decide by is reviewed again; a returned one goes back to the desk.
    Raises ChangedMeanwhile with both values, CannotKeep with every reason, or PermissionDenied.
    """
    require(by, ENTER, vacancy)
    locked = Vacancy.objects.select_for_update(of=("self",)).select_related(
        "employer", "province", "commune__province", "park__commune__province", "occupation", "order"
    )
    vacancy = locked.get(pk=vacancy.pk)
    if vacancy.edition != edition:
        raise ChangedMeanwhile(_differences(vacancy, data), vacancy)
    if vacancy.status == Status.CLOSED:
        raise CannotKeep([_("This opening is closed. Enter a new one like it.")])
    if reasons := rules.reasons_against(data, today=localdate(now)) + _against_order(
        data, vacancy.employer, vacancy.order_id
    ):
        raise CannotKeep(reasons)
    was_open = vacancy.status == Status.OPEN
    weighty = rules.must_be_reviewed_again(vacancy, data)
    rules.fill(vacancy, data)
    reviewer = may(by, "vacancies.review_vacancy", vacancy)
    if vacancy.status == Status.RETURNED or (vacancy.status != Status.SUBMITTED and weighty and not reviewer):
        vacancy.status, vacancy.submitted_at = Status.SUBMITTED, now
    vacancy.edition += 1
    changed = [*NAMES, "title_search", "search", "status", "submitted_at", "edition"]
    vacancy.save(update_fields=changed)
    audit.record(by=by, action="vacancy.edit", target=vacancy, at=now)
    if was_open:
        outbox.publish(VacancyChanged(vacancy_id=vacancy.pk, at=now))
    return vacancy


def _against_order(data: VacancyData, employer: Employer, stands_under: int | None) -> list[str]:
    """An order that was closed meanwhile keeps what stands under it."""
    if data.order is not None and data.order.employer_id != employer.pk:
        return [_("This order belongs to another enterprise.")]
    if data.order is not None and data.order.pk != stands_under and data.order.state != OrderState.APPROVED:
        return [_("Openings are put under an order once the centre has said yes.")]
    return []


def _differences(vacancy: Vacancy, data: VacancyData) -> list[Difference]:
    found = []
    for name in NAMES:
        kept, wanted = getattr(vacancy, name), plain(name, getattr(data, name))
        if name in LISTS:
            kept = list(kept)
        if kept != wanted:
            found.append(Difference(name, kept, wanted))
    return found
