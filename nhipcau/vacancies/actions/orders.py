"""An enterprise asks the centre to find so many people by a day."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.employers.models import Employer, State
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import tidy
from nhipcau.vacancies.models import LabourOrder
from nhipcau.vacancies.rules.review import MOST_PEOPLE

MANAGE = "vacancies.manage_order"


class CannotOrder(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def place_order(
    *,
    employer: Employer,
    title: str,
    headcount: int,
    due_on: date,
    outside_province: bool = True,
    by: User,
    now: datetime,
) -> LabourOrder:
    """Its recruiter, or staff of the centre that keeps its file, places an order.

    Raises CannotOrder with every reason, or PermissionDenied.
    """
    if not (may(by, "vacancies.enter_vacancy", employer) or may(by, MANAGE, employer)):
        raise PermissionDenied(MANAGE)
    reasons = [] if tidy(title) else [_("Say what the people are needed for.")]
    if not 0 < headcount <= MOST_PEOPLE:
        reasons.append(_("Say how many people are needed: at least one."))
    if due_on < localdate(now):
        reasons.append(_("The day by which they are needed has passed."))
    if employer.state == State.REFUSED:
        reasons.append(_("The enterprise has not been verified."))
    if reasons:
        raise CannotOrder(reasons)
    order = LabourOrder.objects.create(
        employer=employer,
        centre_id=employer.centre_id,
        title=tidy(title)[:200],
        headcount=headcount,
        due_on=due_on,
        outside_province=outside_province,
        placed_at=now,
    )
    audit.record(by=by, action="order.place", target=order, at=now)
    return order
