"""What statistics does when something happens elsewhere. Each receiver is one call."""

from nhipcau.fairs.api import SessionClosed
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.clock import api as clock
from nhipcau.foundation.outbox import api as outbox
from nhipcau.statistics import actions
from nhipcau.statistics.events import ReportFrozen


@outbox.on(SessionClosed)
def freeze_when_closed(fact: SessionClosed) -> None:
    actions.freeze_report(session=FairSession.objects.get(pk=fact.session_id), by=None, now=fact.at)


@outbox.on(ReportFrozen)
def make_record_when_frozen(fact: ReportFrozen) -> None:
    """It may be tried hours later, so the record says when it was really made."""
    actions.make_record(session=FairSession.objects.get(pk=fact.session_id), by=None, now=clock.now())
