"""The people who act for an enterprise: how they come in, and how they leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may
from nhipcau.centres.models import Centre
from nhipcau.employers.actions.keeping import VERIFY, CannotKeep, open_file
from nhipcau.employers.backends import CACHE
from nhipcau.employers.models import Employer, Recruiter
from nhipcau.employers.rules import EmployerData
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.text.api import tidy


@dataclass(frozen=True, kw_only=True)
class AccountData:
    """How a recruiter will sign in: by e-mail and password, then a second factor."""

    email: str
    password: str
    display_name: str


@transaction.atomic
def sign_up(*, data: EmployerData, account: AccountData, centre: Centre, now: datetime) -> Recruiter:
    """An enterprise registers itself from the public page: an account, a waiting file, one recruiter.

    Nobody is signed in yet, so the new account is the one who did it. Raises CannotKeep with every reason.
    """
    user = _open_account(account)
    employer = open_file(data=data, centre=centre, by=user, now=now)
    return _let_recruit(employer, user, by=user, now=now)


@transaction.atomic
def add_recruiter(*, employer: Employer, user: User, by: User, now: datetime) -> Recruiter:
    """Somebody who has an account acts for the enterprise from today. Adding again changes nothing."""
    _require_keeper(by, employer)
    return _let_recruit(employer, user, by=by, now=now)


@transaction.atomic
def add_colleague(*, employer: Employer, account: AccountData, by: User, now: datetime) -> Recruiter:
    """A new account that acts for the enterprise from today. Raises CannotKeep when the e-mail is taken."""
    _require_keeper(by, employer)
    return _let_recruit(employer, _open_account(account), by=by, now=now)


@transaction.atomic
def end_recruiter(*, recruiter: Recruiter, by: User, now: datetime) -> Recruiter:
    """From this moment the person no longer acts for the enterprise. Raises CannotKeep for the last one."""
    _require_keeper(by, recruiter.employer)
    list(Recruiter.objects.select_for_update().filter(employer_id=recruiter.employer_id).order_by("pk"))
    recruiter.refresh_from_db()
    today = localdate(now)
    in_force = Recruiter.objects.in_force_on(today).filter(employer_id=recruiter.employer_id)
    if not in_force.filter(pk=recruiter.pk).exists():
        return recruiter
    if not in_force.exclude(pk=recruiter.pk).exists():
        raise CannotKeep([_("Somebody must be left who recruits for the enterprise.")])
    recruiter.ends_on = today - timedelta(days=1)
    recruiter.save(update_fields=["ends_on"])
    audit.record(by=by, action="recruiter.end", target=recruiter, at=now)
    return recruiter


def _require_keeper(by: User, employer: Employer) -> None:
    """Its own recruiters and the staff who keep its file may; nobody else."""
    if not (may(by, "employers.edit_employer", employer) or may(by, VERIFY, employer)):
        raise PermissionDenied("employers.edit_employer")


def _open_account(account: AccountData) -> User:
    email = account.email.strip().lower()
    taken = CannotKeep([_("There is an account with this e-mail already. Sign in, or use another e-mail.")])
    if User.objects.filter(username=email).exists():
        raise taken
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email, email, account.password, display_name=tidy(account.display_name)[:120]
            )
    except IntegrityError:
        raise taken from None


def _let_recruit(employer: Employer, user: User, *, by: User, now: datetime) -> Recruiter:
    defaults = {"starts_on": localdate(now), "ends_on": None}
    recruiter, made = Recruiter.objects.get_or_create(employer=employer, user=user, defaults=defaults)
    if not made and recruiter.ends_on is not None:
        recruiter.ends_on = None
        recruiter.save(update_fields=["ends_on"])
        made = True
    if made:
        audit.record(by=by, action="recruiter.add", target=recruiter, at=now)
    vars(user).pop(CACHE, None)
    return recruiter
