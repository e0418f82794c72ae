"""Freezing the report of a session: counted once more, kept with the hash of its rows."""

from datetime import datetime

from django.db import transaction

from nhipcau.accounts.api import User, require
from nhipcau.fairs import api as fairs
from nhipcau.fairs.models import FairSession, SessionState
from nhipcau.foundation.audit import api as audit
from nhipcau.foundation.live import api as live
from nhipcau.foundation.outbox import api as outbox
from nhipcau.statistics import queries
from nhipcau.statistics.actions.centre_reports import freeze_centre_reports
from nhipcau.statistics.events import ReportFrozen
from nhipcau.statistics.models import FrozenReport
from nhipcau.statistics.rules import count

OVER = (SessionState.CLOSED, SessionState.REPORTED)


class NotOver(Exception):
    """A session that is not closed has no final figures."""


def freeze_report(*, session: FairSession, by: User | None, now: datetime) -> FrozenReport:
    """Keep the figures as they stand. A report that is frozen stays as it is. Raises NotOver.

    `by` is None when closing the session does it by itself.
    """
    if by is not None:
        require(by, queries.MAY_READ, session)
    with transaction.atomic():
        session = FairSession.objects.select_for_update(of=("self",)).select_related("centre").get(pk=session.pk)
        if frozen := FrozenReport.objects.filter(session=session).first():
            return frozen
        if session.state not in OVER:
            raise NotOver(session.state)
        rows = queries.rows_of(session)
        frozen = FrozenReport.objects.create(
            session=session,
            centre_id=session.centre_id,
            figures=count(rows),
            rows_hash=rows.hash(),
            frozen_at=now,
            frozen_by=by,
        )
        freeze_centre_reports(session=session, rows=rows, now=now)
        audit.record(by=by, action="report.freeze", target=frozen, at=now)
        fairs.mark_reported(session=session, now=now)
        outbox.publish(ReportFrozen(session_id=session.pk, at=now))
        live.touch(f"fair:{session.pk}")
    return frozen
