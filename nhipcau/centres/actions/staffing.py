"""Roles begin and end on days; accounts of colleagues are opened with them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from nhipcau.accounts.api import CannotOpen, User, open_account, renew_access, require
from nhipcau.centres import rules
from nhipcau.centres.backends import CACHE, centres_where
from nhipcau.centres.models import Centre, Role, StaffRole
from nhipcau.centres.queries import MANAGES, not_over_on
from nhipcau.foundation.audit import api as audit
from nhipcau.reference.models import Commune


class CannotStaff(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def grant_role(
    *,
    user: User,
    centre: Centre,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    commune: Commune | None = None,
    by: User,
    now: datetime,
) -> StaffRole:
    """From the first day to the last, both included, the person may what the role may, at this centre.

    Granting the same once more changes nothing. Raises CannotStaff with every reason, or PermissionDenied.
    """
    require(by, MANAGES, centre)
    Centre.objects.select_for_update().get(pk=centre.pk)
    held = list(StaffRole.objects.filter(user=user, centre=centre, role=role))
    for same in held:
        if (same.starts_on, same.ends_on) == (starts_on, ends_on):
            return same
    if reasons := rules.reasons_against_commune(role, commune) + rules.reasons_not_to_grant(
        user, starts_on=starts_on, ends_on=ends_on, others=held, today=localdate(now)
    ):
        raise CannotStaff(reasons)
    granted = StaffRole.objects.create(
        user=user, centre=centre, role=role, commune=commune, starts_on=starts_on, ends_on=ends_on
    )
    audit.record(by=by, action="role.grant", target=granted, at=now, details={"role": role, "user": user.pk})
    vars(user).pop(CACHE, None)
    return granted


@transaction.atomic
def end_role(*, staff_role: StaffRole, on: date, by: User, now: datetime) -> StaffRole:
    """`on` is the last day. What ends on that day or before stays as it is. Raises CannotStaff."""
    require(by, MANAGES, staff_role)
    Centre.objects.select_for_update().get(pk=staff_role.centre_id)
    staff_role = StaffRole.objects.select_related("user", "centre").get(pk=staff_role.pk)
    if staff_role.ends_on is not None and staff_role.ends_on <= on:
        return staff_role
    managers = StaffRole.objects.filter(
        centre_id=staff_role.centre_id, role=Role.MANAGER, starts_on__lte=localdate(now)
    )
    others = managers.filter(ends_on=None, user__is_active=True).exclude(pk=staff_role.pk).exists()
    if reasons := rules.reasons_not_to_end(staff_role, on=on, other_managers=others):
        raise CannotStaff(reasons)
    staff_role.ends_on = on
    staff_role.save(update_fields=["ends_on"])
    audit.record(by=by, action="role.end", target=staff_role, at=now, details={"last_day": on.isoformat()})
    return staff_role


@transaction.atomic
def create_staff_account(
    *,
    centre: Centre,
    username: str,
    display_name: str,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    commune: Commune | None = None,
    by: User,
    now: datetime,
) -> tuple[StaffRole, str]:
    """A new colleague: the role, and the password to hand over, which is shown once and kept nowhere."""
    require(by, MANAGES, centre)
    try:
        user, password = open_account(username=username, display_name=display_name, by=by, now=now)
    except CannotOpen as refusal:
        raise CannotStaff(refusal.reasons) from None
    granted = grant_role(
        user=user, centre=centre, role=role, starts_on=starts_on, ends_on=ends_on, commune=commune, by=by, now=now
    )
    return granted, password


@transaction.atomic
def renew_staff_access(*, staff_role: StaffRole, by: User, now: datetime) -> str:
    """For a colleague who lost the password or the phone: a new password, and the second step set up afresh."""
    require(by, MANAGES, staff_role)
    user = staff_role.user
    today = localdate(now)
    held = not_over_on(StaffRole.objects.filter(user=user), today)
    only_ours = set(held.values_list("centre_id", flat=True)) <= centres_where(by, MANAGES)
    if reasons := rules.reasons_not_to_renew(user, by=by, only_ours=only_ours):
        raise CannotStaff(reasons)
    return renew_access(user=user, by=by, now=now)
