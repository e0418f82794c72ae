"""The file of an enterprise: opened, mended, verified or refused by the centre that keeps it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, may, require
from nhipcau.centres.models import Centre
from nhipcau.employers import rules
from nhipcau.employers.events import EmployerRefused, EmployerVerified
from nhipcau.employers.models import Employer, State
from nhipcau.employers.rules import EmployerData
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.outbox import api as outbox
from nhipcau.foundation.text.api import tidy

VERIFY = "employers.verify_employer"


class CannotKeep(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class CannotVerify(CannotKeep):
    pass


@transaction.atomic
def register_employer(*, data: EmployerData, centre: Centre, by: User, now: datetime) -> Employer:
    """Staff open the file of an enterprise that came to them. It waits to be verified.

    Raises CannotKeep with every reason, or PermissionDenied.
    """
    require(by, VERIFY, centre)
    return open_file(data=data, centre=centre, by=by, now=now)


def open_file(*, data: EmployerData, centre: Centre, by: User, now: datetime) -> Employer:
    """What staff's registration and the enterprise's own sign-up share; its caller has asked who may."""
    if reasons := rules.reasons_against(data):
        raise CannotKeep(reasons)
    employer = Employer(centre=centre)
    rules.fill(employer, data)
    _save(employer)
    audit.record(by=by, action="employer.register", target=employer, at=now)
    return employer


@transaction.atomic
def edit_employer(*, employer: Employer, data: EmployerData, by: User, now: datetime) -> Employer:
    """Its recruiters, or staff of the keeping centre, mend its file.

    A recruiter who changes the name or the tax code, or mends a refused file, has it verified again.
    Raises CannotKeep with every reason, or PermissionDenied.
    """
    staff = may(by, VERIFY, employer)
    if not (staff or may(by, "employers.edit_employer", employer)):
        raise PermissionDenied(VERIFY)
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    if reasons := rules.reasons_against(data):
        raise CannotKeep(reasons)
    again = rules.must_be_verified_again(employer, data) or employer.state == State.REFUSED
    rules.fill(employer, data)
    if again and (not staff or not employer.tax_code):
        employer.state, employer.verified_at, employer.refusal = State.WAITING, None, ""
    _save(employer)
    audit.record(by=by, action="employer.edit", target=employer, at=now)
    return employer


@transaction.atomic
def verify_employer(*, employer: Employer, by: User, now: datetime) -> Employer:
    """The keeping centre has looked at the licence and the tax code. Verifying twice changes nothing.

    Raises CannotVerify with every reason, or PermissionDenied.
    """
    require(by, VERIFY, employer)
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    if employer.state == State.VERIFIED:
        return employer
    if reasons := rules.reasons_not_to_verify(employer):
        raise CannotVerify(reasons)
    employer.state, employer.verified_at, employer.refusal = State.VERIFIED, now, ""
    employer.save(update_fields=["state", "verified_at", "refusal"])
    audit.record(by=by, action="employer.verify", target=employer, at=now)
    outbox.publish(EmployerVerified(employer_id=employer.pk, at=now))
    return employer


@transaction.atomic
def refuse_employer(*, employer: Employer, reason: str, by: User, now: datetime) -> Employer:
    """Its openings stay off the board until the file is mended; the recruiter reads why.

    Raises CannotVerify without a reason, or PermissionDenied.
    """
    require(by, VERIFY, employer)
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
    if not (reason := tidy(reason)):
        raise CannotVerify([_("Say what is wrong, so that the enterprise can mend it.")])
    if employer.state == State.REFUSED and employer.refusal == reason:
        return employer
    employer.state, employer.verified_at, employer.refusal = State.REFUSED, None, reason[:300]
    employer.save(update_fields=["state", "verified_at", "refusal"])
    audit.record(by=by, action="employer.refuse", target=employer, at=now)
    outbox.publish(EmployerRefused(employer_id=employer.pk, at=now))
    return employer


def _save(employer: Employer) -> None:
    """A tax code belongs to one enterprise: two who register it at once get one file."""
    taken = Employer.objects.exclude(pk=employer.pk).filter(tax_code=employer.tax_code)
    if employer.tax_code and taken.exists():
        raise CannotKeep([_("An enterprise with this tax code is registered already.")])
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError:
        raise CannotKeep([_("An enterprise with this tax code is registered already.")]) from None
