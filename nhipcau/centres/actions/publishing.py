"""What a centre says of itself: to everybody (the law asks for hours and steps), and on its official papers."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, require
from nhipcau.centres import rules
from nhipcau.centres.models import Centre
from nhipcau.centres.queries import MANAGES
from nhipcau.foundation.audit import api as audit


@dataclass(frozen=True, kw_only=True)
class CentreData:
    """A number left out stays as it is."""

    address: str
    phone: str
    opening_hours: str
    service_process: str
    superior: str = ""
    document_sign: str = ""
    signatory: str = ""
    signatory_title: str = ""
    order_threshold: int | None = None


class CannotPublish(Exception):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def update_centre(*, centre: Centre, data: CentreData, by: User, now: datetime) -> Centre:
    """What differs is saved. Raises CannotPublish, or PermissionDenied."""
    require(by, MANAGES, centre)
    if reasons := rules.reasons_against_hotline(data.phone):
        raise CannotPublish(reasons)
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    said = {name: value for name, value in asdict(data).items() if value is not None}
    changed = [name for name, value in said.items() if getattr(centre, name) != value]
    if changed:
        for name in changed:
            setattr(centre, name, getattr(data, name))
        centre.save(update_fields=changed)
        audit.record(by=by, action="centre.update", target=centre, at=now, details={"fields": changed})
    return centre
