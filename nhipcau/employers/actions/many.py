"""Files of several enterprises at once: a centre brings a sheet of openings of enterprises it does not know yet."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau.accounts.api import User, require
from nhipcau.centres.models import Centre
from nhipcau.employers import rules
from nhipcau.employers.actions.keeping import VERIFY, CannotKeep
from nhipcau.employers.models import Employer
from nhipcau.employers.rules import EmployerData
from nhipcau.foundation.audit import api as audit


@transaction.atomic
def register_employers(*, wanted: Sequence[EmployerData], centre: Centre, by: User, now: datetime) -> list[Employer]:
    """Each waits to be verified, so nothing of it can be published before. All or none.

    Raises CannotKeep with every reason, or PermissionDenied.
    """
    require(by, VERIFY, centre)
    if reasons := [f"{data.name}: {reason}" for data in wanted for reason in rules.reasons_against(data)]:
        raise CannotKeep(reasons)
    files = []
    for data in wanted:
        employer = Employer(centre=centre)
        rules.fill(employer, data)
        files.append(employer)
    try:
        with transaction.atomic():
            made = Employer.objects.bulk_create(files, batch_size=500)
    except IntegrityError:
        raise CannotKeep([_("An enterprise with this tax code is registered already.")]) from None
    if made:
        ids = {"first": made[0].pk, "last": made[-1].pk, "count": len(made)}
        audit.record(by=by, action="employer.register_many", target=made[0], at=now, details=ids)
    return made
