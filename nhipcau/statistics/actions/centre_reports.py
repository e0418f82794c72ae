"""Each centre of a session gets its own report, frozen from the very rows of the host's."""

from datetime import datetime

from nhipcau.fairs.models import FairSession
from nhipcau.statistics.models import CentreReport
from nhipcau.statistics.queries.centre_report import rows_by_centre
from nhipcau.statistics.rules import Rows, count


def freeze_centre_reports(*, session: FairSession, rows: Rows, now: datetime) -> list[CentreReport]:
    """Called while the session's report is frozen, in the same transaction: their sums are the host's totals."""
    return CentreReport.objects.bulk_create(
        CentreReport(session=session, centre_id=centre, figures=count(own), rows_hash=own.hash(), frozen_at=now)
        for centre, own in rows_by_centre(session, rows).items()
    )
