"""What statistics does when something happens elsewhere. Each receiver is one call."""

from nhipcau.fairs.api import SessionClosed
from nhipcau.fairs.models import FairSession
from nhipcau.foundation.outbox import api as outbox
from nhipcau.statistics import actions


@outbox.on(SessionClosed)
def freeze_when_closed(fact: SessionClosed) -> None:
    actions.freeze_report(session=FairSession.objects.get(pk=fact.session_id), by=None, now=fact.at)
