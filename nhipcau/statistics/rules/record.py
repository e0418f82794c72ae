"""A record of a session: when it may be made, and how it is numbered. Pure."""

from django.utils.translation import gettext as _

from nhipcau.centres.models import Centre
from nhipcau.fairs.models import FairSession, SessionState


def reasons_not_to_make(session: FairSession) -> list[str]:
    if session.state != SessionState.REPORTED or session.closed_at is None:
        return [_("The record is made when the session is closed and its report is fixed.")]
    return []


def next_number(last: int | None) -> int:
    """One after another, from one in each year."""
    return (last or 0) + 1


def code_of(centre: Centre, year: int, number: int) -> str:
    """The code of the record in its centre's archive: bac-ninh-1.2026.PGD.0012."""
    return f"{centre.code}.{year}.PGD.{number:04d}"
